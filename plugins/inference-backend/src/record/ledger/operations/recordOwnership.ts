import type { Knex } from 'knex';
import type { OwnershipInterval } from '../../../decide/cost/ledger';
import type { InstantMs } from '../../../types';
import { chunks } from '../../database/chunks';
import { whereAmong } from '../../database/conditions';
import { nullablePlainText, plainText, readNumber } from '../../database/codec';
import { putRows } from '../../database/putRows';
import type { Span } from '../spans';
import { LASTING, type AllocationRow, type OwnershipRow } from '../tables';
import type { DayMarker } from './DayMarker';

/** What is said of a subject. */
export type Ownership = Omit<OwnershipInterval, 'from' | 'to'>;

const sameOwner = (
  a: Pick<OwnershipRow, 'owner' | 'model' | 'version'>,
  b: Pick<OwnershipRow, 'owner' | 'model' | 'version'>,
) => a.owner === b.owner && a.model === b.model && a.version === b.version;

const NAMESPACE_SUBJECT = /^namespace:(.*)\/([^/]*)$/s;

/** The clusters on which subjects hold anything. */
async function findClusters(
  tx: Knex,
  subjects: readonly string[],
): Promise<Set<string>> {
  const clusters = new Set<string>();
  const servers: string[] = [];
  for (const subject of subjects) {
    const cluster = NAMESPACE_SUBJECT.exec(subject)?.[1];
    if (cluster === undefined) {
      servers.push(subject);
    } else {
      clusters.add(cluster);
    }
  }
  for (const part of chunks(servers)) {
    const found: string[] = await tx<AllocationRow>('ledger_allocations')
      .distinct('cluster')
      .whereIn('server_id', part)
      .pluck('cluster');
    found.forEach(cluster => clusters.add(cluster));
  }
  return clusters;
}

async function recordPart(
  tx: Knex.Transaction,
  from: InstantMs,
  wishes: ReadonlyMap<string, Ownership>,
  marker: DayMarker,
): Promise<void> {
  const rows: OwnershipRow[] = await tx<OwnershipRow>('ledger_ownership')
    .select()
    .modify(query => whereAmong(query, tx, 'subject', [...wishes.keys()]))
    .orderBy(['subject', 'from_at']);
  const known = new Map<string, OwnershipRow[]>();
  for (const row of rows) {
    known.set(row.subject, [...(known.get(row.subject) ?? []), row]);
  }
  const writes: OwnershipRow[] = [];
  const changed = new Map<number, string[]>();
  for (const [subject, wish] of wishes) {
    const history = known.get(subject) ?? [];
    const current = history.findLast(row => readNumber(row.from_at) <= from);
    const next = history.find(row => readNumber(row.from_at) > from);
    const to = next ? readNumber(next.from_at) : LASTING;
    const row: OwnershipRow = {
      subject,
      from_at: from,
      to_at: to,
      owner: nullablePlainText(wish.owner),
      model: nullablePlainText(wish.model),
      version: nullablePlainText(wish.version),
    };
    const isKnown = current !== undefined && sameOwner(current, row);
    const isToldAgain = current && readNumber(current.from_at) === from;
    if (isKnown && isToldAgain) {
      continue;
    }
    // What is told of an instant is kept even where it was so before: something else of an earlier instant may come late, and then
    // this is where it ends.
    writes.push(row);
    if (current && !isToldAgain) {
      writes.push({ ...current, to_at: from });
    }
    if (!isKnown) {
      changed.set(to, [...(changed.get(to) ?? []), subject]);
    }
  }
  await putRows(tx, 'ledger_ownership', ['subject', 'from_at'], writes);
  const byCluster = new Map<string, Span[]>();
  for (const [to, subjects] of changed) {
    for (const cluster of await findClusters(tx, subjects)) {
      byCluster.set(cluster, [...(byCluster.get(cluster) ?? []), { from, to }]);
    }
  }
  for (const cluster of [...byCluster.keys()].sort()) {
    await marker.mark(tx, cluster, byCluster.get(cluster) ?? []);
  }
}

/** Writes who owns what from an instant on, a transaction per chunk. */
export async function recordOwnership(
  db: Knex,
  from: InstantMs,
  ownership: readonly Ownership[],
  marker: DayMarker,
): Promise<void> {
  const wishes = ownership.map(one => [plainText(one.subject), one] as const);
  for (const part of chunks([...new Map(wishes)])) {
    await db.transaction(tx => recordPart(tx, from, new Map(part), marker));
  }
}
