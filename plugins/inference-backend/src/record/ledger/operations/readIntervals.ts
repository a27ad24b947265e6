import type { Knex } from 'knex';
import type { Ledger } from '../../../decide/cost/ledger';
import { subjectOf } from '../../../decide/cost/OwnershipBook';
import { plainText } from '../../database/codec';
import {
  ALLOCATIONS,
  NODES,
  rowToAllocation,
  rowToNode,
  type EvidenceTable,
} from '../evidence';
import type { TimeWindow } from '../LedgerStore';
import type { EvidenceColumns } from '../tables';
import { selectEvidence } from './readEvidence';
import { readCommitments, readPrices } from './prices';
import { readOwnership } from './readOwnership';
import { readUnobserved } from './watchedSpans';

async function readOverlapping<Row extends EvidenceColumns>(
  db: Knex,
  table: EvidenceTable<Row>,
  window: TimeWindow,
  clusters: readonly string[] | undefined,
): Promise<Row[]> {
  const query = selectEvidence(db, table)
    .where('from_at', '<', window.to)
    .where('to_at', '>', window.from)
    // An interval without length lasted no time.
    .whereRaw('from_at < to_at');
  if (clusters) {
    // Each by itself, so that the index of clusters and times is used.
    query.whereIn('cluster', clusters.map(plainText));
  }
  return query;
}

/** Everything that the cost of a window is computed from. */
export async function readIntervals(
  db: Knex,
  window: TimeWindow,
  clusters?: readonly string[],
): Promise<Ledger> {
  const nodes = await readOverlapping(db, NODES, window, clusters);
  const allocations = (
    await readOverlapping(db, ALLOCATIONS, window, clusters)
  ).map(rowToAllocation);
  return {
    nodes: nodes.map(rowToNode),
    allocations,
    ownership: await readOwnership(
      db,
      window,
      clusters ? [...new Set(allocations.map(subjectOf))] : null,
    ),
    unobserved: await readUnobserved(db, window, clusters),
    prices: await readPrices(db, window),
    commitments: await readCommitments(db, window),
  };
}
