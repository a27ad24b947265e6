import type { Knex } from 'knex';
import { chunks } from '../../database/chunks';
import { plainText, readNumber } from '../../database/codec';
import { localDays } from '../localDays';
import { joinSpans, type Span } from '../spans';
import type { PartitionRow, ZoneRow } from '../tables';
import { hasSpanningCommitment } from './prices';

/** A partition that is to be there and dirty. */
type Wanted = Pick<PartitionRow, 'timezone' | 'cluster'> & {
  readonly day: number;
  readonly dayEnd: number;
};

/** Adds partitions that are not there yet, and marks those that are. */
async function markWanted(
  tx: Knex.Transaction,
  wanted: readonly Wanted[],
): Promise<void> {
  for (const part of chunks(wanted)) {
    await tx('ledger_partitions')
      .insert(
        part.map(({ dayEnd, ...key }) => ({
          ...key,
          day_end: dayEnd,
          revision: 1,
          dirty: 1,
          computed_to: null,
        })),
      )
      .onConflict(['timezone', 'day', 'cluster'])
      .merge({ dirty: 1, revision: tx.raw('ledger_partitions.revision + 1') });
  }
}

/** Marks local days of the report zones whose roll-ups no longer agree with the intervals. */
export class DayMarker {
  readonly #timezones: readonly string[];

  constructor(timezones: readonly string[]) {
    this.#timezones = timezones;
  }

  /**
   * Marks the days that overlap the spans. Days that nobody opened yet are left alone: they begin as dirty.
   */
  async mark(
    tx: Knex.Transaction,
    cluster: string,
    spans: readonly Span[],
  ): Promise<void> {
    const joined = joinSpans(spans);
    const [first] = joined;
    const last = joined.at(-1);
    if (!first || !last) {
      return;
    }
    if (await hasSpanningCommitment(tx, { from: first.from, to: last.to })) {
      // It pays for nodes of any cluster, so what one has less another has more.
      await this.markExisting(tx, null, joined);
    }
    const opened: ZoneRow[] = await tx<ZoneRow>('ledger_zones')
      .select()
      .whereIn('timezone', [...this.#timezones]);
    const wanted: Wanted[] = [];
    for (const { timezone, opened_to } of opened) {
      const end = readNumber(opened_to);
      const days = new Map<number, number>();
      for (const { from, to } of joined) {
        for (const day of localDays(
          { from, to: Math.min(to, end) },
          timezone,
        )) {
          days.set(day.from, day.to);
        }
      }
      for (const [day, dayEnd] of days) {
        wanted.push({ timezone, cluster: plainText(cluster), day, dayEnd });
      }
    }
    // In one order, so that two writers never wait for each other.
    wanted.sort(
      (a, b) =>
        (a.timezone < b.timezone ? -1 : Number(a.timezone > b.timezone)) ||
        a.day - b.day,
    );
    await markWanted(tx, wanted);
  }

  /** Marks those of the days that are there, of one cluster or of all. */
  async markExisting(
    tx: Knex.Transaction,
    cluster: string | null,
    spans: readonly Span[],
  ): Promise<void> {
    for (const { from, to } of joinSpans(spans)) {
      await tx<PartitionRow>('ledger_partitions')
        .where('day', '<', to)
        .where('day_end', '>', from)
        .modify(query => {
          if (cluster !== null) {
            query.where({ cluster: plainText(cluster) });
          }
        })
        .update({ dirty: 1, revision: tx.raw('revision + 1') });
    }
  }
}
