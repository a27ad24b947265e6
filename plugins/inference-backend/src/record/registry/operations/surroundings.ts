import type { EvaluationMetric } from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { whereAmong } from '../../database/conditions';
import { joinByIndex, tableOfTexts } from '../../database/joinByIndex';
import type { ModelSurroundings, ShownAliasRow } from '../modelRows';
import type { AliasRequestRow, MetricRow, VersionRow } from '../tables';
import { rowToMetric, type VersionSurroundings } from '../versionRows';

/** Metrics that a list shows of each version. */
export const HEADLINES = 3;

function grouped<T, K extends string>(
  rows: readonly T[],
  keyOf: (row: T) => K,
): ReadonlyMap<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) {
      group.push(row);
    } else {
      groups.set(keyOf(row), [row]);
    }
  }
  return groups;
}

async function readAliases(
  db: Knex,
  refs: readonly string[],
): Promise<readonly ShownAliasRow[]> {
  const [ids, bound] = tableOfTexts(db, refs);
  const aliases = joinByIndex(db, {
    left: 'wanted',
    table: 'model_aliases',
    column: 'model_ref',
    as: 'alias',
  });
  return db
    .select('alias.*')
    .select({
      source_pinned: db.raw(
        `(select source_pinned from model_versions where node_id = 'model:' || alias.model_ref || '@' || alias.version)`,
      ),
    })
    .from(db.raw(`(${ids}) as ${aliases}`, [bound]))
    .whereNotNull('alias.version')
    .orderBy(['alias.model_ref', 'alias.alias']);
}

/** Relations to another model; data, runs and earlier versions are none. */
const MODEL_RELATIONS = [
  'finetune',
  'quantized',
  'adapter',
  'merge',
  'distilled',
];

interface OriginRow {
  model_ref: string;
  to_id: string;
}

/** What the production version of each model, else its newest, was made from. */
async function readDerivations(
  db: Knex,
  refs: readonly string[],
): Promise<readonly OriginRow[]> {
  // Not a join: for a page of models PostgreSQL would read all aliases.
  const shown = db('models')
    .select({
      model_ref: 'ref',
      id: db.raw(
        `'model:' || ref || '@' || coalesce(
          (select version from model_aliases where model_aliases.model_ref = models.ref and alias = 'production'),
          latest_version
        )`,
      ),
    })
    .modify(whereAmong, db, 'ref', refs);
  const edges = joinByIndex(db, {
    left: 'shown',
    table: 'lineage_edges',
    column: 'from_id',
    as: 'edge',
  });
  return db
    .distinct('shown.model_ref', 'edge.to_id')
    .from(db.raw(`? as ${edges}`, [shown]))
    .whereIn('edge.relation', MODEL_RELATIONS)
    .orderBy(['shown.model_ref', 'edge.to_id']);
}

/** What lists of models show from other tables: three queries, whatever the number of models. */
export async function readModelSurroundings(
  db: Knex,
  refs: readonly string[],
): Promise<(ref: string) => ModelSurroundings> {
  const byRef = (row: { model_ref: string }) => row.model_ref;
  const [aliases, derivations, requests] = await Promise.all([
    readAliases(db, refs),
    readDerivations(db, refs),
    db<AliasRequestRow>('alias_requests')
      .select()
      .modify(whereAmong, db, 'model_ref', refs)
      .where({ status: 'pending' })
      .orderBy(['requested_at', 'id']),
  ]);
  const aliasesOf = grouped(aliases, byRef);
  const derivationsOf = grouped(derivations, byRef);
  const requestsOf = grouped<AliasRequestRow, string>(requests, byRef);
  return ref => ({
    aliases: aliasesOf.get(ref) ?? [],
    derivedFrom: (derivationsOf.get(ref) ?? []).map(({ to_id }) => to_id),
    requests: requestsOf.get(ref) ?? [],
  });
}

async function readHeadlines(
  db: Knex,
  nodeIds: readonly string[],
): Promise<ReadonlyMap<string, EvaluationMetric[]>> {
  const rows: MetricRow[] = await db
    .select('*')
    .from(
      db('version_metrics')
        .select(
          '*',
          db.raw(
            "row_number() over (partition by node_id order by name, coalesce(dataset, ''), coalesce(slice, ''), coalesce(measured_at, 0)) as place",
          ),
        )
        .modify(whereAmong, db, 'node_id', nodeIds)
        .as('placed'),
    )
    .where('place', '<=', HEADLINES)
    .orderBy(['node_id', 'place']);
  const byNode = new Map<string, EvaluationMetric[]>();
  for (const row of rows) {
    const metrics = byNode.get(row.node_id) ?? [];
    metrics.push(rowToMetric(row));
    byNode.set(row.node_id, metrics);
  }
  return byNode;
}

/** Aliases of versions of some models, by the model's ref and the version. */
export async function readVersionAliases(
  db: Knex,
  refs: readonly string[],
): Promise<(ref: string, version: string) => string[]> {
  const rows = await readAliases(db, [...new Set(refs)]);
  const rowsOf = grouped(rows, ({ model_ref }) => model_ref);
  return (ref, version) =>
    (rowsOf.get(ref) ?? []).flatMap(row =>
      row.version === version ? [row.alias] : [],
    );
}

/** What lists of versions show from other tables: two queries, whatever the number of versions. */
export async function readVersionSurroundings(
  db: Knex,
  versions: readonly VersionRow[],
): Promise<(row: VersionRow) => VersionSurroundings> {
  const [aliasesOf, headlines] = await Promise.all([
    readVersionAliases(
      db,
      versions.map(row => row.model_ref),
    ),
    readHeadlines(
      db,
      versions.map(row => row.node_id),
    ),
  ]);
  return row => ({
    aliases: aliasesOf(row.model_ref, row.version),
    headlineMetrics: headlines.get(row.node_id) ?? [],
  });
}
