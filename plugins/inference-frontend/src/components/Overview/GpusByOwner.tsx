import { Link } from 'react-router-dom';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { FleetSummary } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { serversRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { Panel } from '../layout/Panel';
import { OwnerName } from '../states/OwnerName';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import { ownerQuery } from './serversLinks';
import styles from './Overview.module.css';

type Line = FleetSummary['byOwner'][number];

/** GPUs that the servers of each owner hold, the largest first. */
export function GpusByOwner({ byOwner }: { byOwner: FleetSummary['byOwner'] }) {
  const t = useText();
  const formats = useFormats();
  const servers = useRouteRef(serversRouteRef)();
  const lines = [...byOwner].sort((a, b) => b.gpusHeld - a.gpusHeld);
  const most = Math.max(0, ...lines.map(line => line.gpusHeld));
  const columns: readonly CompactColumn<Line>[] = [
    {
      id: 'owner',
      header: t('overview.owner'),
      rowHeader: true,
      cell: line => (
        <Link
          className={styles.link}
          to={`${servers}?${ownerQuery(line.owner)}`}
        >
          <OwnerName owner={line.owner} />
        </Link>
      ),
    },
    {
      id: 'bar',
      header: t('overview.use'),
      cell: line => (
        <span className={styles.bar} data-plain="" aria-hidden="true">
          <span
            data-part="servers"
            style={{
              width: most > 0 ? `${(100 * line.gpusHeld) / most}%` : '0%',
            }}
          />
        </span>
      ),
    },
    {
      id: 'gpus',
      header: t('overview.ownerGpus'),
      numeric: true,
      cell: line => formats.gpuCount(line.gpusHeld),
    },
    {
      id: 'servers',
      header: t('overview.ownerServers'),
      numeric: true,
      cell: line => formats.count(line.servers),
    },
  ];
  return (
    <Panel title={t('overview.gpusByOwner')}>
      {lines.length === 0 ? (
        <p className={styles.none}>{t('overview.gpusByOwnerEmpty')}</p>
      ) : (
        <CompactTable
          label={t('overview.gpusByOwner')}
          columns={columns}
          rows={lines}
          rowKey={line => line.owner ?? ''}
        />
      )}
    </Panel>
  );
}
