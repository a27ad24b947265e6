import type { ModelRef } from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { readVersionNode } from '../../../decide/registry/nodeId';
import { plainText, readInstant } from '../../database/codec';
import { whereAmong } from '../../database/conditions';
import { joinByIndex, tableOfTexts } from '../../database/joinByIndex';
import { modelRefKey } from '../modelRows';
import type { VersionLabel } from '../RegistryStore';
import type { ModelRow, VersionRow } from '../tables';
import { readMany } from './readMany';
import { readVersionAliases } from './surroundings';

/** What never changes of a label. */
type FixedLabel = Omit<VersionLabel, 'state' | 'aliases'> & {
  /** Of the model. */
  readonly ref: string;
};

/** Columns of `model_versions` that label a version and never change. */
const LABEL_COLUMNS = [
  'node_id',
  'source_pinned',
  'format',
  'precision',
  'quantization',
  'license',
  'ordered_at',
] as const satisfies readonly (keyof VersionRow)[];

type LabelRow = Pick<VersionRow, (typeof LABEL_COLUMNS)[number]>;

/** Labels that are remembered at most: some 30 MiB. */
const REMEMBERED = 100_000;

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

async function readRows(
  db: Knex,
  nodeIds: readonly string[],
): Promise<LabelRow[]> {
  const [ids, bound] = tableOfTexts(db, nodeIds);
  const versions = joinByIndex(db, {
    left: 'wanted',
    table: 'model_versions',
    column: 'node_id',
    as: 'version',
  });
  return readMany<LabelRow>(
    db,
    db
      .select(LABEL_COLUMNS.map(column => `version.${column}`))
      .from(db.raw(`(${ids}) as ${versions}`, [bound])),
    LABEL_COLUMNS,
    read => ({
      node_id: read('node_id'),
      source_pinned: read('source_pinned'),
      format: read('format'),
      precision: read('precision'),
      quantization: read('quantization'),
      license: read('license'),
      ordered_at: read('ordered_at'),
    }),
  );
}

/** Node ids of the retired versions of some models. */
async function readRetired(
  db: Knex,
  refs: readonly string[],
): Promise<ReadonlySet<string>> {
  const ids: string[] = await db<VersionRow>('model_versions')
    .modify(whereAmong, db, 'model_ref', refs)
    .whereNotNull('retired_at')
    .pluck('node_id');
  return new Set(ids);
}

/**
 * Labels of versions for graphs. Of a version only its retirement and its aliases ever change, and none is ever deleted, so that everything
 * else is read once and remembered.
 */
export class VersionLabels {
  readonly #db: Knex;
  readonly #fixed = new Map<string, FixedLabel>();

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Labels by node id; ids that are no version are left out. */
  async read(
    nodeIds: readonly string[],
  ): Promise<ReadonlyMap<string, VersionLabel>> {
    const ids = nodeIds.filter(id => id.startsWith('model:')).map(plainText);
    const fixed = await this.#readFixed(ids);
    const refs = [...new Set(Array.from(fixed.values(), ({ ref }) => ref))];
    const [retired, aliases] = await Promise.all([
      readRetired(this.#db, refs),
      readVersionAliases(this.#db, refs),
    ]);
    const labels = new Map<string, VersionLabel>();
    for (const [id, label] of fixed) {
      labels.set(id, {
        model: label.model,
        version: label.version,
        state: retired.has(id) ? 'retired' : 'active',
        source: label.source,
        format: label.format,
        precision: label.precision,
        quantization: label.quantization,
        license: label.license,
        orderedAt: label.orderedAt,
        aliases: aliases(label.ref, label.version),
      });
    }
    return labels;
  }

  async #readFixed(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, FixedLabel>> {
    const known = new Map<string, FixedLabel>();
    const unknown: string[] = [];
    for (const id of ids) {
      const label = this.#fixed.get(id);
      if (label) {
        known.set(id, label);
      } else {
        unknown.push(id);
      }
    }
    if (unknown.length > 0) {
      for (const [id, label] of await this.#readUnknown(unknown)) {
        known.set(id, label);
      }
    }
    return known;
  }

  async #readUnknown(
    ids: readonly string[],
  ): Promise<readonly (readonly [string, FixedLabel])[]> {
    // What an id says of itself need not be read.
    const named = new Map(
      ids.flatMap(id => {
        const node = readVersionNode(id);
        return node
          ? [[id, { ref: modelRefKey(node.model), version: node.version }]]
          : [];
      }),
    );
    const [rows, models] = await Promise.all([
      readRows(this.#db, ids),
      readNames(this.#db, [
        ...new Set(Array.from(named.values(), ({ ref }) => ref)),
      ]),
    ]);
    const labels = rows.flatMap(row => {
      const { ref = '', version = '' } = named.get(row.node_id) ?? {};
      const model = models.get(ref);
      return model
        ? [[row.node_id, toFixedLabel(row, { ref, model, version })] as const]
        : [];
    });
    if (this.#fixed.size + labels.length > REMEMBERED) {
      this.#fixed.clear();
    }
    for (const [id, label] of labels.slice(0, REMEMBERED)) {
      this.#fixed.set(id, label);
    }
    return labels;
  }
}

function toFixedLabel(
  row: LabelRow,
  named: Pick<FixedLabel, 'ref' | 'model' | 'version'>,
): FixedLabel {
  return {
    ...named,
    source: { pinned: Boolean(row.source_pinned) },
    format: row.format,
    precision: row.precision,
    quantization: row.quantization,
    license: row.license,
    orderedAt: readInstant(row.ordered_at),
  };
}
