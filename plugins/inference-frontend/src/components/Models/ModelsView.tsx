import { useDeferredValue, useMemo, type ReactNode } from 'react';
import { Button } from '@backstage/ui';
import type { Model } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import type { LoadedPages } from '../../hooks/useAllPages';
import { useText, type Text } from '../../translation/useText';
import { shortOwner } from '../states/OwnerName';
import { PageMessage } from '../states/PageMessage';
import { DataGrid } from '../table/DataGrid';
import { TableToolbar } from '../table/TableToolbar';
import {
  isUnfiltered,
  NONE,
  sortedBy,
  withoutFilters,
} from '../table/tableQuery';
import styles from '../table/toolbar.module.css';
import {
  MODEL_FACETS,
  productionOf,
  selectModels,
  type ModelFacet,
  type ModelsQuery,
} from './modelsQuery';
import { isOrigin } from './origins';
import { useModelColumns } from './useModelColumns';

function facetValueName(t: Text, facet: ModelFacet, value: string): string {
  switch (facet) {
    case 'owner':
      return value === NONE ? t('common.unowned') : shortOwner(value);
    case 'origin':
      return isOrigin(value) ? t(`origin.${value}`) : value;
    case 'production':
      return value === 'yes'
        ? t('models.hasProduction')
        : t('models.withoutProduction');
    default:
      return value === NONE ? t('models.licenseUnknown') : value;
  }
}

/** The table of models: first how many there are and how many are in production. */
export function ModelsView(props: {
  loaded: LoadedPages<Model>;
  now: InstantMs;
  query: ModelsQuery;
  onQuery(query: ModelsQuery): void;
  linkTo(model: Model): string;
  onOpen(model: Model): void;
  onDownload(models: readonly Model[]): void;
  action: ReactNode;
}) {
  const t = useText();
  const formats = useFormats();
  const { loaded, query, onQuery } = props;
  const columns = useModelColumns(props.now, props.linkTo);
  const deferred = useDeferredValue(query);
  const selected = useMemo(
    () => selectModels(loaded.items, deferred),
    [loaded.items, deferred],
  );
  const total = loaded.items.length;
  const shown = selected.rows.length;
  const inProduction = selected.rows.filter(productionOf).length;
  return (
    <div className={styles.page}>
      <TableToolbar
        search={t('models.search')}
        placeholder={t('models.searchPlaceholder')}
        query={query}
        facets={MODEL_FACETS}
        options={selected.facets}
        labelOf={facet => t(`models.facet.${facet}`)}
        nameOf={(facet, value) => facetValueName(t, facet, value)}
        onChange={onQuery}
        onDownload={() => props.onDownload(selected.rows)}
        action={props.action}
      />
      <p className={styles.count} role="status">
        {isUnfiltered(deferred)
          ? t('models.all', { count: total })
          : t('models.shown', {
              shown: formats.count(shown),
              total: formats.count(total),
            })}
        {` · ${t('models.inProduction', {
          number: formats.count(inProduction),
        })}`}
        {!loaded.complete &&
          ` · ${t('models.loadingMore', { number: formats.count(total) })}`}
      </p>
      {shown === 0 ? (
        <PageMessage title={t('models.noMatchTitle')}>
          <p>{t('models.noMatchHint')}</p>
          <Button
            variant="secondary"
            onPress={() => onQuery(withoutFilters(query, MODEL_FACETS))}
          >
            {t('table.clear')}
          </Button>
        </PageMessage>
      ) : (
        <div className={styles.table}>
          <DataGrid
            label={t('models.table')}
            columns={columns}
            rows={selected.rows}
            rowKey={model => model.entityRef}
            sort={deferred.sort}
            onSort={column => onQuery(sortedBy(query, column))}
            open={props.onOpen}
          />
        </div>
      )}
    </div>
  );
}
