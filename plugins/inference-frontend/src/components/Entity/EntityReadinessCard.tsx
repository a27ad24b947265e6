import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  inferenceServerReadPermission,
  type ModelServer,
} from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { InferenceQueryProvider } from '../../api/InferenceQueryProvider';
import { useEntityServers } from '../../hooks/useEntityServers';
import { useServerReadiness } from '../../hooks/useServerReadiness';
import { serverRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { ReadinessCountsList } from '../Readiness/ReadinessCountsList';
import { UnloadedView } from '../states/UnloadedView';
import readinessStyles from '../Readiness/Readiness.module.css';
import styles from './Entity.module.css';

const SHOWN = 5;

/** Overview card of a `model-server` Component: how ready for production its servers are. */
export function EntityReadinessCard() {
  return (
    <InferenceQueryProvider>
      <ReadinessCard />
    </InferenceQueryProvider>
  );
}

function ReadinessCard() {
  const t = useText();
  const state = useEntityServers(stringifyEntityRef(useEntity().entity));
  return (
    <EntityInfoCard title={t('readiness.card')}>
      {state.status === 'ready' ? (
        <div className={styles.card}>
          {state.data.length === 0 && <p>{t('entity.noServerHint')}</p>}
          {state.data.slice(0, SHOWN).map(server => (
            <ServerCounts key={server.id} server={server} />
          ))}
        </div>
      ) : (
        <UnloadedView
          state={state}
          what={t('states.whatServers')}
          permission={inferenceServerReadPermission.name}
          rows={2}
        />
      )}
    </EntityInfoCard>
  );
}

function ServerCounts({ server }: { server: ModelServer }) {
  const t = useText();
  const link = useRouteRef(serverRouteRef)({ id: server.id });
  const state = useServerReadiness(server.id);
  return (
    <div className={readinessStyles.cardLine}>
      <Link to={`${link}?view=readiness`}>
        {server.cluster} / {server.name}
      </Link>
      {state.status === 'ready' ? (
        <ReadinessCountsList counts={state.data.counts} />
      ) : (
        <UnloadedView
          state={state}
          what={t('readiness.what')}
          permission={inferenceServerReadPermission.name}
          rows={1}
        />
      )}
    </div>
  );
}
