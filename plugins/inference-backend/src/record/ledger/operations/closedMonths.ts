import type { Knex } from 'knex';
import { nextLocal, startOfLocal } from '../../../decide/cost/calendar';
import type { InstantMs } from '../../../types';
import { readInstant, readNumber } from '../../database/codec';
import { isPostgres } from '../../database/dialect';
import type { ClosedMonth, TimeWindow } from '../LedgerStore';
import type { ClosedMonthRow, PartitionRow } from '../tables';
import { isRolledUp } from './partitions';

/** Months of the zone that have days and are over, oldest first. */
async function findEndedMonths(
  db: Knex,
  timezone: string,
  now: InstantMs,
): Promise<TimeWindow[]> {
  const oldest = await db<PartitionRow>('ledger_partitions')
    .where({ timezone })
    .min({ day: 'day' })
    .first();
  const months: TimeWindow[] = [];
  if (oldest?.day === null || oldest?.day === undefined) {
    return months;
  }
  let from = startOfLocal('month', readNumber(oldest.day), timezone);
  let to = nextLocal('month', from, timezone);
  while (to <= now) {
    months.push({ from, to });
    from = to;
    to = nextLocal('month', from, timezone);
  }
  return months;
}

async function noteEndedMonths(
  db: Knex,
  timezone: string,
  now: InstantMs,
): Promise<void> {
  const known = new Set(
    (
      await db<ClosedMonthRow>('ledger_closed_months')
        .where({ timezone })
        .select('month')
    ).map(({ month }) => readNumber(month)),
  );
  for (const { from, to } of await findEndedMonths(db, timezone, now)) {
    if (!known.has(from)) {
      await db<ClosedMonthRow>('ledger_closed_months')
        .insert({
          timezone,
          month: from,
          month_end: to,
          seen_at: now,
          closed_at: null,
        })
        .onConflict(['timezone', 'month'])
        .ignore();
    }
  }
}

/** Closes a month unless a day of it is still to be computed. */
async function closeMonth(
  db: Knex,
  { timezone, month, month_end }: ClosedMonthRow,
  now: InstantMs,
): Promise<boolean> {
  const window = { from: readInstant(month), to: readInstant(month_end) };
  return db.transaction(async tx => {
    if (isPostgres(tx)) {
      // Whoever writes a day holds its row: a day is written before the month is closed, or sees that it is.
      await tx<PartitionRow>('ledger_partitions')
        .where({ timezone })
        .where('day', '>=', window.from)
        .where('day', '<', window.to)
        .orderBy('id')
        .forUpdate()
        .pluck('id');
    }
    if (!(await isRolledUp(tx, window, timezone))) {
      return false;
    }
    const count = await tx<ClosedMonthRow>('ledger_closed_months')
      .where({ timezone, month })
      .whereNull('closed_at')
      .update({ closed_at: now });
    return count > 0;
  });
}

/** Closes the months that ended so long ago; answers how many. */
export async function closeMonths(
  db: Knex,
  timezones: readonly string[],
  now: InstantMs,
  afterMs: number,
): Promise<number> {
  let count = 0;
  for (const timezone of timezones) {
    await noteEndedMonths(db, timezone, now);
    const open: ClosedMonthRow[] = await db<ClosedMonthRow>(
      'ledger_closed_months',
    )
      .where({ timezone })
      .whereNull('closed_at')
      .orderBy('month')
      .select();
    for (const row of open) {
      const since = Math.max(
        readNumber(row.month_end),
        readNumber(row.seen_at),
      );
      if (since + afterMs <= now && (await closeMonth(db, row, now))) {
        count += 1;
      }
    }
  }
  return count;
}

/** True when a day of the zone is of a closed month. */
export async function isClosed(
  tx: Knex,
  timezone: string,
  day: InstantMs,
): Promise<boolean> {
  const row = await tx<ClosedMonthRow>('ledger_closed_months')
    .where({ timezone })
    .where('month', '<=', day)
    .where('month_end', '>', day)
    .whereNotNull('closed_at')
    .first('month');
  return row !== undefined;
}

/** The closed months of the zone that overlap the window, oldest first. */
export async function listClosedMonths(
  db: Knex,
  window: TimeWindow,
  timezone: string,
): Promise<ClosedMonth[]> {
  const rows: (ClosedMonthRow & { changed: number | null })[] =
    await db<ClosedMonthRow>('ledger_closed_months as month')
      .where({ timezone })
      .where('month', '<', window.to)
      .where('month_end', '>', window.from)
      .whereNotNull('closed_at')
      .orderBy('month')
      .select(
        'month.*',
        db('ledger_partitions as partition')
          .where('partition.timezone', db.ref('month.timezone'))
          .where('partition.day', '>=', db.ref('month.month'))
          .where('partition.day', '<', db.ref('month.month_end'))
          .where(changed => {
            changed
              .where('partition.dirty', 1)
              .orWhereExists(
                db('ledger_corrections as correction')
                  .select(db.raw('1'))
                  .where('correction.partition_id', db.ref('partition.id')),
              );
          })
          .limit(1)
          .select(db.raw('1'))
          .as('changed'),
      );
  return rows.map(row => ({
    from: readInstant(row.month),
    to: readInstant(row.month_end),
    closedAt: readInstant(row.closed_at ?? 0),
    isChanged: row.changed !== null,
  }));
}
