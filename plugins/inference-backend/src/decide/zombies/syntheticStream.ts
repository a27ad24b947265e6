import type { ActivityHistory } from './history';
import type { ZombiePolicy } from './policy';

/** A stream of requests that no person or program needs: as many each hour, tiny, all alike. */
export interface SyntheticStream {
  /** Requests of a usual hour. */
  readonly requestsPerHour: number;
  /** Generated tokens of a usual request; null when the runtime does not tell them. */
  readonly tokensPerRequest: number | null;
}

const HOURS_OF_A_DAY = 24;
/** The stream is looked for in so many days before the end. */
const SAMPLE_HOURS = 14 * HOURS_OF_A_DAY;
const FEWEST_HOURS = 3 * HOURS_OF_A_DAY;
/** Share of the seen hours that must have a request. */
const PRESENCE = 0.5;
/** Variance over mean of what comes by chance alone is 1. */
const MOST_DISPERSION = 3;
/** The same without tokens to look at: only what a clock sends is so even. */
const MOST_DISPERSION_BLIND = 0.2;
/** Deviation as a share of the mean that is flat at any rate; people's days and nights differ by more. */
const FLAT_DEVIATION = 0.15;
/** At so few an hour, an empty hour tells as much as any other, */
const EMPTY_TELLS_BELOW = 6;
/** and chance looks flat: only what scatters less than chance is sent by a clock. */
const LOW_RATE = 3;
const MOST_DISPERSION_LOW = 0.5;
/** Room around the usual size of a request, and the share of hours that keep to it. */
const ROOM_FOR_TOKENS = 0.5;
const FEW_TOKENS = 2;
const SAME_SIZE_SHARE = 0.8;
/** A clock that strikes less than each second hour: at least so often in two weeks, at most so many at once. */
const FEWEST_STRIKES = 20;
const MOST_AT_ONCE = 3;
const EVEN_STRIKES_SHARE = 0.9;
const LONGEST_STRIKE_HOURS = 12;

/**
 * The synthetic stream of the last hours, two weeks unless told, before slot `end`, if there is one. Flat means that the counts of hours scatter no more than
 * chance would have it and that no hour of the day has more than another, or that they come by the clock; tiny, that a request generates
 * a handful of tokens, ever the same.
 */
export function findSyntheticStream(
  history: ActivityHistory,
  end: number,
  policy: ZombiePolicy,
  sampleHours = SAMPLE_HOURS,
): SyntheticStream | undefined {
  const { requests, generatedTokens } = history;
  const slots: number[] = [];
  const counts: number[] = [];
  const sizes: number[] = [];
  let seen = 0;
  for (let slot = Math.max(0, end - sampleHours); slot < end; slot += 1) {
    const count = requests[slot];
    if (Number.isNaN(count)) continue;
    seen += 1;
    if (count <= 0) continue;
    slots.push(slot);
    counts.push(count);
    const tokens = generatedTokens[slot];
    if (!Number.isNaN(tokens)) sizes.push(tokens / count);
  }
  if (counts.length < FEWEST_STRIKES) return undefined;
  const rate = quantile(counts, 0.5);
  const size = sizes.length < counts.length / 2 ? null : quantile(sizes, 0.5);
  if (size !== null && !isTiny(sizes, size, policy)) return undefined;
  const stream = { requestsPerHour: rate, tokensPerRequest: size };
  const isSmall = size !== null && rate <= MOST_AT_ONCE;
  if (isSmall && isByClock(slots)) return stream;
  if (counts.length < FEWEST_HOURS || counts.length < PRESENCE * seen) {
    return undefined;
  }
  const most = size === null ? MOST_DISPERSION_BLIND : MOST_DISPERSION;
  return isFlat(history, stream, [end - sampleHours, end], most)
    ? stream
    : undefined;
}

function isTiny(
  sizes: readonly number[],
  usual: number,
  policy: ZombiePolicy,
): boolean {
  if (usual > policy.syntheticTokens) return false;
  const room = Math.max(FEW_TOKENS, ROOM_FOR_TOKENS * usual);
  const same = sizes.filter(size => Math.abs(size - usual) <= room).length;
  return same >= SAME_SIZE_SHARE * sizes.length;
}

/** Whether hours follow each other at one distance. */
function isByClock(slots: readonly number[]): boolean {
  const steps = slots.slice(1).map((slot, i) => slot - slots[i]);
  const step = quantile(steps, 0.5);
  const slack = step >= 4 ? 1 : 0;
  const even = steps.filter(each => Math.abs(each - step) <= slack).length;
  return (
    step <= LONGEST_STRIKE_HOURS && even >= EVEN_STRIKES_SHARE * steps.length
  );
}

/** Whether an hour holds nothing but the stream. */
export function isSyntheticHour(
  count: number,
  tokens: number,
  stream: SyntheticStream,
): boolean {
  const { requestsPerHour: rate, tokensPerRequest: size } = stream;
  // Five standard deviations of chance, or half as much again.
  const room = Math.max(2, 5 * Math.sqrt(rate), rate / 2);
  if (count > rate + room) return false;
  if (size === null || Number.isNaN(tokens)) return true;
  return tokens <= count * size * (1 + ROOM_FOR_TOKENS) + FEW_TOKENS;
}

function isFlat(
  history: ActivityHistory,
  stream: SyntheticStream,
  [from, end]: readonly [number, number],
  most: number,
): boolean {
  const sums = new Float64Array(HOURS_OF_A_DAY);
  const days = new Float64Array(HOURS_OF_A_DAY);
  const emptyTells = stream.requestsPerHour < EMPTY_TELLS_BELOW;
  let [number, sum, squares, odd] = [0, 0, 0, 0];
  for (let slot = Math.max(0, from); slot < end; slot += 1) {
    const count = history.requests[slot];
    if (!(count > 0 || (count === 0 && emptyTells))) continue;
    if (!isSyntheticHour(count, history.generatedTokens[slot], stream)) {
      odd += 1;
      continue;
    }
    number += 1;
    sum += count;
    squares += count * count;
    sums[slot % HOURS_OF_A_DAY] += count;
    days[slot % HOURS_OF_A_DAY] += 1;
  }
  const mean = sum / number;
  const dispersion = (squares / number - mean * mean) / mean;
  if (odd > number / 2) return false;
  const deviation = Math.sqrt(Math.max(0, dispersion) / mean);
  if (most === MOST_DISPERSION && deviation <= FLAT_DEVIATION) return true;
  if (dispersion > most) return false;
  if (mean < LOW_RATE && dispersion > MOST_DISPERSION_LOW) return false;
  let shape = 0;
  for (let hour = 0; hour < HOURS_OF_A_DAY; hour += 1) {
    const expected = mean * days[hour];
    if (expected > 0) shape += (sums[hour] - expected) ** 2 / expected;
  }
  return (
    shape / (HOURS_OF_A_DAY - 1) <= MOST_DISPERSION * Math.max(1, dispersion)
  );
}

function quantile(values: readonly number[], q: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor(q * (sorted.length - 1))];
}
