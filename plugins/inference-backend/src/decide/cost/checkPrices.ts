import type { PriceRow } from './ledger';

/** Why a price cannot be used, with the field to mend. */
export interface PriceProblem {
  readonly rowId: string;
  readonly field: 'currency' | 'micros' | 'per' | 'from' | 'to';
  readonly message: string;
}

let currencies: ReadonlySet<string> | undefined;

/** True for an ISO 4217 code in upper case. */
export function isCurrency(code: string): boolean {
  currencies ??= new Set(Intl.supportedValuesOf('currency'));
  return currencies.has(code);
}

const isoOf = (instant: number | null) =>
  instant === null ? 'further notice' : new Date(instant).toISOString();

function* problemsOf(row: PriceRow): Generator<PriceProblem> {
  const problem = (field: PriceProblem['field'], message: string) => ({
    rowId: row.id,
    field,
    message: `Price ${row.id}: ${message}`,
  });
  if (!isCurrency(row.currency)) {
    yield problem(
      'currency',
      `"${row.currency}" is no currency; write an ISO 4217 code such as USD`,
    );
  }
  if (!Number.isSafeInteger(row.micros) || row.micros < 0) {
    yield problem(
      'micros',
      `${row.micros} is no price; it is 0 or more, in whole micro-units`,
    );
  }
  if (!Number.isSafeInteger(row.per ?? 1) || (row.per ?? 1) < 1) {
    yield problem('per', `${row.per} is no number of hours; it is 1 or more`);
  }
  if (row.to !== null && row.to < row.from) {
    yield problem(
      'to',
      `it ends ${isoOf(row.to)}, before its beginning ${isoOf(row.from)}`,
    );
  }
}

const sameRow = (a: PriceRow, b: PriceRow) =>
  a.from === b.from &&
  a.to === b.to &&
  a.currency === b.currency &&
  a.unit === b.unit &&
  a.micros === b.micros &&
  (a.per ?? 1) === (b.per ?? 1);

function matchKey({ source, match }: PriceRow): string {
  return JSON.stringify([
    source,
    match.cluster,
    match.instanceType,
    match.gpuProduct,
    match.region,
    match.capacityType,
  ]);
}

/**
 * Everything that is wrong with prices: unknown currencies, negative prices, ends before beginnings, and two rows of one source that
 * match the same nodes at the same time. A row that is told twice with the same content is no problem.
 */
export function checkPrices(rows: readonly PriceRow[]): PriceProblem[] {
  const problems = rows.flatMap(row => [...problemsOf(row)]);
  const byMatch = new Map<string, PriceRow[]>();
  for (const row of rows.filter(({ from, to }) => to === null || from < to)) {
    const key = matchKey(row);
    const same = byMatch.get(key);
    if (same) same.push(row);
    else byMatch.set(key, [row]);
  }
  for (const same of byMatch.values()) {
    same.sort((a, b) => a.from - b.from);
    let reach: PriceRow | null = null;
    for (const row of same) {
      if (reach && !sameRow(reach, row) && row.from < (reach.to ?? Infinity)) {
        problems.push({
          rowId: row.id,
          field: 'from',
          message:
            `Price ${row.id} from ${isoOf(row.from)} overlaps price ${
              reach.id
            } ` +
            `of ${row.source}, which matches the same nodes from ${isoOf(
              reach.from,
            )} until ${isoOf(reach.to)}; end that one first`,
        });
      }
      if (!reach || (row.to ?? Infinity) > (reach.to ?? Infinity)) reach = row;
    }
  }
  return problems;
}
