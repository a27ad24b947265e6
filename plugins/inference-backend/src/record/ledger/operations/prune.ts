import type { Knex } from 'knex';
import type { InstantMs } from '../../../types';
import { chunks } from '../../database/chunks';
import { readNumber } from '../../database/codec';
import { ALLOCATIONS, NODES } from '../evidence';
import { GRAIN_NUMBERS } from '../series';
import type {
  ClosedMonthRow,
  OwnershipRow,
  PartitionRow,
  SpanRow,
} from '../tables';

/** Partitions whose rows are deleted in one transaction. */
const PARTITIONS_AT_ONCE = 20;

async function pruneIntervals(db: Knex, before: InstantMs): Promise<number> {
  let count = 0;
  for (const { name } of [ALLOCATIONS, NODES]) {
    count += await db(name).where('to_at', '<=', before).delete();
  }
  count += await db<OwnershipRow>('ledger_ownership')
    .where('to_at', '<=', before)
    .delete();
  count += await db<SpanRow>('ledger_spans')
    .where('to_at', '<=', before)
    .delete();
  return count;
}

/**
 * Deletes days with what they add up to. What the day's roll-up was made of may be gone already, so days are taken away whole, of all
 * clusters at once.
 */
async function pruneDays(db: Knex, before: InstantMs): Promise<number> {
  let count = 0;
  const ids: number[] = await db<PartitionRow>('ledger_partitions')
    .where('day_end', '<=', before)
    .orderBy('day')
    .pluck('id');
  for (const part of chunks(ids, PARTITIONS_AT_ONCE)) {
    count += await db.transaction(async tx => {
      const corrections = await tx('ledger_corrections')
        .whereIn('partition_id', part)
        .delete();
      const terms = await tx('ledger_day_terms')
        .whereIn('partition_id', part)
        .delete();
      const partitions = await tx<PartitionRow>('ledger_partitions')
        .whereIn('id', part)
        .delete();
      return corrections + terms + partitions;
    });
  }
  const timezones: string[] = await db('ledger_zones').pluck('timezone');
  for (const timezone of timezones) {
    const oldest = await db<PartitionRow>('ledger_partitions')
      .where({ timezone })
      .min({ day: 'day' })
      .first();
    const day = oldest?.day;
    if (day !== null && day !== undefined) {
      count += await db<ClosedMonthRow>('ledger_closed_months')
        .where({ timezone })
        .where('month_end', '<=', day)
        .delete();
      count += await db('ledger_owner_days')
        .where('day', '<', day)
        .whereIn(
          'series_id',
          db('ledger_series')
            .select('id')
            .where({ grain: GRAIN_NUMBERS.owner, timezone }),
        )
        .delete();
    }
  }
  return count;
}

/** Deletes what ended before. What lasts is kept, and what a kept day is computed from: it may have to be computed again. */
export async function prune(
  db: Knex,
  options: { intervalsBefore: InstantMs; daysBefore: InstantMs },
): Promise<number> {
  const days = await pruneDays(db, options.daysBefore);
  const oldest = await db<PartitionRow>('ledger_partitions')
    .min({ day: 'day' })
    .first();
  const needed =
    oldest?.day === null || oldest?.day === undefined
      ? Infinity
      : readNumber(oldest.day);
  const before = Math.min(options.intervalsBefore, needed) as InstantMs;
  return days + (await pruneIntervals(db, before));
}
