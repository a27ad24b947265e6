import { Link } from 'react-router-dom';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { FleetSummary } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { serversRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { Panel } from '../layout/Panel';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import { productQuery } from './serversLinks';
import styles from './Overview.module.css';

type Line = FleetSummary['gpus'][number];

function share(part: number, line: Line): string {
  return line.capacity > 0
    ? `${Math.max(0, Math.min(100, (100 * part) / line.capacity))}%`
    : '0%';
}

/** Physical GPUs of the nodes by product: who holds them and how many are free. The bar is drawn beside its figures. */
export function GpusByProduct({ gpus }: { gpus: FleetSummary['gpus'] }) {
  const t = useText();
  const formats = useFormats();
  const servers = useRouteRef(serversRouteRef)();
  const columns: readonly CompactColumn<Line>[] = [
    {
      id: 'product',
      header: t('overview.product'),
      rowHeader: true,
      cell: line => (
        <Link
          className={`${styles.link} ${styles.product}`}
          to={`${servers}?${productQuery(line.product)}`}
        >
          {line.product}
        </Link>
      ),
    },
    {
      id: 'use',
      header: t('overview.use'),
      cell: line => (
        <span
          className={styles.bar}
          role="img"
          aria-label={t('overview.barLabel', {
            product: line.product,
            servers: formats.gpuCount(line.heldByServers),
            others: formats.gpuCount(line.heldByOthers),
            free: formats.gpuCount(line.free),
            capacity: formats.gpuCount(line.capacity),
          })}
        >
          <span
            data-part="servers"
            style={{ width: share(line.heldByServers, line) }}
          />
          <span
            data-part="others"
            style={{ width: share(line.heldByOthers, line) }}
          />
        </span>
      ),
    },
    {
      id: 'servers',
      header: t('overview.heldByServers'),
      numeric: true,
      cell: line => formats.gpuCount(line.heldByServers),
    },
    {
      id: 'others',
      header: t('overview.heldByOthers'),
      numeric: true,
      cell: line => formats.gpuCount(line.heldByOthers),
    },
    {
      id: 'free',
      header: t('overview.free'),
      numeric: true,
      cell: line => formats.gpuCount(line.free),
    },
    {
      id: 'capacity',
      header: t('overview.capacity'),
      numeric: true,
      cell: line => formats.gpuCount(line.capacity),
    },
  ];
  return (
    <div id="gpus-by-product">
      <Panel
        title={t('overview.gpusByProduct')}
        action={
          <span className={styles.legend} aria-hidden="true">
            <span data-part="servers">{t('overview.heldByServers')}</span>
            <span data-part="others">{t('overview.heldByOthers')}</span>
            <span data-part="free">{t('overview.free')}</span>
          </span>
        }
      >
        {gpus.length === 0 ? (
          <p className={styles.none}>{t('overview.gpusByProductEmpty')}</p>
        ) : (
          <CompactTable
            label={t('overview.gpusByProduct')}
            columns={columns}
            rows={gpus}
            rowKey={line => line.product}
          />
        )}
      </Panel>
    </div>
  );
}
