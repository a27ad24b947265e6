import type { ValueType } from './ast';

/** What a function takes and gives. `optional` counts arguments that may be left out at the end. */
export interface Signature {
  readonly args: readonly ValueType[];
  readonly optional?: number;
  /** The last argument may be repeated. */
  readonly variadic?: boolean;
  readonly returns: ValueType;
}

const vector: Signature = { args: ['vector'], returns: 'vector' };
const range: Signature = { args: ['matrix'], returns: 'vector' };
const calendar: Signature = {
  args: ['vector'],
  optional: 1,
  returns: 'vector',
};

function same(signature: Signature, names: readonly string[]) {
  return Object.fromEntries(names.map(name => [name, signature]));
}

/** The functions that the evaluator knows. */
export const signatures: Readonly<Record<string, Signature>> = {
  ...same(range, [
    'rate',
    'increase',
    'irate',
    'idelta',
    'delta',
    'deriv',
    'changes',
    'resets',
    'avg_over_time',
    'max_over_time',
    'min_over_time',
    'sum_over_time',
    'count_over_time',
    'last_over_time',
    'present_over_time',
    'stddev_over_time',
    'stdvar_over_time',
    'absent_over_time',
  ]),
  ...same(vector, [
    'abs',
    'ceil',
    'floor',
    'exp',
    'ln',
    'log2',
    'log10',
    'sqrt',
    'sgn',
    'sort',
    'sort_desc',
    'timestamp',
    'absent',
  ]),
  ...same(calendar, [
    'minute',
    'hour',
    'day_of_week',
    'day_of_month',
    'day_of_year',
    'days_in_month',
    'month',
    'year',
  ]),
  round: { args: ['vector', 'scalar'], optional: 1, returns: 'vector' },
  clamp: { args: ['vector', 'scalar', 'scalar'], returns: 'vector' },
  clamp_min: { args: ['vector', 'scalar'], returns: 'vector' },
  clamp_max: { args: ['vector', 'scalar'], returns: 'vector' },
  quantile_over_time: { args: ['scalar', 'matrix'], returns: 'vector' },
  predict_linear: { args: ['matrix', 'scalar'], returns: 'vector' },
  histogram_quantile: { args: ['scalar', 'vector'], returns: 'vector' },
  label_replace: {
    args: ['vector', 'string', 'string', 'string', 'string'],
    returns: 'vector',
  },
  label_join: {
    args: ['vector', 'string', 'string', 'string'],
    variadic: true,
    returns: 'vector',
  },
  time: { args: [], returns: 'scalar' },
  pi: { args: [], returns: 'scalar' },
  scalar: { args: ['vector'], returns: 'scalar' },
  vector: { args: ['scalar'], returns: 'vector' },
};

/** Aggregations; the value is the type of the parameter, null when there is none. */
export const aggregations: Readonly<Record<string, ValueType | null>> = {
  sum: null,
  avg: null,
  min: null,
  max: null,
  count: null,
  group: null,
  stddev: null,
  stdvar: null,
  topk: 'scalar',
  bottomk: 'scalar',
  quantile: 'scalar',
  count_values: 'string',
};
