import { useMemo } from 'react';
import { Link } from 'react-router-dom';
import type { ModelServer } from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { PassShare } from '../FleetReadiness/PassShare';
import { Absent } from '../states/Absent';
import { MiddleText } from '../states/MiddleText';
import { Moment } from '../states/Moment';
import { OwnerName } from '../states/OwnerName';
import { StateBadge } from '../states/StateBadge';
import type { GridColumn } from '../table/GridColumn';
import { GpusHeld } from './GpusHeld';
import { ModelName } from './ModelName';
import { ServerMenu } from './ServerMenu';
import type { ServerRow } from './ServerRow';

/** What rows offer beside their link. */
export interface ServerActions {
  onRegister(server: ModelServer): void;
  onOpenModel(server: ModelServer): void;
}

/** Columns of the table of servers. */
export function useServerColumns(
  now: InstantMs,
  linkTo: (id: string) => string,
  actions: ServerActions,
): readonly GridColumn<ServerRow>[] {
  const t = useText();
  const formats = useFormats();
  return useMemo<readonly GridColumn<ServerRow>[]>(
    () => [
      {
        id: 'name',
        header: t('servers.name'),
        minWidth: 108,
        grow: 3,
        cell: server => (
          <Link to={linkTo(server.id)} tabIndex={-1}>
            <MiddleText text={server.name} />
          </Link>
        ),
      },
      {
        id: 'state',
        header: t('servers.state'),
        minWidth: 100,
        grow: 0.6,
        cell: server => (
          <StateBadge state={server.state} reason={server.stateReason} />
        ),
      },
      {
        id: 'owner',
        header: t('servers.owner'),
        minWidth: 70,
        grow: 1.2,
        cell: server => <OwnerName owner={server.owner.ref} />,
      },
      {
        id: 'model',
        header: t('servers.model'),
        minWidth: 108,
        grow: 3,
        cell: server => <ModelName server={server} />,
      },
      {
        id: 'runtime',
        header: t('servers.runtime'),
        minWidth: 76,
        grow: 1,
        hiddenBelow: 1200,
        cell: ({ runtime }) => (
          <MiddleText
            text={
              runtime.version === null
                ? runtime.name
                : `${runtime.name} ${runtime.version}`
            }
          />
        ),
      },
      {
        id: 'gpus',
        header: t('servers.gpus'),
        minWidth: 104,
        grow: 0.3,
        numeric: true,
        cell: server => <GpusHeld gpus={server.gpus} />,
      },
      {
        id: 'replicas',
        header: t('servers.replicas'),
        minWidth: 44,
        grow: 0.2,
        numeric: true,
        hiddenBelow: 1050,
        cell: ({ replicas: { ready, desired } }) =>
          ready === null || desired === null ? (
            <Absent reason={t('absent.replicas')} />
          ) : (
            <span
              title={t('servers.replicasValue', {
                ready: formats.count(ready),
                desired: formats.count(desired),
              })}
            >
              {formats.count(ready)}/{formats.count(desired)}
            </span>
          ),
      },
      {
        id: 'traffic',
        header: t('servers.traffic'),
        minWidth: 62,
        grow: 0.2,
        numeric: true,
        cell: ({ usage }) =>
          usage === undefined || usage.requests === null ? (
            <Absent reason={t('servers.noTraffic')} />
          ) : (
            <span
              title={t('servers.trafficValue', {
                requests: formats.count(usage.requests),
                errors:
                  usage.errors === null ? '—' : formats.count(usage.errors),
              })}
            >
              {formats.compact(usage.requests)}
            </span>
          ),
      },
      {
        id: 'p95',
        header: t('servers.p95'),
        minWidth: 58,
        grow: 0.2,
        numeric: true,
        hiddenBelow: 1120,
        cell: ({ usage }) =>
          !usage?.latencyMs ? (
            <Absent reason={t('servers.noLatency')} />
          ) : (
            <span title={t('servers.p95Hint')}>
              {formats.latency(usage.latencyMs.p95)}
            </span>
          ),
      },
      {
        id: 'cost',
        header: t('servers.cost'),
        minWidth: 62,
        grow: 0.2,
        numeric: true,
        cell: ({ perDay }) =>
          perDay === undefined ? (
            <Absent reason={t('servers.noCost')} />
          ) : (
            <span
              title={t('servers.costValue', {
                cost: formats.money(perDay.micros, perDay.currency),
              })}
            >
              {formats.moneyShort(perDay.micros, perDay.currency)}
            </span>
          ),
      },
      {
        id: 'readiness',
        header: t('servers.readiness'),
        minWidth: 72,
        grow: 0.2,
        numeric: true,
        cell: ({ readiness }) =>
          readiness === undefined ? (
            <Absent reason={t('servers.noReadiness')} />
          ) : (
            <PassShare counts={readiness} />
          ),
      },
      {
        id: 'place',
        header: t('servers.place'),
        minWidth: 80,
        grow: 1.5,
        cell: server => (
          <MiddleText text={`${server.cluster} / ${server.namespace}`} />
        ),
      },
      {
        id: 'changed',
        header: t('servers.changed'),
        minWidth: 96,
        grow: 0.3,
        cell: server => (
          <Moment at={parseInstant(server.changedAt)} now={now} />
        ),
      },
      {
        id: 'actions',
        header: t('table.actions'),
        minWidth: 32,
        grow: 0,
        unsortable: true,
        hiddenHeader: true,
        cell: server => <ServerMenu server={server} {...actions} />,
      },
    ],
    [t, formats, now, linkTo, actions],
  );
}
