import { dropMetricName } from './labels';
import type { VectorElement } from './values';

function goRound(value: number, nearest: number): number {
  const inverse = 1 / nearest;
  return Math.floor(value * inverse + 0.5) / inverse;
}

/** Functions of the values of an instant vector; further arguments are scalars. */
export const mathFunctions: Readonly<
  Record<string, (value: number, ...args: number[]) => number>
> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  exp: Math.exp,
  ln: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  sqrt: Math.sqrt,
  sgn: Math.sign,
  round: (value, nearest = 1) => goRound(value, nearest),
  clamp: (value, min, max) => Math.max(min, Math.min(max, value)),
  clamp_min: (value, min) => Math.max(min, value),
  clamp_max: (value, max) => Math.min(max, value),
  minute: value => dateOf(value).getUTCMinutes(),
  hour: value => dateOf(value).getUTCHours(),
  day_of_week: value => dateOf(value).getUTCDay(),
  day_of_month: value => dateOf(value).getUTCDate(),
  day_of_year: value => {
    const date = dateOf(value);
    return (
      (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) -
        Date.UTC(date.getUTCFullYear(), 0, 0)) /
      86_400_000
    );
  },
  days_in_month: value => {
    const date = dateOf(value);
    return new Date(
      Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0),
    ).getUTCDate();
  },
  month: value => dateOf(value).getUTCMonth() + 1,
  year: value => dateOf(value).getUTCFullYear(),
};

function dateOf(seconds: number): Date {
  return new Date(seconds * 1_000);
}

/** Applies one of {@link mathFunctions} to a vector; the metric name goes. */
export function mapValues(
  name: string,
  elements: readonly VectorElement[],
  args: readonly number[],
): VectorElement[] {
  const compute = mathFunctions[name];
  if (name === 'clamp' && args[0] > args[1]) return [];
  return elements.map(element => ({
    labels: dropMetricName(element.labels),
    value: compute(element.value, ...args),
  }));
}
