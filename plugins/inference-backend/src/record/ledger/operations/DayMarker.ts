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

/** Longer stretches are looked at before days are made for them. */
const LONG_MS = 40 * 86_400_000;

/** Since when a cluster has nodes, if a stretch may begin before; minus infinity where it does not matter. */
async function findBeginning(
  tx: Knex.Transaction,
  cluster: string,
  spans: readonly Span[],
): Promise<number> {
  if (spans.every(({ from, to }) => to - from <= LONG_MS)) {
    return -Infinity;
  }
  const row = await tx('ledger_nodes')
    .where({ cluster: plainText(cluster) })
    .min({ first: 'from_at' })
    .first();
  const first: unknown = row?.first ?? null;
  return first === null ? Infinity : readNumber(first as number | string);
}

/** The parts of spans within `[from, to)`. */
function cut(spans: readonly Span[], from: number, to: number): Span[] {
  return spans
    .map(span => ({
      from: Math.max(span.from, from),
      to: Math.min(span.to, to),
    }))
    .filter(span => span.from < span.to);
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
    const all = joinSpans(spans);
    const [first] = all;
    const last = all.at(-1);
    if (!first || !last) {
      return;
    }
    const beginning = await findBeginning(tx, cluster, all);
    // An owner is told from the beginning of time on; days before the first node cost nothing, but may have cost something once.
    await this.markExisting(tx, cluster, cut(all, -Infinity, beginning));
    const joined = cut(all, beginning, Infinity);
    if (await hasSpanningCommitment(tx, { from: first.from, to: last.to })) {
      // It pays for nodes of any cluster, so what one has less another has more.
      await this.markExisting(tx, null, all);
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
