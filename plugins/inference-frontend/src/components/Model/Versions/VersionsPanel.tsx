import { useCallback, useDeferredValue, useMemo } from 'react';
import { Alert } from '@backstage/ui';
import {
  inferenceModelReadPermission,
  type Model,
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

/** The version that the address names, where `@alias` stands for the one that it points to; without one production, else the newest in use. */
function versionAsked(model: Model, asked: string | null): string | null {
  const stateOf = (name: string) =>
    model.aliases.find(({ alias }) => alias === name)?.version ?? null;
  if (asked === null) {
    return productionOf(model)?.version ?? model.latestVersion;
  }
  return asked.startsWith('@') ? stateOf(asked.slice(1)) : asked;
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
  const asked = params.get('version');
  const wanted = versionAsked(model, asked);
  const found = items.find(({ version }) => version === wanted);
  const missing = asked !== null && !found && props.complete;
  const chosen = missing ? undefined : found ?? selected.rows[0] ?? items[0];
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
          selected={chosen?.version}
        />
      </div>
      {missing && (
        <div role="alert">
          <Alert
            status="warning"
            icon
            title={t('versions.missingTitle', { version: asked })}
            description={t('versions.missingHint')}
          />
        </div>
      )}
      {chosen && (
        <VersionDetailPanel
          key={chosen.version}
          model={model}
          version={chosen}
          now={now}
          actions={actions}
          arrived={props.arrived && found !== undefined}
        />
      )}
    </div>
  );
}
