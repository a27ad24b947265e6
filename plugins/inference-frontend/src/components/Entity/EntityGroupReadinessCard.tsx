import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { inferenceServerReadPermission } from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { InferenceQueryProvider } from '../../api/InferenceQueryProvider';
import { useFormats } from '../../format/useFormats';
import { useReadinessReport } from '../../hooks/readiness/useReadinessReport';
import { readinessRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import {
  DEEPEST,
  readinessSearch,
  toReportQuery,
} from '../FleetReadiness/readinessQuery';
import { RuleNames } from '../FleetReadiness/RuleNames';
import { ReadinessCountsList } from '../Readiness/ReadinessCountsList';
import { UnloadedView } from '../states/UnloadedView';
import styles from './Entity.module.css';

/** Overview card of a Group: how ready for production the servers of it, and of the groups below it, are. */
export function EntityGroupReadinessCard() {
  return (
    <InferenceQueryProvider>
      <GroupReadiness />
    </InferenceQueryProvider>
  );
}

function GroupReadiness() {
  const t = useText();
  const formats = useFormats();
  const owner = stringifyEntityRef(useEntity().entity);
  const query = { owner, rule: null, rollUp: DEEPEST };
  const state = useReadinessReport(toReportQuery(query));
  const page = useRouteRef(readinessRouteRef)();
  if (state.status !== 'ready') {
    return (
      <EntityInfoCard title={t('readiness.card')}>
        <UnloadedView
          state={state}
          what={t('readiness.fleet.what')}
          permission={inferenceServerReadPermission.name}
          rows={2}
        />
      </EntityInfoCard>
    );
  }
  const { counts, failing, rules, servers } = state.data;
  const failed = rules
    .filter(rule => rule.counts.fail > 0)
    .sort((a, b) => b.counts.fail - a.counts.fail);
  return (
    <EntityInfoCard title={t('readiness.card')}>
      {servers === 0 ? (
        <p>{t('readiness.fleet.emptyTitle')}</p>
      ) : (
        <div className={styles.card}>
          <p>
            {t('readiness.fleet.headline', {
              failing: formats.count(failing),
              servers: formats.count(servers),
            })}
          </p>
          <ReadinessCountsList counts={counts} />
          {failed.length > 0 && (
            <p>
              {t('readiness.fleet.mostFailed')}:{' '}
              <RuleNames codes={failed.map(({ code }) => code)} />
            </p>
          )}
          <Link to={`${page}${readinessSearch(query)}`}>
            {t('readiness.fleet.cardMore')}
          </Link>
        </div>
      )}
    </EntityInfoCard>
  );
}
