import { assertNever } from '../../assertNever';
import { aggregate } from './aggregate';
import type { Expr, SelectorExpr, TimeShift } from './ast';
import { applyBinary } from './binaryOperators';
import { callFunction } from './callFunction';
import { dropMetricName, labelsKey } from './labels';
import { requireDistinct } from './requireDistinct';
import { executionError } from './PromqlError';
import type {
  RangeElement,
  SeriesDatabase,
  StoredSeries,
  Value,
  VectorElement,
} from './values';

/** How long a sample stays the current one. */
export const LOOKBACK_MS = 5 * 60_000;
/** Step of subqueries that name none. */
const DEFAULT_SUBQUERY_STEP_MS = 60_000;
/** Prometheus' limit of `--query.max-samples`. */
const MAX_SAMPLES = 50_000_000;

/** Series of a selector with the window for which they were looked up. */
interface Selection {
  readonly fromMs: number;
  readonly toMs: number;
  readonly series: StoredSeries[];
}

/** To Prometheus it is one series when a pod follows another of the same name on the same device. */
function joinRuns(elements: readonly RangeElement[]): RangeElement[] {
  const joined = new Map<string, RangeElement>();
  for (const element of elements) {
    const key = labelsKey(element.labels);
    const other = joined.get(key);
    if (!other) {
      joined.set(key, element);
      continue;
    }
    const [first, second] =
      other.times[0] <= element.times[0] ? [other, element] : [element, other];
    joined.set(key, {
      labels: first.labels,
      times: [...first.times, ...second.times],
      values: [...first.values, ...second.values],
    });
  }
  return [...joined.values()];
}

/** Evaluates one expression over a range of instants. */
export class Evaluator {
  private readonly selected = new Map<SelectorExpr, Selection>();
  private loaded = 0;

  constructor(
    private readonly database: SeriesDatabase,
    /** First and last instant of the query, UTC ms. */
    private readonly startMs: number,
    private readonly endMs: number,
  ) {}

  /** The value of the expression at an instant of the query. Each has its own allowance of samples. */
  evaluate(expr: Expr, timeMs: number): Value {
    this.loaded = 0;
    return this.at(expr, timeMs);
  }

  private at(expr: Expr, timeMs: number): Value {
    switch (expr.kind) {
      case 'number':
        return { type: 'scalar', value: expr.value };
      case 'string':
        return { type: 'string', value: expr.value };
      case 'paren':
        return this.at(expr.expr, timeMs);
      case 'selector':
        return { type: 'vector', elements: this.instant(expr, timeMs) };
      case 'matrix':
        return this.range(expr.selector, expr.rangeMs, timeMs);
      case 'subquery':
        return this.subquery(expr, timeMs);
      case 'unary':
        return requireDistinct(
          this.negated(this.at(expr.expr, timeMs), expr.negative),
        );
      case 'call':
        return requireDistinct(
          callFunction(expr, timeMs, arg =>
            expr.name === 'last_over_time' && arg.kind === 'matrix'
              ? this.range(arg.selector, arg.rangeMs, timeMs, true)
              : this.at(arg, timeMs),
          ),
        );
      case 'aggregate': {
        const param = expr.param ? this.at(expr.param, timeMs) : null;
        const value =
          param?.type === 'scalar' || param?.type === 'string'
            ? param.value
            : null;
        return {
          type: 'vector',
          elements: aggregate(expr, value, this.vector(expr.expr, timeMs)),
        };
      }
      case 'binary':
        return requireDistinct(
          applyBinary(
            expr,
            this.operand(expr.left, timeMs),
            this.operand(expr.right, timeMs),
          ),
        );
      default:
        return assertNever(expr);
    }
  }

  private operand(expr: Expr, timeMs: number) {
    const value = this.at(expr, timeMs);
    if (value.type === 'scalar' || value.type === 'vector') return value;
    throw executionError(`unexpected ${value.type} in a binary expression`);
  }

  private vector(expr: Expr, timeMs: number): readonly VectorElement[] {
    const value = this.at(expr, timeMs);
    if (value.type === 'vector') return value.elements;
    throw executionError(`expected an instant vector, got ${value.type}`);
  }

  private negated(value: Value, negative: boolean): Value {
    if (!negative) return value;
    if (value.type === 'scalar') return { type: 'scalar', value: -value.value };
    if (value.type !== 'vector') return value;
    return {
      type: 'vector',
      elements: value.elements.map(element => ({
        labels: dropMetricName(element.labels),
        value: -element.value,
      })),
    };
  }

  private shiftedTime(shift: TimeShift, timeMs: number): number {
    let base = timeMs;
    if (shift.at === 'start') base = this.startMs;
    else if (shift.at === 'end') base = this.endMs;
    else if (shift.at !== undefined) base = shift.at;
    return base - shift.offsetMs;
  }

  private instant(selector: SelectorExpr, timeMs: number): VectorElement[] {
    const atMs = this.shiftedTime(selector.shift, timeMs);
    const elements: VectorElement[] = [];
    for (const series of this.seriesOf(selector, atMs, LOOKBACK_MS)) {
      const sample = series.latest(atMs, LOOKBACK_MS);
      if (sample) {
        elements.push({
          labels: series.labels,
          value: sample.value,
          sampledMs: sample.timeMs,
        });
      }
    }
    this.count(elements.length);
    return elements;
  }

  private range(
    selector: SelectorExpr,
    rangeMs: number,
    timeMs: number,
    lastOnly = false,
  ): Value {
    const endMs = this.shiftedTime(selector.shift, timeMs);
    const startMs = endMs - rangeMs;
    const elements: RangeElement[] = [];
    for (const series of this.seriesOf(selector, endMs, rangeMs)) {
      const { times, values } =
        (lastOnly ? series.lastSample?.(startMs, endMs) : undefined) ??
        series.samples(startMs, endMs);
      this.count(times.length);
      if (times.length > 0) {
        elements.push({ labels: series.labels, times, values });
      }
    }
    return { type: 'matrix', elements: joinRuns(elements), startMs, endMs };
  }

  private subquery(expr: Expr & { kind: 'subquery' }, timeMs: number): Value {
    const endMs = this.shiftedTime(expr.shift, timeMs);
    const startMs = endMs - expr.rangeMs;
    const stepMs = expr.stepMs ?? DEFAULT_SUBQUERY_STEP_MS;
    // Steps are aligned to the epoch; the window is open at its left end.
    let stepAt = Math.floor(startMs / stepMs) * stepMs;
    if (stepAt <= startMs) stepAt += stepMs;
    const collected = new Map<
      string,
      { labels: VectorElement['labels']; times: number[]; values: number[] }
    >();
    for (; stepAt <= endMs; stepAt += stepMs) {
      const value = this.at(expr.expr, stepAt);
      if (value.type !== 'vector') continue;
      for (const element of value.elements) {
        const key = JSON.stringify(Object.entries(element.labels).sort());
        const run = collected.get(key) ?? {
          labels: element.labels,
          times: [],
          values: [],
        };
        collected.set(key, run);
        run.times.push(stepAt);
        run.values.push(element.value);
      }
    }
    return {
      type: 'matrix',
      elements: [...collected.values()],
      startMs,
      endMs,
    };
  }

  /** Series of a selector, looked up once for the whole query as far as its times are known ahead. */
  private seriesOf(
    selector: SelectorExpr,
    atMs: number,
    reachMs: number,
  ): StoredSeries[] {
    const known = this.selected.get(selector);
    const wantedMs = atMs - reachMs;
    if (known && known.fromMs <= wantedMs && known.toMs >= atMs) {
      return known.series;
    }
    const fromMs = Math.min(wantedMs, known?.fromMs ?? Infinity);
    const toMs = Math.max(
      atMs,
      this.endMs - selector.shift.offsetMs,
      known?.toMs ?? -Infinity,
    );
    const series = this.database.select(selector.matchers, fromMs, toMs);
    this.selected.set(selector, { fromMs, toMs, series });
    return series;
  }

  private count(samples: number): void {
    this.loaded += samples;
    if (this.loaded > MAX_SAMPLES) {
      throw executionError(
        'query processing would load too many samples into memory in query execution',
      );
    }
  }
}
