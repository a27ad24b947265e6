import { useCallback, useDeferredValue, useMemo } from 'react';
import { Button } from '@backstage/ui';
import type { ModelServer } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import type { LoadedServers } from '../../hooks/useModelServers';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../translation/useText';
import { PageMessage } from '../states/PageMessage';
import { DataGrid } from '../table/DataGrid';
import { ServersToolbar, withoutFilters } from './ServersToolbar';
import { selectServers } from './selectServers';
import { isUnfiltered, type ServersQuery } from './serversQuery';
import { useServerColumns } from './useServerColumns';
import styles from './Servers.module.css';

const NOW_INTERVAL_MS = 30_000;

/** The table of servers with its toolbar. */
export function ServersView(props: {
  loaded: LoadedServers;
  query: ServersQuery;
  onQuery(query: ServersQuery): void;
  linkTo(id: string): string;
  onOpen(id: string): void;
  onDownload(servers: readonly ModelServer[]): void;
}) {
  const t = useText();
  const formats = useFormats();
  const { loaded, query, onQuery, onOpen } = props;
  const columns = useServerColumns(useNow(NOW_INTERVAL_MS), props.linkTo);
  // Typing stays quick over 10,000 rows: the table follows when there is time.
  const deferred = useDeferredValue(query);
  const selected = useMemo(
    () => selectServers(loaded.servers, deferred),
    [loaded.servers, deferred],
  );
  const open = useCallback(
    (server: ModelServer) => onOpen(server.id),
    [onOpen],
  );
  const total = loaded.servers.length;
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
            onPress={() => onQuery(withoutFilters(query))}
          >
            {t('servers.clear')}
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
            onSort={column =>
              onQuery({
                ...query,
                sort: {
                  column,
                  descending:
                    query.sort.column === column && !query.sort.descending,
                },
              })
            }
            open={open}
          />
        </div>
      )}
    </div>
  );
}
