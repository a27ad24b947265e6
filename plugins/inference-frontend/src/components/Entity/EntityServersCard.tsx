import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  inferenceServerReadPermission,
  type ModelServer,
} from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { InferenceQueryProvider } from '../../api/InferenceQueryProvider';
import { useFormats } from '../../format/useFormats';
import { useEntityServers } from '../../hooks/useEntityServers';
import { serverRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { StateBadge } from '../states/StateBadge';
import { UnloadedView } from '../states/UnloadedView';
import styles from './Entity.module.css';

const SHOWN = 5;

/** Overview card of a `model-server` Component: how its server is. */
export function EntityModelServerCard() {
  return (
    <InferenceQueryProvider>
      <ServersCard kind="server" />
    </InferenceQueryProvider>
  );
}

/** Overview card of an `ai-model` Resource: where the model runs. */
export function EntityModelServersCard() {
  return (
    <InferenceQueryProvider>
      <ServersCard kind="model" />
    </InferenceQueryProvider>
  );
}

function ServersCard({ kind }: { kind: 'server' | 'model' }) {
  const t = useText();
  const formats = useFormats();
  const { entity } = useEntity();
  const state = useEntityServers(stringifyEntityRef(entity));
  const title =
    kind === 'server' ? t('entity.serverCard') : t('entity.modelCard');
  if (state.status !== 'ready') {
    return (
      <EntityInfoCard title={title}>
        <UnloadedView
          state={state}
          what={t('states.whatServers')}
          permission={inferenceServerReadPermission.name}
          rows={2}
        />
      </EntityInfoCard>
    );
  }
  const servers = state.data;
  const held = servers.reduce(
    (sum, server) => sum + (server.gpus.held ?? 0),
    0,
  );
  return (
    <EntityInfoCard title={title}>
      <div className={styles.card}>
        {servers.length === 0 && (
          <p>
            {kind === 'server'
              ? t('entity.noServerHint')
              : t('entity.noModelServerHint')}
          </p>
        )}
        {kind === 'model' && servers.length > 0 && (
          <p>
            {t('entity.modelSentence', {
              count: servers.length,
              gpus: formats.gpuCount(held),
            })}
          </p>
        )}
        {servers.slice(0, SHOWN).map(server => (
          <ServerLine key={server.id} server={server} />
        ))}
      </div>
    </EntityInfoCard>
  );
}

function ServerLine({ server }: { server: ModelServer }) {
  const formats = useFormats();
  const link = useRouteRef(serverRouteRef)({ id: server.id });
  const { held, product } = server.gpus;
  return (
    <div className={styles.server}>
      <span className={styles.line}>
        <Link className={styles.link} to={link}>
          {server.name}
        </Link>
        <StateBadge state={server.state} reason={server.stateReason} />
      </span>
      <span className={styles.line}>
        <span>
          {server.cluster} / {server.namespace}
        </span>
        <span>{held === null ? '—' : formats.gpus(held, product)}</span>
      </span>
    </div>
  );
}
