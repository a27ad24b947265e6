import { compareNaNLast } from './aggregate';
import type { Expr, SelectorExpr } from './ast';
import { histogramQuantile } from './histogramQuantile';
import { absentLabels, labelJoin, labelReplace } from './labelFunctions';
import { dropMetricName } from './labels';
import { executionError } from './PromqlError';
import type { RangeFunction } from './rangeFunctions';
import {
  applyRangeFunction,
  linearRegression,
  quantile,
  rangeFunctions,
} from './rangeFunctions';
import type { Value, VectorElement } from './values';
import { mapValues, mathFunctions } from './vectorFunctions';

type Call = Expr & { kind: 'call' };
type Matrix = Extract<Value, { type: 'matrix' }>;

function vectorOf(elements: readonly VectorElement[]): Value {
  return { type: 'vector', elements };
}

/** Calls a function of PromQL. Types were checked when the query was read. */
export function callFunction(
  call: Call,
  timeMs: number,
  evaluate: (arg: Expr) => Value,
): Value {
  const args = call.args.map(evaluate);
  const vector = (index: number): readonly VectorElement[] => {
    const value = args[index];
    return value?.type === 'vector' ? value.elements : [];
  };
  const scalar = (index: number): number => {
    const value = args[index];
    return value?.type === 'scalar' ? value.value : NaN;
  };
  const strings = args.flatMap(arg =>
    arg.type === 'string' ? [arg.value] : [],
  );

  switch (call.name) {
    case 'time':
      return { type: 'scalar', value: timeMs / 1_000 };
    case 'pi':
      return { type: 'scalar', value: Math.PI };
    case 'scalar': {
      const elements = vector(0);
      const value = elements.length === 1 ? elements[0].value : NaN;
      return { type: 'scalar', value };
    }
    case 'vector':
      return vectorOf([{ labels: {}, value: scalar(0) }]);
    case 'timestamp': {
      // Only what stands there directly is a sample; whatever was computed is of now.
      const isSample = isSelector(call.args[0]);
      return vectorOf(
        vector(0).map(element => ({
          labels: dropMetricName(element.labels),
          value:
            (isSample && element.sampledMs !== undefined
              ? element.sampledMs
              : timeMs) / 1_000,
        })),
      );
    }
    case 'absent':
      return vectorOf(
        vector(0).length > 0
          ? []
          : [{ labels: absentLabels(findSelector(call.args[0])), value: 1 }],
      );
    case 'sort':
    case 'sort_desc': {
      const sign = call.name === 'sort' ? 1 : -1;
      return vectorOf(
        [...vector(0)].sort((a, b) => compareNaNLast(a.value, b.value, sign)),
      );
    }
    case 'histogram_quantile':
      return vectorOf(histogramQuantile(scalar(0), vector(1)));
    case 'label_replace':
      return vectorOf(labelReplace(vector(0), strings));
    case 'label_join':
      return vectorOf(labelJoin(vector(0), strings));
    default:
      break;
  }
  if (Object.hasOwn(mathFunctions, call.name)) {
    // hour(), month() … without argument look at the query's own time.
    const elements =
      args.length > 0 ? vector(0) : [{ labels: {}, value: timeMs / 1_000 }];
    const rest = args.slice(1).map((_, index) => scalar(index + 1));
    return vectorOf(mapValues(call.name, elements, rest));
  }
  const matrix = args.find((arg): arg is Matrix => arg.type === 'matrix');
  if (matrix) return callRangeFunction(call, matrix, scalar, timeMs);
  throw executionError(`function "${call.name}" is not supported`);
}

function callRangeFunction(
  call: Call,
  matrix: Matrix,
  scalar: (index: number) => number,
  timeMs: number,
): Value {
  if (call.name === 'absent_over_time') {
    return vectorOf(
      matrix.elements.length > 0
        ? []
        : [{ labels: absentLabels(findSelector(call.args[0])), value: 1 }],
    );
  }
  const compute = rangeFunctionOf(call.name, scalar, timeMs);
  const results = applyRangeFunction(matrix.elements, matrix, compute);
  const keepsName = call.name === 'last_over_time';
  return vectorOf(
    results.map(result =>
      keepsName
        ? result
        : { labels: dropMetricName(result.labels), value: result.value },
    ),
  );
}

/** Looks a function up and gives it its scalar argument. */
function rangeFunctionOf(
  name: string,
  scalar: (index: number) => number,
  timeMs: number,
): RangeFunction {
  if (name === 'quantile_over_time') {
    return ({ values }) => quantile(scalar(0), values);
  }
  if (name === 'predict_linear') {
    return run => {
      if (run.times.length < 2) return undefined;
      const { slope, value } = linearRegression(run, timeMs);
      return value + slope * scalar(1);
    };
  }
  if (!Object.hasOwn(rangeFunctions, name)) {
    throw executionError(`function "${name}" is not supported`);
  }
  return rangeFunctions[name];
}

function isSelector(expr: Expr): boolean {
  return expr.kind === 'paren'
    ? isSelector(expr.expr)
    : expr.kind === 'selector';
}

function findSelector(expr: Expr): SelectorExpr | null {
  if (expr.kind === 'selector') return expr;
  if (expr.kind === 'matrix') return expr.selector;
  if (expr.kind === 'paren') return findSelector(expr.expr);
  return null;
}
