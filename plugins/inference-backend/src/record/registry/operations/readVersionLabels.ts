import type { ModelRef } from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { readVersionNode } from '../../../decide/registry/nodeId';
import { plainText, readInstant } from '../../database/codec';
import { whereAmong } from '../../database/conditions';
import { modelRefKey } from '../modelRows';
import type { VersionLabel } from '../RegistryStore';
import type { ModelRow, VersionRow } from '../tables';
import { joinByIndex, tableOfTexts } from './joinByIndex';
import { readMany } from './readMany';
import { whereVersionOrAlias } from './readVersions';
import { readVersionAliases } from './surroundings';

/** Columns of `model_versions` that label a version. */
const LABEL_COLUMNS = [
  'node_id',
  'source_pinned',
  'format',
  'precision',
  'quantization',
  'license',
  'ordered_at',
  'retired_at',
] as const satisfies readonly (keyof VersionRow)[];

type VersionLabelRow = Pick<VersionRow, (typeof LABEL_COLUMNS)[number]>;

/** How models are written; a version has many columns already, and a model many versions. */
async function readNames(
  db: Knex,
  refs: readonly string[],
): Promise<ReadonlyMap<string, ModelRef>> {
  const rows: Pick<ModelRow, 'ref' | 'namespace' | 'name'>[] =
    await db<ModelRow>('models')
      .select('ref', 'namespace', 'name')
      .modify(whereAmong, db, 'ref', refs);
  return new Map(
    rows.map(({ ref, namespace, name }) => [ref, { namespace, name }]),
  );
}

async function readLabels(
  db: Knex,
  nodeIds: readonly string[],
): Promise<VersionLabelRow[]> {
  const [ids, bound] = tableOfTexts(db, nodeIds);
  const versions = joinByIndex(db, {
    left: 'wanted',
    table: 'model_versions',
    column: 'node_id',
    as: 'version',
  });
  return readMany<VersionLabelRow>(
    db,
    db
      .select(LABEL_COLUMNS.map(column => `version.${column}`))
      .from(db.raw(`(${ids}) as ${versions}`, [bound])),
    LABEL_COLUMNS,
  );
}

/** Labels of versions by node id; ids that are no version are left out. */
export async function readVersionLabels(
  db: Knex,
  nodeIds: readonly string[],
): Promise<ReadonlyMap<string, VersionLabel>> {
  // What an id says of itself need not be read.
  const named = new Map(
    nodeIds.flatMap(nodeId => {
      const id = plainText(nodeId);
      const version = readVersionNode(id);
      return version
        ? [[id, { ref: modelRefKey(version.model), version: version.version }]]
        : [];
    }),
  );
  const refs = [...new Set(Array.from(named.values(), ({ ref }) => ref))];
  const [rows, models, aliasesOf] = await Promise.all([
    readLabels(db, [...named.keys()]),
    readNames(db, refs),
    readVersionAliases(db, refs),
  ]);
  const labels = new Map<string, VersionLabel>();
  for (const row of rows) {
    const { ref, version } = named.get(row.node_id) ?? {};
    const model = ref === undefined ? undefined : models.get(ref);
    if (model && ref !== undefined && version !== undefined) {
      labels.set(row.node_id, {
        model,
        version,
        state: row.retired_at === null ? 'active' : 'retired',
        source: { pinned: Boolean(row.source_pinned) },
        format: row.format,
        precision: row.precision,
        quantization: row.quantization,
        license: row.license,
        orderedAt: readInstant(row.ordered_at),
        aliases: aliasesOf(ref, version),
      });
    }
  }
  return labels;
}

/** Names of a model's versions, newest first; of those that `version` names, which may be `@alias`. */
export async function readVersionNames(
  db: Knex,
  model: ModelRef,
  options: { version?: string; limit: number },
): Promise<readonly string[]> {
  return db<VersionRow>('model_versions')
    .where('model_versions.model_ref', modelRefKey(model))
    .modify(query => {
      if (options.version !== undefined) {
        whereVersionOrAlias(query, options.version);
      }
    })
    .orderBy([
      { column: 'model_versions.ordered_at', order: 'desc' },
      { column: 'model_versions.version_order', order: 'desc' },
      { column: 'model_versions.version', order: 'desc' },
    ])
    .limit(options.limit)
    .pluck('model_versions.version');
}
