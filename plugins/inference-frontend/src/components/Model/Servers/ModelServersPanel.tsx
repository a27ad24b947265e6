import { useRouteRef } from '@backstage/core-plugin-api';
import {
  inferenceServerReadPermission,
  type ModelServer,
} from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { useServersOfModel } from '../../../hooks/registry/useModelDetails';
import { useText } from '../../../translation/useText';
import { serverRouteRef } from '../../../routes';
import { GpusHeld } from '../../Servers/GpusHeld';
import { PinMark } from '../../Servers/PinMark';
import { Absent } from '../../states/Absent';
import { OwnerName } from '../../states/OwnerName';
import { PageMessage } from '../../states/PageMessage';
import { StaleBanner } from '../../states/StaleBanner';
import { StateBadge } from '../../states/StateBadge';
import { UnloadedView } from '../../states/UnloadedView';
import { CompactTable, type CompactColumn } from '../../table/CompactTable';
import type { ModelPanelProps } from '../ModelView';
import styles from '../Model.module.css';

/** Where a model runs now, by which rule each server was joined to a version, and how sure that is. */
export function ModelServersPanel({ model }: ModelPanelProps) {
  const t = useText();
  const { namespace, name } = model;
  const state = useServersOfModel({ namespace, name });
  const serverLink = useRouteRef(serverRouteRef);
  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        kind="model"
        what={t('states.whatServers')}
        permission={inferenceServerReadPermission.name}
        rows={4}
      />
    );
  }
  if (state.data.length === 0) {
    return (
      <PageMessage title={t('modelServers.emptyTitle')}>
        <p>{t('modelServers.emptyHint')}</p>
      </PageMessage>
    );
  }
  const columns: readonly CompactColumn<ModelServer>[] = [
    {
      id: 'name',
      header: t('servers.name'),
      rowHeader: true,
      cell: server => (
        <Link className={styles.link} to={serverLink({ id: server.id })}>
          {server.name}
        </Link>
      ),
    },
    {
      id: 'version',
      header: t('versions.version'),
      cell: ({ registration, model: { pinned } }) => (
        <span className={styles.chips}>
          {pinned !== null && <PinMark pinned={pinned} />}
          {registration?.version ?? (
            <Absent reason={t('registration.noVersion')} />
          )}
        </span>
      ),
    },
    {
      id: 'reason',
      header: t('modelServers.reason'),
      cell: ({ registration }) => registration?.reason ?? '',
    },
    {
      id: 'confidence',
      header: t('modelServers.confidence'),
      cell: ({ registration }) =>
        registration && t(`confidence.${registration.confidence}`),
    },
    {
      id: 'state',
      header: t('servers.state'),
      cell: server => (
        <StateBadge state={server.state} reason={server.stateReason} />
      ),
    },
    {
      id: 'owner',
      header: t('servers.owner'),
      cell: server => <OwnerName owner={server.owner.ref} />,
    },
    {
      id: 'gpus',
      header: t('servers.gpus'),
      numeric: true,
      cell: server => <GpusHeld gpus={server.gpus} />,
    },
    {
      id: 'place',
      header: t('servers.place'),
      cell: server => `${server.cluster} / ${server.namespace}`,
    },
  ];
  return (
    <>
      <StaleBanner stale={state.stale} />
      <CompactTable
        label={t('model.view.servers')}
        columns={columns}
        rows={state.data}
        rowKey={server => server.id}
      />
    </>
  );
}
