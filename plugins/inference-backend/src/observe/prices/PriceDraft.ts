import type {
  CapacityType,
  PriceRow,
  PriceSource,
} from '../../decide/cost/ledger';
import { parseInstant } from '../../decide/cost/parseInstant';
import type { InstantMs } from '../../types';
import { parseAmount, parseCurrency } from './parseMoney';

/** A price as somebody wrote it: any field may be missing or wrong. */
export interface PriceDraft {
  readonly cluster?: unknown;
  readonly instanceType?: unknown;
  readonly gpuProduct?: unknown;
  readonly region?: unknown;
  readonly capacityType?: unknown;
  readonly currency?: unknown;
  readonly perNodeHour?: unknown;
  readonly perGpuHour?: unknown;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly note?: unknown;
}

/** Something that is wrong with a price, and where it stands. */
export interface PriceProblem {
  readonly field: keyof PriceDraft | 'price';
  /** Goes on after the name of the field: `must not be negative`. */
  readonly problem: string;
}

/** A price or everything that is wrong with it. */
export type ReadPrice =
  | { readonly status: 'valid'; readonly row: PriceRow }
  | { readonly status: 'invalid'; readonly problems: readonly PriceProblem[] };

const CAPACITY_TYPES: readonly CapacityType[] = [
  'on-demand',
  'spot',
  'reserved',
  'on-prem',
];
function isMissing(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '')
  );
}

/** Reads one price. `currency` is that of prices which name none. */
export function readPrice(
  draft: PriceDraft,
  options: {
    readonly id: string;
    readonly source: PriceSource;
    readonly currency: string | null;
    readonly asOf?: InstantMs;
    readonly note?: string;
  },
): ReadPrice {
  const problems: PriceProblem[] = [];
  const complain = (field: PriceProblem['field'], problem: string) =>
    problems.push({ field, problem });
  const text = (field: keyof PriceDraft): string | null => {
    const value = draft[field];
    if (isMissing(value)) {
      return null;
    }
    if (typeof value !== 'string') {
      complain(field, 'must be text');
      return null;
    }
    return value.trim();
  };
  /** Dates are midnights in UTC. */
  const instant = (field: 'from' | 'to'): InstantMs | null => {
    const value = draft[field];
    if (isMissing(value)) {
      return null;
    }
    if (typeof value === 'number' && Number.isSafeInteger(value)) {
      return value as InstantMs;
    }
    const parsed = parseInstant(String(value).trim(), 'UTC');
    if (parsed.status === 'invalid') {
      complain(field, parsed.problem);
      return null;
    }
    return parsed.instant;
  };

  const capacity = text('capacityType');
  const capacityType =
    CAPACITY_TYPES.find(type => type === capacity?.toLowerCase()) ?? null;
  if (capacity !== null && capacityType === null) {
    complain(
      'capacityType',
      `must be ${CAPACITY_TYPES.join(', ')}, but is "${capacity}"`,
    );
  }
  const currency = isMissing(draft.currency)
    ? options.currency
    : parseCurrency(draft.currency);
  if (currency === null) {
    complain(
      'currency',
      isMissing(draft.currency)
        ? 'is missing: write an ISO 4217 code such as USD'
        : `"${String(draft.currency).slice(
            0,
            20,
          )}" is no currency: write an ISO 4217 code such as USD`,
    );
  }
  const hasNode = !isMissing(draft.perNodeHour);
  const hasGpu = !isMissing(draft.perGpuHour);
  if (hasNode === hasGpu) {
    complain(
      'price',
      hasNode
        ? 'perNodeHour and perGpuHour exclude each other'
        : 'perNodeHour or perGpuHour is needed',
    );
  }
  const amountField = hasNode ? 'perNodeHour' : 'perGpuHour';
  const amount =
    hasNode || hasGpu ? parseAmount(draft[amountField]) : undefined;
  if (amount?.status === 'invalid') {
    complain(amountField, amount.problem);
  }
  const match = {
    cluster: text('cluster'),
    instanceType: text('instanceType'),
    gpuProduct: text('gpuProduct'),
    region: text('region'),
    capacityType,
  };
  if (
    match.instanceType === null &&
    match.gpuProduct === null &&
    match.cluster === null &&
    problems.length === 0
  ) {
    complain(
      'price',
      'instanceType, gpuProduct or cluster must say which nodes it is for',
    );
  }
  const from = instant('from') ?? (0 as InstantMs);
  const to = instant('to');
  if (to !== null && to <= from) {
    complain('to', 'must be later than from');
  }
  const note = text('note');
  if (problems.length > 0 || currency === null || amount?.status !== 'valid') {
    return { status: 'invalid', problems };
  }
  return {
    status: 'valid',
    row: {
      id: options.id,
      source: options.source,
      match,
      currency,
      unit: hasNode ? 'node-hour' : 'gpu-hour',
      micros: amount.price.micros,
      ...(amount.price.per === 1 ? {} : { per: amount.price.per }),
      from,
      to,
      asOf: options.asOf ?? null,
      note: note ?? options.note ?? null,
    },
  };
}
