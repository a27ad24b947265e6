import type { EvaluationMetric } from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { readNumber, type StoredNumber } from '../../database/codec';
import { whereAmong } from '../../database/conditions';
import type { ModelSurroundings } from '../modelRows';
import type {
  AliasRequestRow,
  AliasRow,
  ConflictRow,
  MetricRow,
} from '../tables';
import {
  rowToMetric,
  type NamedVersionRow,
  type VersionSurroundings,
} from '../versionRows';

/** Metrics that a list shows of each version. */
const HEADLINES = 3;

interface CountRow {
  model_ref: string;
  version: string | null;
  count: StoredNumber;
}

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
): Promise<readonly AliasRow[]> {
  return db<AliasRow>('model_aliases')
    .select()
    .modify(whereAmong, db, 'model_ref', refs)
    .whereNotNull('version')
    .orderBy(['model_ref', 'alias']);
}

/** Servers that are not removed, by model and version. */
async function countServers(
  db: Knex,
  refs: readonly string[],
): Promise<readonly CountRow[]> {
  return db('server_registrations')
    .join('servers', 'servers.id', 'server_registrations.server_id')
    .select('server_registrations.model_ref', 'server_registrations.version')
    .count({ count: '*' })
    .whereNull('servers.removed_at')
    .modify(whereAmong, db, 'server_registrations.model_ref', refs)
    .groupBy('server_registrations.model_ref', 'server_registrations.version');
}

async function countConflicts(
  db: Knex,
  refs: readonly string[],
): Promise<readonly CountRow[]> {
  return db<ConflictRow>('registry_conflicts')
    .select('model_ref', 'version')
    .count({ count: '*' })
    .modify(whereAmong, db, 'model_ref', refs)
    .groupBy('model_ref', 'version');
}

function sum(rows: readonly CountRow[] = []): number {
  return rows.reduce((total, row) => total + readNumber(row.count), 0);
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
  return db('models')
    .leftJoin('model_aliases', join => {
      join
        .on('model_aliases.model_ref', 'models.ref')
        .andOnVal('model_aliases.alias', 'production');
    })
    .join(
      'lineage_edges',
      'lineage_edges.from_id',
      db.raw(
        "'model:' || models.ref || '@' || coalesce(model_aliases.version, models.latest_version)",
      ),
    )
    .distinct({ model_ref: 'models.ref', to_id: 'lineage_edges.to_id' })
    .modify(whereAmong, db, 'models.ref', refs)
    .whereIn('lineage_edges.relation', MODEL_RELATIONS)
    .orderBy(['models.ref', 'lineage_edges.to_id']);
}

/** What lists of models show from other tables: five queries, whatever the number of models. */
export async function readModelSurroundings(
  db: Knex,
  refs: readonly string[],
): Promise<(ref: string) => ModelSurroundings> {
  const byRef = (row: { model_ref: string }) => row.model_ref;
  const [aliases, servers, conflicts, derivations, requests] =
    await Promise.all([
      readAliases(db, refs),
      countServers(db, refs),
      countConflicts(db, refs),
      readDerivations(db, refs),
      db<AliasRequestRow>('alias_requests')
        .select()
        .modify(whereAmong, db, 'model_ref', refs)
        .where({ status: 'pending' })
        .orderBy(['requested_at', 'id']),
    ]);
  const aliasesOf = grouped(aliases, byRef);
  const serversOf = grouped(servers, byRef);
  const conflictsOf = grouped(conflicts, byRef);
  const derivationsOf = grouped(derivations, byRef);
  const requestsOf = grouped<AliasRequestRow, string>(requests, byRef);
  return ref => ({
    aliases: aliasesOf.get(ref) ?? [],
    derivedFrom: (derivationsOf.get(ref) ?? []).map(({ to_id }) => to_id),
    requests: requestsOf.get(ref) ?? [],
    servers: sum(serversOf.get(ref)),
    conflicts: sum(conflictsOf.get(ref)),
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

/** What lists of versions show from other tables: four queries, whatever the number of versions. */
export async function readVersionSurroundings(
  db: Knex,
  versions: readonly NamedVersionRow[],
): Promise<(row: NamedVersionRow) => VersionSurroundings> {
  const refs = [...new Set(versions.map(row => row.model_ref))];
  const nodeIds = versions.map(row => row.node_id);
  const key = (row: { model_ref: string; version: string | null }) =>
    JSON.stringify([row.model_ref, row.version]);
  const [aliases, servers, conflicts, headlines] = await Promise.all([
    readAliases(db, refs),
    countServers(db, refs),
    countConflicts(db, refs),
    readHeadlines(db, nodeIds),
  ]);
  const aliasesOf = grouped(aliases, key);
  const serversOf = grouped(servers, key);
  const conflictsOf = grouped(conflicts, key);
  return row => ({
    aliases: (aliasesOf.get(key(row)) ?? []).map(({ alias }) => alias),
    servers: sum(serversOf.get(key(row))),
    conflicts: sum(conflictsOf.get(key(row))),
    headlineMetrics: headlines.get(row.node_id) ?? [],
  });
}
