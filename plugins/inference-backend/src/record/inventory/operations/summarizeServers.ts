import type {
  FleetSummary,
  ServerState,
} from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { plainText, readNumber, type StoredNumber } from '../../database/codec';
import type { ServerFilter } from '../InventoryStore';
import { rowToServer } from '../serverRows';
import { whereServer } from '../serverFilterQuery';
import type { GpuCapacityRow, ServerRow } from '../tables';
import { selectServers } from './selectServers';

/** States that need somebody, worst first: what serves nothing and will not by itself comes before what serves less. */
const FAILING_STATES: readonly ServerState[] = [
  'crash-looping',
  'out-of-memory',
  'image-pull-error',
  'pending',
  'degraded',
];

const MOST_ATTENTION = 20;

async function countByState(
  db: Knex,
  filter: ServerFilter | null,
): Promise<FleetSummary['byState']> {
  const rows: { state: string; count: StoredNumber }[] = await db<ServerRow>(
    'servers',
  )
    .select('state')
    .count({ count: '*' })
    .whereNull('removed_at')
    .modify(whereServer, filter)
    .groupBy('state')
    .orderBy('state');
  return rows.map(row => ({
    state: row.state as ServerState,
    count: readNumber(row.count),
  }));
}

async function countByOwner(
  db: Knex,
  filter: ServerFilter | null,
): Promise<FleetSummary['byOwner']> {
  const rows: {
    owner_ref: string | null;
    servers: StoredNumber;
    gpus_held: StoredNumber | null;
  }[] = await db<ServerRow>('servers')
    .select('owner_ref')
    .count({ servers: '*' })
    .sum({ gpus_held: 'gpus_held' })
    .whereNull('removed_at')
    .modify(whereServer, filter)
    .groupBy('owner_ref');
  return rows
    .map(row => ({
      owner: row.owner_ref,
      servers: readNumber(row.servers),
      gpusHeld: row.gpus_held === null ? 0 : readNumber(row.gpus_held),
    }))
    .sort(
      (a, b) =>
        b.gpusHeld - a.gpusHeld ||
        b.servers - a.servers ||
        ((a.owner ?? '') < (b.owner ?? '') ? -1 : 1),
    );
}

async function sumCapacity(
  db: Knex,
  clusters: readonly string[] | null,
): Promise<FleetSummary['gpus']> {
  const rows: {
    product: string;
    capacity: StoredNumber;
    held_by_servers: StoredNumber;
    held_by_others: StoredNumber;
  }[] = await db<GpuCapacityRow>('gpu_capacity')
    .select('product')
    .sum({
      capacity: 'capacity',
      held_by_servers: 'held_by_servers',
      held_by_others: 'held_by_others',
    })
    .modify(query => {
      if (clusters !== null) {
        query.whereIn('cluster', clusters.map(plainText));
      }
    })
    .groupBy('product')
    .orderBy('product');
  return rows.map(row => {
    const capacity = readNumber(row.capacity);
    const heldByServers = readNumber(row.held_by_servers);
    const heldByOthers = readNumber(row.held_by_others);
    return {
      product: row.product,
      capacity,
      heldByServers,
      heldByOthers,
      // May be below 0 when pods hold what no node declares; that is shown, not hidden.
      free: capacity - heldByServers - heldByOthers,
    };
  });
}

async function listNeedingAttention(
  db: Knex,
  filter: ServerFilter | null,
): Promise<FleetSummary['needsAttention']> {
  const rank = FAILING_STATES.map(() => 'when ? then ?').join(' ');
  const rows = await selectServers(db)
    .whereNull('servers.removed_at')
    .whereIn('servers.state', FAILING_STATES)
    .modify(whereServer, filter)
    .orderByRaw(
      `case servers.state ${rank} end, coalesce(servers.gpus_held, 0) desc, servers.name, servers.cluster, servers.namespace, servers.id`,
      FAILING_STATES.flatMap((state, index) => [state, index]),
    )
    .limit(MOST_ATTENTION);
  return rows.map(rowToServer);
}

/** Figures over the servers that `filter` lets through, and the GPUs of whole `clusters` (null: of all). */
export async function summarizeServers(
  db: Knex,
  options: {
    filter: ServerFilter | null;
    clusters: readonly string[] | null;
  },
): Promise<Omit<FleetSummary, 'coverage'>> {
  const byState = await countByState(db, options.filter);
  return {
    servers: byState.reduce((sum, { count }) => sum + count, 0),
    byState,
    byOwner: await countByOwner(db, options.filter),
    gpus: await sumCapacity(db, options.clusters),
    needsAttention: await listNeedingAttention(db, options.filter),
  };
}
