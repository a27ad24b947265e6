import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  inferenceFindingReadPermission,
  type Finding,
  type FindingPage,
  type ListFindingsQuery,
} from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { InferenceQueryProvider } from '../../api/InferenceQueryProvider';
import { useFormats } from '../../format/useFormats';
import { useFindings } from '../../hooks/findings/useFindings';
import { useNow } from '../../hooks/useNow';
import { findingRouteRef, findingsRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { CauseBadge } from '../Findings/CauseBadge';
import { DetectionBanner } from '../Findings/DetectionBanner';
import { findingSentence } from '../Findings/findingSentence';
import { avoidableText } from '../Findings/findingSum';
import { SilenceText } from '../Findings/SilenceText';
import { StakesText } from '../Findings/StakesText';
import styles from '../Findings/Findings.module.css';
import { UnloadedView } from '../states/UnloadedView';

const SHOWN = 5;

/** Overview card of a `model-server` Component: what was found about its servers, answered or not. */
export function EntityServerFindingsCard() {
  return (
    <InferenceQueryProvider>
      <ServerFindings />
    </InferenceQueryProvider>
  );
}

/** Overview card of a Group: what its servers waste. */
export function EntityGroupFindingsCard() {
  return (
    <InferenceQueryProvider>
      <GroupFindings />
    </InferenceQueryProvider>
  );
}

function ServerFindings() {
  const t = useText();
  const entityRef = stringifyEntityRef(useEntity().entity);
  return (
    <FindingsCard
      title={t('findings.cardServer')}
      query={{
        entityRef,
        state: ['open', 'snoozed', 'waived', 'accepted'],
        limit: SHOWN,
      }}
      none={t('findings.cardNone')}
      named={false}
    />
  );
}

function GroupFindings() {
  const t = useText();
  const owner = stringifyEntityRef(useEntity().entity);
  return (
    <FindingsCard
      title={t('findings.card')}
      query={{ owner: [owner], limit: SHOWN }}
      none={t('findings.cardGroupNone')}
      more={`?${new URLSearchParams({ owner })}`}
      named
    />
  );
}

function FindingsCard(props: {
  title: string;
  query: ListFindingsQuery;
  none: string;
  /** Query of the page with all of them. */
  more?: string;
  /** Several servers: each line names its own, and a sum stands first. */
  named: boolean;
}) {
  const t = useText();
  const state = useFindings(props.query);
  const findings = useRouteRef(findingsRouteRef)();
  return (
    <EntityInfoCard title={props.title}>
      {state.status === 'ready' ? (
        <div className={styles.card}>
          <DetectionBanner detection={state.data.detection} />
          {props.named && <GroupSentence page={state.data} />}
          {state.data.items.length === 0 && (
            <p>
              {state.data.detection.lastRunAt === null
                ? t('findings.neverLooked')
                : props.none}
            </p>
          )}
          {state.data.items.map(finding => (
            <FindingLine
              key={finding.id}
              finding={finding}
              named={props.named}
            />
          ))}
          {props.more !== undefined && state.data.items.length > 0 && (
            <Link className={styles.link} to={`${findings}${props.more}`}>
              {t('findings.cardMine')}
            </Link>
          )}
        </div>
      ) : (
        <UnloadedView
          state={state}
          what={t('findings.what')}
          permission={inferenceFindingReadPermission.name}
          rows={2}
        />
      )}
    </EntityInfoCard>
  );
}

function GroupSentence({ page }: { page: FindingPage }) {
  const t = useText();
  const formats = useFormats();
  const { totals } = page;
  const amount = avoidableText(totals, formats);
  const values = {
    count: totals.count,
    gpus: formats.gpuCount(totals.gpus),
  };
  if (totals.count === 0) {
    return null;
  }
  return (
    <p>
      {amount === null
        ? t('findings.cardGroupUnpriced', values)
        : t('findings.cardGroup', { ...values, amount })}
    </p>
  );
}

function FindingLine({ finding, named }: { finding: Finding; named: boolean }) {
  const t = useText();
  const formats = useFormats();
  const now = useNow();
  const link = useRouteRef(findingRouteRef)({ id: finding.id });
  const sentence = findingSentence(finding, t, formats);
  return (
    <div>
      <span className={styles.cardLine}>
        <Link className={styles.link} to={link}>
          {named ? finding.server.name : sentence}
        </Link>
        <CauseBadge cause={finding.cause} confidence={finding.confidence} />
      </span>
      <span className={styles.cardLine}>
        <span>{named ? sentence : finding.server.cluster}</span>
        <StakesText finding={finding} />
      </span>
      <SilenceText finding={finding} now={now} />
    </div>
  );
}
