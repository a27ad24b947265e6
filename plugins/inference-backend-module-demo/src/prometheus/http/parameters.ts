import { findDurationMs } from '../promql/literals';
import { PromqlError } from '../promql/PromqlError';

/** An error about a parameter, in Prometheus' words. */
export function invalidParameter(name: string, why: string): PromqlError {
  return new PromqlError('bad_data', `invalid parameter "${name}": ${why}`);
}

/** Reads a time: Unix seconds, or RFC 3339. UTC ms. */
export function parseTime(name: string, text: string): number {
  if (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) {
    return Math.round(Number(text) * 1_000);
  }
  const rfc3339 =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(text);
  const time = rfc3339 ? Date.parse(text) : NaN;
  if (Number.isNaN(time)) {
    throw invalidParameter(name, `cannot parse "${text}" to a valid timestamp`);
  }
  return time;
}

/** Reads an optional time. */
export function optionalTime(
  params: URLSearchParams,
  name: string,
  defaultMs: number,
): number {
  const text = params.get(name);
  return text === null || text === '' ? defaultMs : parseTime(name, text);
}

/** Reads a time that has to be there. */
export function requiredTime(params: URLSearchParams, name: string): number {
  return parseTime(name, params.get(name) ?? '');
}

/** Reads a step: seconds or a duration such as `5m`. Ms. */
export function requiredStep(params: URLSearchParams): number {
  const text = params.get('step') ?? '';
  const seconds = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
  const ms =
    seconds === undefined ? findDurationMs(text) : Math.round(seconds * 1_000);
  if (ms === undefined) {
    throw invalidParameter(
      'step',
      `cannot parse "${text}" to a valid duration`,
    );
  }
  if (ms <= 0) {
    throw invalidParameter(
      'step',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  return ms;
}

/** Runs a parser and says which parameter its complaint is about. */
export function aboutParameter<T>(name: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof PromqlError && error.type === 'bad_data') {
      throw invalidParameter(name, error.message);
    }
    throw error;
  }
}
