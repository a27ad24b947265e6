import type { ModelRef } from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { plainText, readInstant } from '../../database/codec';
import { whereAmong } from '../../database/conditions';
import { modelRefKey } from '../modelRows';
import type { VersionLabel } from '../RegistryStore';
import type { ModelRow, VersionRow } from '../tables';
import { joinByIndex, tableOfTexts } from './joinByIndex';
import { readInParts, readMany } from './readMany';
import { whereVersionOrAlias } from './readVersions';
import { readVersionAliases } from './surroundings';

/** Columns of `model_versions` that label a version. */
const LABEL_COLUMNS = [
  'node_id',
  'model_ref',
  'version',
  'source_pinned',
  'format',
  'precision',
  'quantization',
  'license',
  'ordered_at',
  'retired_at',
] as const satisfies readonly (keyof VersionRow)[];

type VersionLabelRow = Pick<VersionRow, (typeof LABEL_COLUMNS)[number]>;

function rowToVersionLabel(
  row: VersionLabelRow,
  model: ModelRef,
  aliases: string[],
): VersionLabel {
  return {
    model,
    version: row.version,
    state: row.retired_at === null ? 'active' : 'retired',
    source: { pinned: Boolean(row.source_pinned) },
    format: row.format,
    precision: row.precision,
    quantization: row.quantization,
    license: row.license,
    orderedAt: readInstant(row.ordered_at),
    aliases,
  };
}

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
  );
}

/** Labels of versions by node id; ids that are no version are left out. */
export async function readVersionLabels(
  db: Knex,
  nodeIds: readonly string[],
): Promise<ReadonlyMap<string, VersionLabel>> {
  const ids = [...new Set(nodeIds.map(plainText))];
  const rows = (await readInParts(ids, part => readLabels(db, part))).flat();
  const refs = [...new Set(rows.map(row => row.model_ref))];
  const [models, aliasesOf] = await Promise.all([
    readNames(db, refs),
    readVersionAliases(db, refs),
  ]);
  return new Map(
    rows.flatMap(row => {
      const model = models.get(row.model_ref);
      return model
        ? [[row.node_id, rowToVersionLabel(row, model, aliasesOf(row))]]
        : [];
    }),
  );
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
