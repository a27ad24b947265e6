import { divide, type Fraction, multiply, roundHalfUp } from './fractions';

/** What a model served in a window; null where no metrics tell. Counted over resets, replica by replica. */
export interface ServedTraffic {
  readonly requests: number | null;
  readonly promptTokens: number | null;
  readonly generatedTokens: number | null;
  /** Seconds spent on reading prompts and on writing answers. */
  readonly prefillSeconds: number | null;
  readonly decodeSeconds: number | null;
}

/** How the cost was shared between input and output. */
export type TokenSplit =
  /** By the seconds of prefill and decode. */
  | 'seconds'
  /** Nobody measured these: an output token counts as 2.5 input tokens. */
  | 'fallback';

/** Micro-units; null without traffic, never 0 or infinite. */
export interface UnitCosts {
  /** To the thousandth of a micro-unit. */
  readonly perRequest: number | null;
  readonly perMillionTokens: number | null;
  readonly perMillionInputTokens: number | null;
  readonly perMillionOutputTokens: number | null;
  /** Null without tokens. */
  readonly split: TokenSplit | null;
  /** True when so few tokens or requests were served that the figures say little. */
  readonly lowVolume: boolean;
}

/** Fewer tokens than this say little of a price per million. */
export const LOW_VOLUME_TOKENS = 10_000;
/** Fewer requests than this, where no tokens are known. */
export const LOW_VOLUME_REQUESTS = 100;

/** An output token counts as 5/2 input tokens when nobody measured. */
const FALLBACK = { numerator: 5n, denominator: 2n };
const MILLION: Fraction = { numerator: 1_000_000n, denominator: 1n };

const counted = (value: number | null): value is number =>
  value !== null && Number.isFinite(value) && value > 0;

/** Counts are whole but for a metric's noise, seconds have decimals; a millionth is exact enough for either. */
function exact(value: number): Fraction {
  return {
    numerator: BigInt(Math.round(value * 1e6)),
    denominator: 1_000_000n,
  };
}

/** `micros` of money for each of `count`, times `times`; null without any. */
function per(
  micros: Fraction,
  count: number | null,
  times: Fraction,
): Fraction | null {
  return counted(count) && exact(count).numerator > 0n
    ? divide(multiply(micros, times), exact(count))
    : null;
}

const rounded = (value: Fraction | null) =>
  value === null ? null : Number(roundHalfUp(value));

/** The share of the cost that input bears, and by which rule. */
function inputShare({
  promptTokens,
  generatedTokens,
  prefillSeconds,
  decodeSeconds,
}: ServedTraffic): { share: Fraction; split: TokenSplit } | null {
  if (!counted(promptTokens) && !counted(generatedTokens)) return null;
  if (
    prefillSeconds !== null &&
    decodeSeconds !== null &&
    counted(prefillSeconds + decodeSeconds)
  ) {
    const prefill = exact(prefillSeconds).numerator;
    const decode = exact(decodeSeconds).numerator;
    if (prefill + decode > 0n) {
      return {
        share: { numerator: prefill, denominator: prefill + decode },
        split: 'seconds',
      };
    }
  }
  const input = exact(promptTokens ?? 0).numerator * FALLBACK.denominator;
  const output = exact(generatedTokens ?? 0).numerator * FALLBACK.numerator;
  return input + output === 0n
    ? null
    : {
        share: { numerator: input, denominator: input + output },
        split: 'fallback',
      };
}

/**
 * What a request and a million tokens cost: the cost of the GPUs that were held, idle time of the held GPUs included, over what was
 * served meanwhile. Input and output bear it by the seconds that went into each.
 *
 * @param micros - exact cost of the window in micro-units; null when nobody knows the price, and so is every answer
 */
export function unitCosts(
  micros: Fraction | null,
  traffic: ServedTraffic,
): UnitCosts {
  const { requests, promptTokens, generatedTokens } = traffic;
  const tokens = (promptTokens ?? 0) + (generatedTokens ?? 0);
  const shared = inputShare(traffic);
  const lowVolume = counted(tokens)
    ? tokens < LOW_VOLUME_TOKENS
    : counted(requests) && requests < LOW_VOLUME_REQUESTS;
  if (micros === null) {
    return {
      perRequest: null,
      perMillionTokens: null,
      perMillionInputTokens: null,
      perMillionOutputTokens: null,
      split: null,
      lowVolume,
    };
  }
  const perRequest = per(micros, requests, {
    numerator: 1_000n,
    denominator: 1n,
  });
  const part = (share: Fraction, count: number | null) =>
    rounded(per(multiply(micros, share), count, MILLION));
  return {
    perRequest:
      perRequest === null ? null : Number(roundHalfUp(perRequest)) / 1_000,
    perMillionTokens: rounded(per(micros, tokens, MILLION)),
    perMillionInputTokens: shared && part(shared.share, promptTokens),
    perMillionOutputTokens:
      shared &&
      part(
        {
          numerator: shared.share.denominator - shared.share.numerator,
          denominator: shared.share.denominator,
        },
        generatedTokens,
      ),
    split: shared?.split ?? null,
    lowVolume,
  };
}
