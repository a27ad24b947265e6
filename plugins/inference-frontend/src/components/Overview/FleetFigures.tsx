import { Link } from 'react-router-dom';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  FindingPage,
  FleetSummary,
} from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import type { LoadState } from '../../hooks/LoadState';
import {
  dataSourcesRouteRef,
  findingsRouteRef,
  serversRouteRef,
} from '../../routes';
import { useText } from '../../translation/useText';
import { avoidableText } from '../Findings/findingSum';
import { attentionQuery } from './serversLinks';
import styles from './Overview.module.css';

interface Figure {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly detail: string;
  readonly to: string;
}

/** The figures that answer the page's question, each a link to its evidence. */
export function FleetFigures(props: {
  summary: FleetSummary;
  attention: number;
  findings: LoadState<FindingPage>;
}) {
  const t = useText();
  const formats = useFormats();
  const servers = useRouteRef(serversRouteRef)();
  const dataSources = useRouteRef(dataSourcesRouteRef)();
  const findingsLink = useRouteRef(findingsRouteRef)();
  const { summary, attention, findings } = props;
  const sum = (read: (line: FleetSummary['gpus'][number]) => number) =>
    formats.gpuCount(
      summary.gpus.reduce((total, line) => total + read(line), 0),
    );
  const serving =
    summary.byState.find(line => line.state === 'serving')?.count ?? 0;

  const avoidable = (): Pick<Figure, 'value' | 'detail'> => {
    if (findings.status !== 'ready') {
      return {
        value: '—',
        detail:
          findings.status === 'loading'
            ? t('states.loading')
            : t('overview.avoidableFailed'),
      };
    }
    const { totals, detection } = findings.data;
    if (detection.lastRunAt === null) {
      return { value: '—', detail: t('overview.avoidableNever') };
    }
    // Nothing found is nothing to save; findings without a price are no 0.
    const none = totals.count === 0 ? '0' : '—';
    return {
      value: avoidableText(totals, formats) ?? none,
      detail: t('overview.avoidableDetail', { count: totals.count }),
    };
  };

  const figures: readonly Figure[] = [
    {
      id: 'servers',
      label: t('overview.servers'),
      value: formats.count(summary.servers),
      detail: t('overview.serversDetail', { serving: formats.count(serving) }),
      to: servers,
    },
    {
      id: 'attention',
      label: t('overview.attention'),
      value: formats.count(attention),
      detail: t('overview.attentionDetail'),
      to: `${servers}?${attentionQuery()}`,
    },
    {
      id: 'held',
      label: t('overview.gpusHeld'),
      value: sum(line => line.heldByServers),
      detail: t('overview.gpusHeldDetail', {
        capacity: sum(line => line.capacity),
      }),
      to: `${servers}?sort=gpus&order=desc`,
    },
    {
      id: 'free',
      label: t('overview.gpusFree'),
      value: sum(line => line.free),
      detail: t('overview.gpusFreeDetail', {
        others: sum(line => line.heldByOthers),
      }),
      to: '#gpus-by-product',
    },
    // Who may not see findings is not told of them.
    ...(findings.status === 'forbidden'
      ? []
      : [
          {
            id: 'avoidable',
            label: t('overview.avoidable'),
            ...avoidable(),
            to: findingsLink,
          },
        ]),
    {
      id: 'clusters',
      label: t('overview.clusters'),
      value: t('overview.clustersValue', {
        readable: formats.count(summary.coverage.clustersReadable),
        total: formats.count(summary.coverage.clustersTotal),
      }),
      detail: t('overview.clustersDetail'),
      to: dataSources,
    },
  ];
  return (
    <ul className={styles.figures} aria-label={t('overview.figures')}>
      {figures.map(figure => (
        <li key={figure.id}>
          <Link className={styles.figure} to={figure.to}>
            <span className={styles.figureLabel}>{figure.label}</span>
            <span className={styles.figureValue}>{figure.value}</span>
            <span className={styles.figureDetail}>{figure.detail}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
