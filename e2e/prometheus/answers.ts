import { labelsKey } from '../../plugins/inference-backend-module-demo/src/prometheus/promql/labels';

/** When a query is asked for, UTC ms. */
export type Asked =
  | { readonly atMs: number }
  | { readonly fromMs: number; readonly toMs: number; readonly stepMs: number };

/** An answer of the HTTP API in a form that can be compared: pairs of Unix seconds and text by the series' labels. */
export type Answer =
  | {
      readonly status: 'ok';
      readonly type: string;
      readonly series: ReadonlyMap<
        string,
        readonly (readonly [number, string])[]
      >;
      /** Keys of the series as they came. */
      readonly order: readonly string[];
    }
  | {
      readonly status: 'refused';
      readonly httpStatus: number;
      readonly errorType: string;
      readonly error: string;
    };

interface Body {
  readonly status: string;
  readonly errorType?: string;
  readonly error?: string;
  readonly data?: { readonly resultType: string; readonly result: unknown };
}

interface Element {
  readonly metric: Record<string, string>;
  readonly value?: [number, string];
  readonly values?: [number, string][];
}

/** Asks one server. */
export async function ask(
  url: string,
  query: string,
  asked: Asked,
): Promise<Answer> {
  const body = new URLSearchParams({ query });
  let path = '/api/v1/query';
  if ('atMs' in asked) {
    body.set('time', String(asked.atMs / 1_000));
  } else {
    path = '/api/v1/query_range';
    body.set('start', String(asked.fromMs / 1_000));
    body.set('end', String(asked.toMs / 1_000));
    body.set('step', String(asked.stepMs / 1_000));
  }
  const response = await fetch(url + path, { method: 'POST', body });
  const answer = (await response.json()) as Body;
  if (answer.status !== 'success' || !answer.data) {
    return {
      status: 'refused',
      httpStatus: response.status,
      errorType: answer.errorType ?? '',
      error: answer.error ?? '',
    };
  }
  const { resultType, result } = answer.data;
  const elements =
    resultType === 'scalar' || resultType === 'string'
      ? [{ metric: {}, value: result as [number, string] }]
      : (result as Element[]);
  const pairs = elements.map(
    (element: Element) =>
      [
        labelsKey(element.metric),
        element.values ?? (element.value ? [element.value] : []),
      ] as const,
  );
  return {
    status: 'ok',
    type: resultType,
    series: new Map(pairs),
    order: pairs.map(([key]) => key),
  };
}

/** Digits that survive sums of floating point numbers in another order. */
const RELATIVE = 1e-9;

function isSame(a: string, b: string, tolerance: number): boolean {
  if (a === b) return true;
  const [x, y] = [Number(a), Number(b)];
  return Math.abs(x - y) <= tolerance * Math.max(Math.abs(x), Math.abs(y));
}

/** What differs between two answers, one line each, the first few; empty when they say the same. */
export function differences(
  one: Answer,
  other: Answer,
  tolerance = RELATIVE,
): string[] {
  if (one.status === 'refused' || other.status === 'refused') {
    // The words of a complaint change from release to release; its kind does not.
    const kind = (answer: Answer) =>
      answer.status === 'ok'
        ? 'ok'
        : `${answer.httpStatus} ${answer.errorType}`;
    const text = (answer: Answer) =>
      answer.status === 'ok' ? 'an answer' : `${kind(answer)}: ${answer.error}`;
    return kind(one) === kind(other) ? [] : [`${text(one)} ≠ ${text(other)}`];
  }
  const found: string[] = [];
  if (one.type !== other.type) found.push(`${one.type} ≠ ${other.type}`);
  for (const key of new Set([...one.series.keys(), ...other.series.keys()])) {
    const [a, b] = [one.series.get(key), other.series.get(key)];
    if (!a || !b) {
      found.push(`${key}: ${a ? 'only in the first' : 'only in the second'}`);
      continue;
    }
    const times = (points: typeof a) => points.map(([time]) => time).join();
    if (times(a) !== times(b)) {
      found.push(
        `${key}: ${a.length} points ≠ ${b.length} points, at ${times(a).slice(
          0,
          60,
        )} ≠ ${times(b).slice(0, 60)}`,
      );
      continue;
    }
    const at = a.findIndex(
      ([, value], i) => !isSame(value, b[i][1], tolerance),
    );
    if (at >= 0) found.push(`${key}: ${a[at][1]} ≠ ${b[at][1]} at ${a[at][0]}`);
  }
  return found.slice(0, 8);
}
