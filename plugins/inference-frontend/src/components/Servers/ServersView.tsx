import { useCallback, useDeferredValue, useMemo } from 'react';
import { Button } from '@backstage/ui';
import type {
  CostRates,
  ModelServer,
  ReadinessScores,
  UsageSums,
} from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import type { LoadedPages } from '../../hooks/useAllPages';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../translation/useText';
import { PageMessage } from '../states/PageMessage';
import { DataGrid } from '../table/DataGrid';
import { isUnfiltered, sortedBy, withoutFilters } from '../table/tableQuery';
import { ServersToolbar } from './ServersToolbar';
import { selectServers } from './selectServers';
import type { ServerRow } from './ServerRow';
import { FACETS, type ServersQuery } from './serversQuery';
import { useServerColumns, type ServerActions } from './useServerColumns';
import styles from '../table/toolbar.module.css';

const NOW_INTERVAL_MS = 30_000;

/** The table of servers with its toolbar. */
export function ServersView(props: {
  loaded: LoadedPages<ModelServer>;
  /** What they did; null while nobody told. */
  usage: UsageSums | null;
  /** What they cost; null while nobody told, or to who may not know. */
  rates: CostRates | null;
  /** How many rules they pass; null while nobody told. */
  readiness: ReadinessScores | null;
  query: ServersQuery;
  onQuery(query: ServersQuery): void;
  linkTo(id: string): string;
  onOpen(id: string): void;
  onDownload(servers: readonly ServerRow[]): void;
  actions: ServerActions;
}) {
  const t = useText();
  const formats = useFormats();
  const { loaded, usage, rates, readiness, query, onQuery, onOpen } = props;
  const columns = useServerColumns(
    useNow(NOW_INTERVAL_MS),
    props.linkTo,
    props.actions,
  );
  // Typing stays quick over 10,000 rows: the table follows when there is time.
  const deferred = useDeferredValue(query);
  const rows = useMemo(() => {
    const sums = new Map(usage?.items.map(one => [one.serverId, one]));
    const perDay = new Map(rates?.items.map(one => [one.serverId, one.perDay]));
    const scores = new Map(
      readiness?.items.map(one => [one.serverId, one.counts]),
    );
    return loaded.items.map(
      (server): ServerRow => ({
        ...server,
        usage: sums.get(server.id),
        perDay: perDay.get(server.id),
        readiness: scores.get(server.id),
      }),
    );
  }, [loaded.items, usage, rates, readiness]);
  const selected = useMemo(
    () => selectServers(rows, deferred),
    [rows, deferred],
  );
  const open = useCallback(
    (server: ModelServer) => onOpen(server.id),
    [onOpen],
  );
  const total = loaded.items.length;
  const shown = selected.rows.length;

  return (
    <div className={styles.page}>
      <ServersToolbar
        query={query}
        facets={selected.facets}
        onChange={onQuery}
        onDownload={() => props.onDownload(selected.rows)}
      />
      <p className={styles.count} role="status">
        {isUnfiltered(deferred)
          ? t('servers.all', { count: total })
          : t('servers.shown', {
              shown: formats.count(shown),
              total: formats.count(total),
            })}
        {!loaded.complete &&
          ` · ${t('servers.loadingMore', { number: formats.count(total) })}`}
      </p>
      {shown === 0 ? (
        <PageMessage title={t('servers.noMatchTitle')}>
          <p>{t('servers.noMatchHint')}</p>
          <Button
            variant="secondary"
            onPress={() => onQuery(withoutFilters(query, FACETS))}
          >
            {t('table.clear')}
          </Button>
        </PageMessage>
      ) : (
        <div className={styles.table}>
          <DataGrid
            label={t('servers.table')}
            columns={columns}
            rows={selected.rows}
            rowKey={server => server.id}
            sort={deferred.sort}
            onSort={column => onQuery(sortedBy(query, column))}
            open={open}
          />
        </div>
      )}
    </div>
  );
}
