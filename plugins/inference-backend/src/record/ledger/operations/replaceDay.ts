import type { Knex } from 'knex';
import type { CostDimensions, CostTerm } from '../../../decide/cost/terms';
import type { InstantMs } from '../../../types';
import { chunks } from '../../database/chunks';
import { plainText } from '../../database/codec';
import { isPostgres } from '../../database/dialect';
import { GRAIN_DIMENSIONS } from '../canSumDays';
import type { DirtyPartition } from '../LedgerStore';
import { OwnerSum, type SummedSeries } from '../OwnerSum';
import { createSeries, GRAIN_NUMBERS, type NewSeries } from '../series';
import type { PartitionRow } from '../tables';
import { isClosed } from './closedMonths';
import {
  addCorrections,
  deleteTerms,
  putTerms,
  readTerms,
  whereIdAmong,
  type DayTerm,
} from './dayTerms';
import { internSeries } from './internSeries';

/** A quantity beyond this is kept in several rows. */
const MAX_QUANTITY = 2n ** 62n;

/** Rows are a few integers each, handed over as one value. */
const ROWS_AT_ONCE = 5_000;

/** A line of a roll-up. */
export interface DayLine {
  readonly dimensions: CostDimensions;
  readonly term: CostTerm;
}

interface SeriesSum {
  readonly series: NewSeries;
  readonly quantity: bigint;
}

const GRAINS = ['server', 'node'] as const;

/** One sum for each series of both grains. */
function sumBySeries(lines: Iterable<DayLine>): SeriesSum[] {
  const sums = GRAINS.map(grain => ({
    grain,
    kept: GRAIN_DIMENSIONS[grain],
    byKey: new Map<string, { line: DayLine; quantity: bigint }>(),
  }));
  for (const line of lines) {
    const { dimensions, term } = line;
    if (
      ![term.weightDenominator, term.price?.micros, term.price?.gpus].every(
        number => number === undefined || Number.isSafeInteger(number),
      )
    ) {
      throw new RangeError(
        `A cost of cluster ${dimensions.cluster} is made of numbers beyond 2^53 and cannot be kept: weight denominator ${term.weightDenominator}, price ${term.price?.micros}`,
      );
    }
    for (const { kept, byKey } of sums) {
      const key = JSON.stringify([
        kept.map(name => dimensions[name]),
        term.weightDenominator,
        term.price?.currency,
        term.price?.micros,
        term.price?.gpus,
      ]);
      const known = byKey.get(key);
      if (known) {
        known.quantity += term.quantity;
      } else {
        byKey.set(key, { line, quantity: term.quantity });
      }
    }
  }
  return sums.flatMap(({ grain, byKey }) =>
    [...byKey.values()].flatMap(({ line, quantity }) =>
      splitQuantity(quantity).map((one, part) => ({
        series: createSeries(grain, line.dimensions, line.term, part),
        quantity: one,
      })),
    ),
  );
}

function splitQuantity(quantity: bigint): bigint[] {
  const parts: bigint[] = [];
  let left = quantity;
  while (left > MAX_QUANTITY || left < -MAX_QUANTITY) {
    const part = left > 0n ? MAX_QUANTITY : -MAX_QUANTITY;
    parts.push(part);
    left -= part;
  }
  return left === 0n ? parts : [...parts, left];
}

type SummedRow = SummedSeries & { readonly id: number };

/** Takes what series that are gone had in a partition away from `sum`. */
async function subtractGone(
  tx: Knex.Transaction,
  gone: readonly DayTerm[],
  sum: OwnerSum,
): Promise<void> {
  const quantities = new Map(
    gone
      .filter(({ grain }) => grain === GRAIN_NUMBERS.server)
      .map(({ series, quantity }) => [series, BigInt(quantity)]),
  );
  for (const part of chunks([...quantities.keys()], ROWS_AT_ONCE)) {
    const rows: SummedRow[] = await tx('ledger_series')
      .select(
        'id',
        'bucket',
        'idle_kind',
        'owner',
        'price_source',
        'estimated',
        'currency',
        'weight_denominator',
        'price_micros',
        'price_gpus',
      )
      .modify(query => whereIdAmong(query, tx, 'id', part));
    for (const row of rows) {
      sum.add(row, -(quantities.get(row.id) ?? 0n));
    }
  }
}

const OWNER_COLUMNS = ['micros', 'micros_rest', 'gpu_ms', 'gpu_rest'] as const;

/** Series, money, its rest, GPU time and its rest. */
type OwnerAmountRow = readonly [number, string, string, string, string];

/** Adds to the owners' sums of a day. */
async function addOwnerAmounts(
  tx: Knex.Transaction,
  day: number,
  rows: readonly OwnerAmountRow[],
): Promise<void> {
  const target = `insert into ledger_owner_days (series_id, day, ${OWNER_COLUMNS.join(
    ', ',
  )})`;
  const merge = `on conflict (series_id, day) do update set ${OWNER_COLUMNS.map(
    column => `${column} = ledger_owner_days.${column} + excluded.${column}`,
  ).join(', ')}`;
  for (const part of chunks(rows, ROWS_AT_ONCE)) {
    if (isPostgres(tx)) {
      await tx.raw(
        `${target} select s, ?, m, mr, g, gr from unnest(?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]) as t(s, m, mr, g, gr) ${merge}`,
        [
          day,
          part.map(row => row[0]),
          part.map(row => row[1]),
          part.map(row => row[2]),
          part.map(row => row[3]),
          part.map(row => row[4]),
        ],
      );
    } else {
      await tx.raw(
        `${target} select value ->> 0, ?, ${[1, 2, 3, 4]
          .map(index => `cast(value ->> ${index} as integer)`)
          .join(', ')} from json_each(?) where true ${merge}`,
        [day, JSON.stringify(part)],
      );
    }
  }
}

function requiredId(ids: ReadonlyMap<string, number>, hash: string): number {
  const id = ids.get(hash);
  if (id === undefined) {
    throw new Error(`Series ${hash} was not recorded`);
  }
  return id;
}

/** Replaces the roll-up of one partition, and its share of the sums over clusters, in one transaction. */
export async function replaceDay(
  db: Knex,
  partition: DirtyPartition,
  lines: Iterable<DayLine>,
  computedTo: InstantMs,
): Promise<void> {
  const sums = sumBySeries(lines);
  const ids = await internSeries(
    db,
    new Map(sums.map(({ series }) => [series.hash, series])),
  );
  // Texts that the database cannot tell apart are one series.
  const byId = new Map<number, SeriesSum>();
  for (const { series, quantity } of sums) {
    const id = requiredId(ids, series.hash);
    const known = byId.get(id)?.quantity ?? 0n;
    byId.set(id, { series, quantity: known + quantity });
  }

  await db.transaction(async tx => {
    const found = tx<PartitionRow>('ledger_partitions').where({
      timezone: partition.timezone,
      day: partition.day,
      cluster: plainText(partition.cluster),
    });
    const row = await (isPostgres(tx) ? found.forUpdate() : found).first();
    if (!row || (row.dirty === 0 && row.revision !== partition.revision)) {
      // Pruned meanwhile, or computed by another replica from newer intervals.
      return;
    }
    // Most of a day that is computed again is as it was: only what differs is written, and added to the owners' sums.
    const gone = await readTerms(tx, row.id);
    const owners = new OwnerSum(partition.timezone);
    const changed: DayTerm[] = [];
    const differences: DayTerm[] = [];
    for (const [id, { series, quantity }] of byId) {
      const before = BigInt(gone.get(id)?.quantity ?? 0);
      gone.delete(id);
      if (quantity !== before) {
        const key = { grain: series.grain, series: id };
        changed.push({ ...key, quantity: String(quantity) });
        differences.push({ ...key, quantity: String(quantity - before) });
        if (series.grain === GRAIN_NUMBERS.server) {
          owners.add(series, quantity - before);
        }
      }
    }
    const left = [...gone.values()];
    await subtractGone(tx, left, owners);
    await deleteTerms(tx, row.id, left);
    await putTerms(tx, row.id, changed);
    if (await isClosed(tx, partition.timezone, partition.day)) {
      await addCorrections(tx, row.id, [
        ...differences,
        ...left.map(term => ({
          ...term,
          quantity: String(-BigInt(term.quantity)),
        })),
      ]);
    }

    const changes = [...owners.entries()];
    const ownerIds = await internSeries(
      tx,
      new Map(changes.map(({ series }) => [series.hash, series])),
    );
    const amounts = changes.map(
      ({ series, amount }): OwnerAmountRow => [
        requiredId(ownerIds, series.hash),
        String(amount.micros),
        String(amount.microsRest),
        String(amount.gpuMs),
        String(amount.gpuRest),
      ],
    );
    // In one order, so that two clusters of one day never wait for each other.
    amounts.sort((a, b) => a[0] - b[0]);
    await addOwnerAmounts(tx, partition.day, amounts);

    await tx<PartitionRow>('ledger_partitions')
      .where({ id: row.id })
      .update({
        computed_to: computedTo,
        dirty: row.revision === partition.revision ? 0 : 1,
      });
  });
}
