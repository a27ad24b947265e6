import { useCallback, useDeferredValue, useMemo } from 'react';
import {
  inferenceModelReadPermission,
  type ModelVersion,
} from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../../format/useFormats';
import { useText, type Text } from '../../../translation/useText';
import { productionOf } from '../../Models/modelsQuery';
import { GuardedButton } from '../../RegistryDialogs/GuardedButton';
import { PageMessage } from '../../states/PageMessage';
import { StaleBanner } from '../../states/StaleBanner';
import { UnloadedView } from '../../states/UnloadedView';
import { DataGrid } from '../../table/DataGrid';
import { downloadText } from '../../table/downloadText';
import { TableToolbar } from '../../table/TableToolbar';
import {
  NONE,
  parseTableQuery,
  sortedBy,
  writeTableQuery,
} from '../../table/tableQuery';
import type { ModelPanelProps } from '../ModelView';
import { useVersionColumns } from './useVersionColumns';
import { VersionDetailPanel } from './VersionDetailPanel';
import {
  selectVersions,
  VERSION_FACETS,
  versionsCsv,
  type VersionFacet,
  type VersionsQuery,
} from './versionsQuery';
import modelStyles from '../Model.module.css';
import styles from './Versions.module.css';

const ROW_HEIGHT = 32;

function facetValueName(t: Text, facet: VersionFacet, value: string): string {
  switch (facet) {
    case 'state':
      return value === 'retired' ? t('versions.retired') : t('versions.active');
    case 'pinned':
      return value === 'pinned'
        ? t('versions.pinned')
        : t('versions.notPinned');
    default:
      return value === NONE ? t('versions.notRecorded') : value;
  }
}

/** Versions of a model above everything about the chosen one. */
export function VersionsPanel(props: ModelPanelProps) {
  const t = useText();
  const { versions, actions } = props;
  if (versions.status !== 'ready') {
    return (
      <UnloadedView
        state={versions}
        kind="model"
        what={t('states.whatVersions')}
        permission={inferenceModelReadPermission.name}
        rows={4}
      />
    );
  }
  if (versions.data.complete && versions.data.items.length === 0) {
    return (
      <PageMessage title={t('versions.emptyTitle')}>
        <p>{t('versions.emptyHint')}</p>
        <GuardedButton
          right={actions.rights.register}
          variant="primary"
          onPress={actions.registerVersion}
        >
          {t('model.registerVersion')}
        </GuardedButton>
      </PageMessage>
    );
  }
  return (
    <>
      <StaleBanner stale={versions.stale} />
      <LoadedVersions
        {...props}
        items={versions.data.items}
        complete={versions.data.complete}
      />
    </>
  );
}

function LoadedVersions(
  props: ModelPanelProps & {
    items: readonly ModelVersion[];
    complete: boolean;
  },
) {
  const t = useText();
  const formats = useFormats();
  const { model, items, now, params, onParams, actions } = props;
  const query = useMemo(
    () => parseTableQuery(params, VERSION_FACETS),
    [params],
  );
  const deferred = useDeferredValue(query);
  const selected = useMemo(
    () => selectVersions(items, deferred),
    [items, deferred],
  );
  const onQuery = (next: VersionsQuery) =>
    props.onQuery(previous => writeTableQuery(next, VERSION_FACETS, previous));
  const production = productionOf(model)?.version;
  const onCompare = useCallback(
    (version: string) =>
      onParams({
        view: 'compare',
        a: production === version ? null : production ?? null,
        b: version,
      }),
    // `onParams` is made anew with every render and always does the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [production],
  );
  const columns = useVersionColumns(model, now, actions, onCompare);
  // Without a choice the page explains production, else the newest that is in use.
  const wanted = params.get('version') ?? production ?? model.latestVersion;
  const chosen =
    items.find(({ version }) => version === wanted) ??
    selected.rows[0] ??
    items[0];
  return (
    <div className={modelStyles.panels}>
      <TableToolbar
        search={t('versions.search')}
        placeholder={t('versions.searchPlaceholder')}
        query={query}
        facets={VERSION_FACETS}
        options={selected.facets}
        labelOf={facet => t(`versions.facet.${facet}`)}
        nameOf={(facet, value) => facetValueName(t, facet, value)}
        onChange={onQuery}
        onDownload={() =>
          downloadText(
            `${model.name}-versions.csv`,
            'text/csv',
            versionsCsv(selected.rows),
          )
        }
      />
      <p role="status">
        {t('versions.shown', {
          shown: formats.count(selected.rows.length),
          total: formats.count(items.length),
        })}
        {!props.complete && ` · ${t('versions.loadingMore')}`}
      </p>
      <div
        className={styles.table}
        // Few versions need no empty room below them.
        style={{ height: (selected.rows.length + 1) * ROW_HEIGHT + 18 }}
      >
        <DataGrid
          label={t('versions.table')}
          columns={columns}
          rows={selected.rows}
          rowKey={({ version }) => version}
          sort={deferred.sort}
          onSort={column => onQuery(sortedBy(query, column))}
          open={({ version }) => onParams({ version })}
        />
      </div>
      {chosen && (
        <VersionDetailPanel
          key={chosen.version}
          model={model}
          version={chosen}
          now={now}
          actions={actions}
        />
      )}
    </div>
  );
}
