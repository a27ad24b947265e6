import type { Knex } from 'knex';
import type { InstantMs } from '../../../types';
import { chunks } from '../../database/chunks';
import {
  readInstant,
  readNumber,
  type StoredNumber,
} from '../../database/codec';
import { localDays } from '../localDays';
import type { DirtyPartition, TimeWindow } from '../LedgerStore';
import type { Span } from '../spans';
import type { PartitionRow, ZoneRow } from '../tables';
import { readCommitments } from './prices';

/** When each cluster had nodes, or was paid for. */
async function readLifetimes(tx: Knex): Promise<Map<string, Span>> {
  const rows: {
    cluster: string;
    from_at: StoredNumber;
    to_at: StoredNumber;
  }[] = await tx('ledger_nodes')
    .select(
      'cluster',
      tx.raw('min(from_at) as from_at'),
      tx.raw('max(to_at) as to_at'),
    )
    .groupBy('cluster')
    .orderBy('cluster');
  const lifetimes = new Map(
    rows.map(row => [
      row.cluster,
      { from: readNumber(row.from_at), to: readNumber(row.to_at) },
    ]),
  );
  // Before there were nodes nobody looked, so commitments begin to count with the first of them.
  const first = Math.min(...[...lifetimes.values()].map(({ from }) => from));
  for (const { match, from, to } of await readCommitments(tx)) {
    const cluster = match.cluster ?? '';
    const known = lifetimes.get(cluster);
    lifetimes.set(cluster, {
      from: Math.max(first, Math.min(known?.from ?? Infinity, from)),
      to: Math.max(known?.to ?? -Infinity, to ?? Infinity),
    });
  }
  return lifetimes;
}

async function openZone(
  tx: Knex.Transaction,
  timezone: string,
  lifetimes: ReadonlyMap<string, Span>,
  now: number,
): Promise<void> {
  const today = localDays({ from: now, to: now + 1 }, timezone)[0];
  const zone = await tx<ZoneRow>('ledger_zones').where({ timezone }).first();
  const openedTo = zone ? readNumber(zone.opened_to) : -Infinity;
  if (!today || openedTo >= today.to) {
    return;
  }
  const rows: Omit<PartitionRow, 'id'>[] = [];
  for (const [cluster, { from, to }] of lifetimes) {
    const span = {
      from: Math.max(from, openedTo),
      to: Math.min(to, today.to),
    };
    if (span.from < span.to) {
      for (const day of localDays(span, timezone)) {
        rows.push({
          timezone,
          day: day.from,
          cluster,
          day_end: day.to,
          revision: 1,
          dirty: 1,
          computed_to: null,
        });
      }
    }
  }
  // Numbered by day: roll-ups are written day by day, and what a window reads then stands together.
  rows.sort((a, b) => Number(a.day) - Number(b.day));
  for (const part of chunks(rows)) {
    await tx('ledger_partitions')
      .insert([...part])
      .onConflict(['timezone', 'day', 'cluster'])
      .ignore();
  }
  await tx<ZoneRow>('ledger_zones')
    .insert({ timezone, opened_to: today.to })
    .onConflict('timezone')
    .merge();
}

/** Begins days up to `now`, and marks those that were computed while they lasted. */
export async function openDays(
  db: Knex,
  timezones: readonly string[],
  now: InstantMs,
  refreshMs: number,
): Promise<void> {
  await db.transaction(async tx => {
    const lifetimes = await readLifetimes(tx);
    if (lifetimes.size === 0) {
      return;
    }
    for (const timezone of [...timezones].sort()) {
      await openZone(tx, timezone, lifetimes, now);
    }
    await tx<PartitionRow>('ledger_partitions')
      .where({ dirty: 0 })
      .whereRaw('computed_to < day_end')
      .where(due => {
        due
          .where('computed_to', '<=', now - refreshMs)
          .orWhere('day_end', '<=', now);
      })
      .update({ dirty: 1, revision: tx.raw('revision + 1') });
  });
}

/** Partitions to recompute, newest first. */
export async function listDirty(
  db: Knex,
  timezones: readonly string[],
  limit: number,
): Promise<DirtyPartition[]> {
  const rows: PartitionRow[] = await db<PartitionRow>('ledger_partitions')
    .select()
    .where({ dirty: 1 })
    .whereIn('timezone', [...timezones])
    .orderBy([{ column: 'day', order: 'desc' }, 'timezone', 'cluster'])
    .limit(limit);
  return rows.map(row => ({
    timezone: row.timezone,
    day: readInstant(row.day),
    cluster: row.cluster,
    dayEnd: readInstant(row.day_end),
    revision: row.revision,
  }));
}

/** True when every day of the window is computed to its end and unchanged since. */
export async function isRolledUp(
  db: Knex,
  window: TimeWindow,
  timezone: string,
): Promise<boolean> {
  const zone = await db<ZoneRow>('ledger_zones').where({ timezone }).first();
  if (!zone || readNumber(zone.opened_to) < window.to) {
    return false;
  }
  const stale = await db<PartitionRow>('ledger_partitions')
    .where({ timezone })
    .where('day', '<', window.to)
    .where('day_end', '>', window.from)
    .where(state => {
      state.where('dirty', 1).orWhereRaw('computed_to < day_end');
    })
    .first('id');
  return stale === undefined;
}
