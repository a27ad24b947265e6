import { parseDecimal } from '../../decide/cost/decimals';
import {
  multiply,
  reduce,
  toNumber,
  type Fraction,
} from '../../decide/cost/fractions';
import type { PriceRow } from '../../decide/cost/ledger';
import { type LoadedPrices, withoutOverlaps } from './LoadedPrices';
import { parseAmount } from './parseMoney';
import { type PriceDraft, readPrice } from './PriceDraft';

const KEY = 'inference.costs.prices';
const FIELDS: ReadonlySet<string> = new Set([
  'cluster',
  'instanceType',
  'gpuProduct',
  'region',
  'capacityType',
  'currency',
  'perNodeHour',
  'perGpuHour',
  'gpuShare',
  'owned',
  'from',
  'to',
  'note',
]);
/** A month of accountants: a twelfth of 8,760 hours. */
const HOURS_A_MONTH = 730;

type Fields = { readonly [name: string]: unknown };

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : null;
}

/** A number that is at least 0; null when it is none. */
function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0
    ? number
    : null;
}

/**
 * Price of an own machine for an hour: what it cost over the months it is written off in, and its power. Rounded to the micro-unit, like
 * any price.
 */
function ownedPerHour(
  owned: Fields,
  complain: (field: string, problem: string) => void,
): string | null {
  const purchase = parseAmount(owned.purchasePrice);
  const months = numberOf(owned.months);
  const kilowatts = numberOf(owned.powerKilowatts ?? 0);
  const perKilowattHour = numberOf(owned.perKilowattHour ?? 0);
  const monthly = numberOf(owned.perMonth ?? 0);
  if (purchase.status === 'invalid') {
    complain('owned.purchasePrice', purchase.problem);
  }
  if (months === null || months === 0) {
    complain(
      'owned.months',
      'must be the number of months it is used, such as 48',
    );
  }
  for (const [name, value] of Object.entries({
    powerKilowatts: kilowatts,
    perKilowattHour,
    perMonth: monthly,
  })) {
    if (value === null) {
      complain(`owned.${name}`, 'must be a number that is at least 0');
    }
  }
  if (
    purchase.status === 'invalid' ||
    !months ||
    kilowatts === null ||
    perKilowattHour === null ||
    monthly === null
  ) {
    return null;
  }
  const { micros, per } = purchase.price;
  const perHour =
    micros / per / 1e6 / (months * HOURS_A_MONTH) +
    kilowatts * perKilowattHour +
    monthly / HOURS_A_MONTH;
  return perHour.toFixed(6);
}

/** Finer parts would let exact sums outgrow what the ledger keeps. */
const SHARE_DECIMALS = 6;

/** A part of a whole, exactly as written; null when it is none. */
function shareOf(value: unknown): Fraction | null {
  const share =
    typeof value === 'number' || typeof value === 'string'
      ? parseDecimal(String(value).trim())
      : null;
  if (share === null || share.digits < 0n || share.decimals > SHARE_DECIMALS) {
    return null;
  }
  const denominator = 10n ** BigInt(share.decimals);
  return share.digits <= denominator
    ? reduce({ numerator: share.digits, denominator })
    : null;
}

/** The part of a node's price that is that of its GPUs, exactly; the rest pays for CPU and memory. Null when it has too many digits. */
function shared(row: PriceRow, share: Fraction): PriceRow | null {
  const { per = 1, ...rest } = row;
  const price = reduce(
    multiply(
      { numerator: BigInt(row.micros), denominator: BigInt(per) },
      share,
    ),
  );
  const micros = Number(price.numerator);
  const finer = Number(price.denominator);
  return Number.isSafeInteger(micros) && Number.isSafeInteger(finer)
    ? {
        ...rest,
        micros,
        ...(finer !== 1 && { per: finer }),
        note: [
          row.note,
          `${toNumber({
            numerator: share.numerator * 100n,
            denominator: share.denominator,
          })} % of the node's price is that of its GPUs`,
        ]
          .filter(note => note !== null)
          .join('; '),
      }
    : null;
}

function readEntry(
  raw: unknown,
  index: number,
  currency: string | null,
): { row: PriceRow | null; problems: readonly string[] } {
  const key = `${KEY}[${index}]`;
  const problems: string[] = [];
  const complain = (field: string, problem: string) =>
    problems.push(`${key}.${field}: ${problem}`);
  const entry = fieldsOf(raw);
  if (entry === null) {
    return { row: null, problems: [`${key}: must be an object`] };
  }
  for (const name of Object.keys(entry).filter(field => !FIELDS.has(field))) {
    complain(name, `is not known; known are ${[...FIELDS].join(', ')}`);
  }
  const share = shareOf(entry.gpuShare ?? 1);
  if (share === null) {
    complain(
      'gpuShare',
      `must be a number from 0 to 1 with at most ${SHARE_DECIMALS} decimals`,
    );
  }
  let draft: PriceDraft = entry;
  if (entry.owned !== undefined) {
    const owned = fieldsOf(entry.owned);
    if (owned === null) {
      complain('owned', 'must be an object with purchasePrice and months');
    } else if (
      entry.perNodeHour !== undefined ||
      entry.perGpuHour !== undefined
    ) {
      complain('owned', 'excludes perNodeHour and perGpuHour');
    } else {
      const perNodeHour = ownedPerHour(owned, complain);
      draft = {
        ...entry,
        perNodeHour: perNodeHour ?? '0',
        capacityType: entry.capacityType ?? 'on-prem',
      };
    }
  }
  const read = readPrice(draft, {
    id: key,
    source: 'config',
    currency,
    note: key,
  });
  if (read.status === 'invalid') {
    read.problems.forEach(({ field, problem }) =>
      problems.push(
        field === 'price'
          ? `${key}: ${problem}`
          : `${key}.${field}: ${problem}`,
      ),
    );
  }
  if (problems.length > 0 || read.status === 'invalid' || share === null) {
    return { row: null, problems };
  }
  if (share.numerator === share.denominator) {
    return { row: read.row, problems: [] };
  }
  const row = shared(read.row, share);
  if (row === null) {
    complain('gpuShare', 'of this price has too many digits; round either');
  }
  return { row, problems };
}

/** Reads `inference.costs.prices`. A wrong entry becomes sentences that name its fields; the others work. */
export function readConfigPrices(
  list: unknown,
  currency: string | null,
): LoadedPrices {
  if (list === undefined || list === null) {
    return { rows: [], problems: [] };
  }
  if (!Array.isArray(list)) {
    return { rows: [], problems: [`${KEY}: must be a list`] };
  }
  const entries = list.map((entry: unknown, index) =>
    readEntry(entry, index, currency),
  );
  const consistent = withoutOverlaps(
    entries.flatMap(({ row }) => row ?? []),
    row => row.id,
  );
  return {
    rows: consistent.rows,
    problems: [
      ...entries.flatMap(({ problems }) => problems),
      ...consistent.problems,
    ],
  };
}
