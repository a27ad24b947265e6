import type { Knex } from 'knex';
import type { CostTerm } from '../../../decide/cost/terms';
import {
  plainText,
  readInstant,
  readNumber,
  type StoredNumber,
} from '../../database/codec';
import { isPostgres } from '../../database/dialect';
import { findGrain, type Grain } from '../canSumDays';
import type { CostSum, CostSumQuery } from '../LedgerStore';
import { DIMENSION_COLUMNS, GRAIN_NUMBERS } from '../series';
import { readKey, whereSeries } from '../seriesQuery';
import type { SeriesRow } from '../tables';
import { sumOwners } from './sumOwners';

type TermRow = Partial<SeriesRow> &
  Pick<
    SeriesRow,
    'weight_denominator' | 'currency' | 'price_micros' | 'price_gpus'
  > & {
    readonly day?: StoredNumber;
    /** Sum of the bits above the lower 32, and of those: neither loses any, whatever the number of rows. */
    readonly high: string;
    readonly low: string;
  };

function rowToTerm(row: TermRow): CostTerm {
  return {
    quantity: (BigInt(row.high) << 32n) + BigInt(row.low),
    weightDenominator: readNumber(row.weight_denominator),
    price:
      row.currency === null ||
      row.price_micros === null ||
      row.price_gpus === null
        ? null
        : {
            currency: row.currency,
            micros: readNumber(row.price_micros),
            gpus: readNumber(row.price_gpus),
          },
  };
}

const PRICE_COLUMNS = [
  'series.weight_denominator',
  'series.currency',
  'series.price_micros',
  'series.price_gpus',
] as const;

/**
 * Says once more which partitions a window has, as the bounds of their ids, which are numbered by day: PostgreSQL takes the way over the
 * index of terms for dearer than it is, and reads all of them unless it is told that they stand together.
 */
async function withinPartitions(
  db: Knex,
  { window, timezone }: CostSumQuery,
): Promise<(query: Knex.QueryBuilder) => void> {
  const bounds: { first: number | null; last: number | null }[] = await db(
    'ledger_partitions',
  )
    .where({ timezone })
    .where('day', '>=', window.from)
    .where('day', '<', window.to)
    .select(db.raw('min(id) as first, max(id) as last'));
  return query => {
    for (const { first, last } of bounds) {
      if (first !== null && last !== null) {
        query.whereBetween('term.partition_id', [first, last]);
      }
    }
  };
}

async function sumTerms(
  db: Knex,
  grain: Exclude<Grain, 'owner'>,
  query: CostSumQuery,
  table: 'ledger_day_terms' | 'ledger_corrections' = 'ledger_day_terms',
): Promise<CostSum[]> {
  const { window, timezone, groupBy, perDay, filter } = query;
  const bounded = isPostgres(db) ? await withinPartitions(db, query) : () => {};
  const days = perDay ? ['partition.day'] : [];
  const sums = db('ledger_partitions as partition')
    .join(`${table} as term`, 'term.partition_id', 'partition.id')
    .where({ timezone, 'term.grain': GRAIN_NUMBERS[grain] })
    .where('partition.day', '>=', window.from)
    .where('partition.day', '<', window.to)
    .modify(bounded)
    .modify(terms => {
      if (filter?.clusters) {
        terms.whereIn('partition.cluster', filter.clusters.map(plainText));
      }
      if (filter) {
        terms.whereIn(
          'term.series_id',
          db('ledger_series as series')
            .select('series.id')
            .where({ grain: GRAIN_NUMBERS[grain] })
            .modify(whereSeries, filter),
        );
      }
    })
    .groupBy(...days, 'term.series_id')
    .select(
      ...days,
      'term.series_id',
      db.raw('sum(term.quantity >> 32) as high'),
      db.raw('sum(term.quantity & 4294967295) as low'),
    )
    .as('sums');
  const columns = [
    ...groupBy.map(name => `series.${DIMENSION_COLUMNS[name]}`),
    ...PRICE_COLUMNS,
  ];
  const sumDay = perDay ? ['sums.day'] : [];
  const rows: TermRow[] = await db
    .from(sums)
    .join('ledger_series as series', 'series.id', 'sums.series_id')
    .groupBy(...sumDay, ...columns)
    .select(
      ...sumDay,
      ...columns,
      db.raw('cast(sum(sums.high) as text) as high'),
      db.raw('cast(sum(sums.low) as text) as low'),
    );

  const found = new Map<string, CostSum & { readonly terms: CostTerm[] }>();
  for (const row of rows) {
    const day = row.day === undefined ? null : readInstant(row.day);
    const key = readKey(row, groupBy);
    const name = JSON.stringify([day, key]);
    const sum = found.get(name);
    if (sum) {
      sum.terms.push(rowToTerm(row));
    } else {
      found.set(name, { day, key, terms: [rowToTerm(row)] });
    }
  }
  return [...found.values()];
}

/** Sums out of the coarsest roll-up that can answer. */
export async function sumDays(
  db: Knex,
  query: CostSumQuery,
): Promise<readonly CostSum[]> {
  const grain = findGrain(query);
  if (grain === undefined) {
    throw new Error(
      `Roll-ups do not keep ${query.groupBy.join(
        ' with ',
      )} under this filter: ask canSumDays first, and the intervals then`,
    );
  }
  return grain === 'owner' ? sumOwners(db, query) : sumTerms(db, grain, query);
}

/** Sums of days as they were when their months were closed: what is known now, less what changed since. */
export async function sumClosedDays(
  db: Knex,
  query: CostSumQuery,
): Promise<readonly CostSum[]> {
  // Owners' sums are not kept of corrections: these are few, and found by their series.
  const grain = findGrain({ ...query, keepPrices: true });
  if (grain === undefined || grain === 'owner') {
    throw new Error(
      `Corrections do not know ${query.groupBy.join(
        ' with ',
      )} under this filter: ask canSumDays first`,
    );
  }
  const corrections = await sumTerms(db, grain, query, 'ledger_corrections');
  const now = await sumDays(db, query);
  return [
    ...now,
    ...corrections.map(sum => ({
      ...sum,
      terms: sum.terms.map(term => ({ ...term, quantity: -term.quantity })),
    })),
  ];
}
