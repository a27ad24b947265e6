import type { Knex } from 'knex';
import type { CatalogJoin, InstantMs, ServerObservation } from '../../../types';
import { chunks } from '../../database/chunks';
import { plainText } from '../../database/codec';
import { hashJson } from '../../database/hash';
import { planRevisions, type RecordedRevision } from '../planRevisions';
import {
  PLANNING_COLUMNS,
  revisionToRow,
  rowToRecordedRevision,
  type PlanningRow,
} from '../revisionRows';
import {
  joinToColumns,
  observationToRows,
  sameJoin,
  type JoinColumns,
} from '../serverRows';
import type { RevisionRow, ServerDetailRow, ServerRow } from '../tables';
import { updateJoinColumns } from './updateJoinColumns';

/** Specifications are long; this many of them make a statement of a few hundred kilobytes. */
const REVISIONS_PER_STATEMENT = 100;

/** Columns of `servers` that tell whether there is something to write. */
const COMPARED_COLUMNS = [
  'id',
  'cluster',
  'namespace',
  'name',
  'model_id',
  'content_hash',
  'removed_at',
  'entity_ref',
  'model_entity_ref',
  'owner_ref',
  'owner_source',
  'owner_reason',
  'search_text',
] as const;
type ComparedRow = Pick<ServerRow, (typeof COMPARED_COLUMNS)[number]>;

/** An observation with the join that belongs to it. */
export interface JoinedObservation {
  readonly observation: ServerObservation;
  readonly join: CatalogJoin;
}

/** Hash of all that a row is made of, save the join, which changes by itself. Specifications take part by their own hashes. */
function contentHash(observation: ServerObservation): string {
  const { current, remembered, server, generation, ownership, historyLags } =
    observation;
  return hashJson({
    server,
    generation,
    ownership,
    current: { ...current, specification: null },
    remembered: remembered.map(one => [one.uid, one.clusterRevision]),
    ...(historyLags && { historyLags }),
  });
}

async function readRevisions(
  tx: Knex.Transaction,
  serverIds: readonly string[],
): Promise<ReadonlyMap<string, RecordedRevision[]>> {
  const rows: PlanningRow[] = await tx<RevisionRow>('server_revisions')
    .select(...PLANNING_COLUMNS)
    .whereIn('server_id', serverIds)
    .orderBy(['server_id', 'number']);
  const byServer = new Map<string, RecordedRevision[]>();
  for (const row of rows) {
    const revisions = byServer.get(row.server_id) ?? [];
    revisions.push(rowToRecordedRevision(row));
    byServer.set(row.server_id, revisions);
  }
  return byServer;
}

/** Writes what changed of at most one statement's worth of servers; unchanged ones are only read. */
export async function recordServers(
  tx: Knex.Transaction,
  seen: readonly JoinedObservation[],
  observedAt: InstantMs,
): Promise<void> {
  const ids = seen.map(({ observation }) => plainText(observation.server.id));
  const present: ComparedRow[] = await tx<ServerRow>('servers')
    .select(...COMPARED_COLUMNS)
    .whereIn('id', ids);
  const presentById = new Map(present.map(row => [row.id, row]));

  const changed: (JoinedObservation & { contentHash: string })[] = [];
  const rejoined = new Map<string, JoinColumns>();
  for (const { observation, join } of seen) {
    const hash = contentHash(observation);
    const row = presentById.get(plainText(observation.server.id));
    if (!row || row.content_hash !== hash || row.removed_at !== null) {
      changed.push({ observation, join, contentHash: hash });
    } else {
      const columns = joinToColumns(row, join);
      if (!sameJoin(row, columns)) {
        rejoined.set(row.id, columns);
      }
    }
  }

  await updateJoinColumns(tx, rejoined);
  if (changed.length === 0) {
    return;
  }

  const recorded = await readRevisions(
    tx,
    changed
      .map(({ observation }) => plainText(observation.server.id))
      .filter(id => presentById.has(id)),
  );
  const servers: ServerRow[] = [];
  const details: ServerDetailRow[] = [];
  const revisions: RevisionRow[] = [];
  for (const change of changed) {
    const id = plainText(change.observation.server.id);
    const plan = planRevisions(
      change.observation,
      observedAt,
      recorded.get(id) ?? [],
    );
    if (plan === null) {
      continue;
    }
    const rows = observationToRows({
      ...change,
      newest: plan.newest,
      observedAt,
    });
    servers.push(rows.server);
    details.push(rows.detail);
    for (const revision of [...plan.appended, plan.amended]) {
      if (revision) {
        revisions.push(revisionToRow(id, revision));
      }
    }
  }
  if (servers.length === 0) {
    return;
  }
  await tx<ServerRow>('servers').insert(servers).onConflict('id').merge();
  await tx<ServerDetailRow>('server_details')
    .insert(details)
    .onConflict('server_id')
    .merge();
  for (const rows of chunks(revisions, REVISIONS_PER_STATEMENT)) {
    await tx<RevisionRow>('server_revisions')
      .insert([...rows])
      .onConflict(['server_id', 'number'])
      .merge();
  }
}
