import type {
  ModelRef,
  ModelVersion,
  ModelVersionDetail,
  Page,
  VersionState,
} from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { plainText, readNumber } from '../../database/codec';
import { likePattern } from '../../database/conditions';
import { decodeCursor, encodeCursor } from '../../database/cursor';
import { modelRefKey } from '../modelRows';
import type { LineageRow, MetricRow, VersionDetailRow } from '../tables';
import {
  rowsToVersionDetail,
  rowToMetric,
  rowToVersion,
  type CountedVersionRow,
} from '../versionRows';
import {
  HEADLINES,
  readVersionAliases,
  readVersionSurroundings,
} from './surroundings';

/** Rows of `model_versions` with how their models are written, and what is counted in other tables. */
export function selectVersions(
  db: Knex,
): Knex.QueryBuilder<CountedVersionRow, CountedVersionRow[]> {
  return db('model_versions')
    .join('models', 'models.ref', 'model_versions.model_ref')
    .select('model_versions.*', {
      model_namespace: 'models.namespace',
      model_name: 'models.name',
      servers: db.raw(
        `(select count(*) from server_registrations join servers on servers.id = server_registrations.server_id
          where server_registrations.model_ref = model_versions.model_ref
            and server_registrations.version = model_versions.version and servers.removed_at is null)`,
      ),
      conflicts: db.raw(
        `(select count(*) from registry_conflicts where registry_conflicts.model_ref = model_versions.model_ref
          and registry_conflicts.version = model_versions.version)`,
      ),
    });
}

/** Adds that the version has a name, or that an alias points to it for `@alias`. */
export function whereVersionOrAlias(
  query: Knex.QueryBuilder,
  version: string,
): void {
  if (version.startsWith('@')) {
    query
      .join('model_aliases', alias =>
        alias
          .on('model_aliases.model_ref', 'model_versions.model_ref')
          .on('model_aliases.version', 'model_versions.version'),
      )
      .where('model_aliases.alias', plainText(version.slice(1)));
  } else {
    query.where('model_versions.version', plainText(version));
  }
}

/** Versions with what lists show from other tables. */
export async function completeVersions(
  db: Knex,
  rows: readonly CountedVersionRow[],
): Promise<ModelVersion[]> {
  if (rows.length === 0) {
    return [];
  }
  const around = await readVersionSurroundings(db, rows);
  return rows.map(row => rowToVersion(row, around(row)));
}

/** A version by its name, or by `@alias`. */
export async function readVersion(
  db: Knex,
  model: ModelRef,
  version: string,
): Promise<ModelVersionDetail | undefined> {
  const ref = modelRefKey(model);
  const row: (CountedVersionRow & VersionDetailRow) | undefined =
    await selectVersions(db)
      .join(
        'version_details',
        'version_details.node_id',
        'model_versions.node_id',
      )
      .select('version_details.*')
      .where('model_versions.model_ref', ref)
      .modify(whereVersionOrAlias, version)
      .first();
  if (!row) {
    return undefined;
  }
  const [aliasesOf, metrics, lineage] = await Promise.all([
    readVersionAliases(db, [row.model_ref]),
    db<MetricRow>('version_metrics')
      .where({ node_id: row.node_id })
      .orderByRaw(
        "name, coalesce(dataset, ''), coalesce(slice, ''), coalesce(measured_at, 0)",
      ),
    db<LineageRow>('lineage_edges')
      .where({ from_id: row.node_id })
      .orderBy(['relation', 'to_id']),
  ]);
  const summary = rowToVersion(row, {
    aliases: aliasesOf(row.model_ref, row.version),
    headlineMetrics: metrics.slice(0, HEADLINES).map(rowToMetric),
  });
  return rowsToVersionDetail(summary, row, metrics, lineage);
}

/** One page of a model's versions, newest first. */
export async function readVersionPage(
  db: Knex,
  model: ModelRef,
  options: {
    state?: VersionState;
    text?: string;
    limit: number;
    cursor?: string;
  },
): Promise<Page<ModelVersion>> {
  const ref = modelRefKey(model);
  const rows = await selectVersions(db)
    .where('model_versions.model_ref', ref)
    .modify(query => {
      if (options.state === 'active') {
        query.whereNull('model_versions.retired_at');
      } else if (options.state === 'retired') {
        query.whereNotNull('model_versions.retired_at');
      }
      if (options.text !== undefined) {
        // The name of the model stands first, on a line of its own; all its versions have it.
        query.whereRaw(
          "substr(model_versions.search_text, ?) like ? escape '!'",
          [ref.length + 2, likePattern(options.text)],
        );
      }
      if (options.cursor !== undefined) {
        query.whereRaw(
          '(model_versions.ordered_at, model_versions.version_order, model_versions.version) < (?, ?, ?)',
          [
            ...decodeCursor<[number, string, string]>(options.cursor, [
              'number',
              'string',
              'string',
            ]),
          ],
        );
      }
    })
    .orderBy([
      { column: 'model_versions.ordered_at', order: 'desc' },
      { column: 'model_versions.version_order', order: 'desc' },
      { column: 'model_versions.version', order: 'desc' },
    ])
    .limit(options.limit + 1);
  const page = rows.slice(0, options.limit);
  const items = await completeVersions(db, page);
  const last = page.at(-1);
  return rows.length > options.limit && last
    ? {
        items,
        nextCursor: encodeCursor([
          readNumber(last.ordered_at),
          last.version_order,
          last.version,
        ]),
      }
    : { items };
}
