import {
  add,
  compare,
  divide,
  multiply,
  ZERO,
  type Fraction,
} from './fractions';
import { type ServedTraffic, unitCosts, type UnitCosts } from './unitCosts';

/** Where metrics saw less than this share, traffic is not what the cost was spent on: of a server's time, and of a line's cost. */
export const LEAST_COVERAGE = 0.8;

/** What metrics tell of a server in some stretch. */
export interface ServedFigures extends ServedTraffic {
  /** 0 to 1; null without metrics. */
  readonly gpuActivityAvg: number | null;
  /** Share of the time that each source saw; null when it was not looked for. */
  readonly coverage: {
    readonly traffic: number | null;
    readonly gateway: number | null;
  };
}

/** One of those that a line stands for. */
export interface HolderUsage {
  /** Exact micro-units in the currency of the line. */
  readonly micros: Fraction;
  readonly gpuHours: number;
  /** Of each stretch in which it belonged to the line; none where metrics tell nothing. */
  readonly figures: readonly ServedFigures[];
}

/** True when metrics saw enough of the time to tell what the cost was spent on. */
export function isSeen({ coverage }: Pick<ServedFigures, 'coverage'>): boolean {
  return (
    Math.max(coverage.traffic ?? 0, coverage.gateway ?? 0) >= LEAST_COVERAGE
  );
}

/** True when anything was served. */
export function hasTraffic(served: ServedTraffic): boolean {
  return (
    (served.requests ?? 0) > 0 ||
    (served.promptTokens ?? 0) > 0 ||
    (served.generatedTokens ?? 0) > 0
  );
}

const sumOf = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value): value is number => value !== null);
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0);
};

/** Null when one of them is: a sum of a part would be taken for all. */
const sumOfAll = (values: readonly (number | null)[]): number | null =>
  values.includes(null) ? null : sumOf(values);

/** Traffic of all, and the cost of those that had it measured, as a part of what the line cost; null when that is too little of it. */
function gather(
  micros: number,
  whole: Fraction,
  holders: readonly HolderUsage[],
): { micros: Fraction; served: ServedTraffic } | null {
  const seen = holders
    .map(({ micros: paid }) => paid)
    .reduce((sum, paid) => add(sum, paid), ZERO);
  const least = multiply(whole, { numerator: 4n, denominator: 5n });
  if (whole.numerator === 0n || compare(seen, least) < 0) {
    return null;
  }
  const all = holders.flatMap(({ figures }) => figures);
  return {
    // Of a line that has a share of idle GPUs, as much of it.
    micros: multiply(
      { numerator: BigInt(micros), denominator: 1n },
      divide(seen, whole),
    ),
    served: {
      requests: sumOf(all.map(({ requests }) => requests)),
      promptTokens: sumOf(all.map(({ promptTokens }) => promptTokens)),
      generatedTokens: sumOf(all.map(({ generatedTokens }) => generatedTokens)),
      prefillSeconds: sumOfAll(all.map(({ prefillSeconds }) => prefillSeconds)),
      decodeSeconds: sumOfAll(all.map(({ decodeSeconds }) => decodeSeconds)),
    },
  };
}

function activityOf(holders: readonly HolderUsage[]): number | null {
  let busy = 0;
  let hours = 0;
  for (const { gpuHours, figures } of holders) {
    const known = figures.flatMap(({ gpuActivityAvg }) => gpuActivityAvg ?? []);
    if (known.length > 0) {
      const mean = known.reduce((sum, one) => sum + one, 0) / known.length;
      busy += mean * gpuHours;
      hours += gpuHours;
    }
  }
  return hours > 0 ? busy / hours : null;
}

/**
 * What a request and tokens cost of a line that stands for many servers: the cost of those whose requests (or tokens) are known, over what
 * they served. Null where nothing was served, and where these are less than four fifths of the line's cost.
 *
 * @param micros - of the line as it is shown; null when nobody knows the price
 */
export function lineUnitCosts(
  micros: number | null,
  holders: readonly HolderUsage[],
): { gpuActivity: number | null; unitCosts: UnitCosts | null } {
  const gpuActivity = activityOf(holders);
  if (micros === null) {
    return { gpuActivity, unitCosts: null };
  }
  const whole = holders
    .map(holder => holder.micros)
    .reduce((sum, paid) => add(sum, paid), ZERO);
  const seen = holders.filter(
    ({ figures }) => figures.length > 0 && figures.every(isSeen),
  );
  const costsOf = (
    isKnown: (figures: ServedFigures) => boolean,
  ): UnitCosts | null => {
    const gathered = gather(
      micros,
      whole,
      seen.filter(({ figures }) => figures.every(isKnown)),
    );
    return gathered && hasTraffic(gathered.served)
      ? unitCosts(gathered.micros, gathered.served)
      : null;
  };
  const byRequests = costsOf(({ requests }) => requests !== null);
  const byTokens = costsOf(
    ({ promptTokens, generatedTokens }) =>
      promptTokens !== null || generatedTokens !== null,
  );
  const told = byTokens ?? byRequests;
  return {
    gpuActivity,
    unitCosts: told && {
      ...told,
      perRequest: byRequests?.perRequest ?? null,
      ...(byTokens === null && {
        perMillionTokens: null,
        perMillionInputTokens: null,
        perMillionOutputTokens: null,
        split: null,
      }),
    },
  };
}
