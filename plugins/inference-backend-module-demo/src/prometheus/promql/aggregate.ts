import type { Expr } from './ast';
import type { Labels } from './labels';
import {
  keyOn,
  labelsKey,
  METRIC_NAME,
  onlyLabels,
  withoutLabels,
} from './labels';
import { executionError } from './PromqlError';
import { quantile, variance } from './rangeFunctions';
import type { VectorElement } from './values';

type Aggregation = Expr & { kind: 'aggregate' };

interface Group {
  readonly labels: Labels;
  readonly members: VectorElement[];
}

/** Aggregates an instant vector. `param` is the value of the parameter, where there is one. */
export function aggregate(
  expr: Aggregation,
  param: number | string | null,
  elements: readonly VectorElement[],
): VectorElement[] {
  const groups = groupElements(expr, elements);
  switch (expr.op) {
    case 'topk':
    case 'bottomk': {
      const k = Math.floor(Number(param));
      if (!(k >= 1)) return [];
      const sign = expr.op === 'topk' ? -1 : 1;
      return groups.flatMap(group =>
        [...group.members]
          .sort((a, b) => compareNaNLast(a.value, b.value, sign))
          .slice(0, k),
      );
    }
    case 'count_values':
      return countValues(String(param), groups);
    case 'quantile':
      return groups.map(group => ({
        labels: group.labels,
        value: quantile(
          Number(param),
          group.members.map(member => member.value),
        ),
      }));
    default:
      return groups.map(group => ({
        labels: group.labels,
        value: reduce(
          expr.op,
          group.members.map(member => member.value),
        ),
      }));
  }
}

/** Compares values, ascending for a positive sign; NaN comes last either way. */
export function compareNaNLast(a: number, b: number, sign: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  if (Number.isNaN(b)) return -1;
  return a === b ? 0 : sign * (a < b ? -1 : 1);
}

function groupElements(
  expr: Aggregation,
  elements: readonly VectorElement[],
): Group[] {
  const groups = new Map<Labels, Group>();
  for (const element of elements) {
    const labels = groupLabels(expr, element.labels);
    let group = groups.get(labels);
    if (!group) {
      group = { labels, members: [] };
      groups.set(labels, group);
    }
    group.members.push(element);
  }
  return [...groups.values()];
}

/** Labels of the groups of an aggregation: by those of a member, and by what tells groups apart. */
interface GroupMemory {
  readonly ofMember: WeakMap<Labels, Labels>;
  readonly byKey: Map<string, Labels>;
}

const memories = new WeakMap<Aggregation, GroupMemory>();

/** Labels of the group that an element belongs to: one object a group, at every step of the query. */
function groupLabels(expr: Aggregation, labels: Labels): Labels {
  let memory = memories.get(expr);
  if (!memory) {
    memory = { ofMember: new WeakMap(), byKey: new Map() };
    memories.set(expr, memory);
  }
  let group = memory.ofMember.get(labels);
  if (!group) {
    const made = expr.without
      ? withoutLabels(labels, new Set([...expr.labels, METRIC_NAME]))
      : onlyLabels(labels, expr.labels);
    const key = expr.without ? labelsKey(made) : keyOn(labels, expr.labels);
    group = memory.byKey.get(key) ?? made;
    memory.byKey.set(key, group);
    memory.ofMember.set(labels, group);
  }
  return group;
}

function reduce(op: string, values: readonly number[]): number {
  switch (op) {
    case 'sum':
      return sum(values);
    case 'avg':
      return sum(values) / values.length;
    case 'count':
      return values.length;
    case 'group':
      return 1;
    case 'min':
      return values.reduce((a, b) => (b < a || Number.isNaN(a) ? b : a));
    case 'max':
      return values.reduce((a, b) => (b > a || Number.isNaN(a) ? b : a));
    case 'stdvar':
      return variance(values);
    case 'stddev':
      return Math.sqrt(variance(values));
    default:
      throw executionError(`aggregation "${op}" is not supported`);
  }
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function countValues(label: string, groups: readonly Group[]): VectorElement[] {
  return groups.flatMap(group => {
    const counts = new Map<string, number>();
    for (const { value } of group.members) {
      const text = formatDecimal(value);
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    return [...counts].map(([text, count]) => ({
      labels: { ...group.labels, [label]: text },
      value: count,
    }));
  });
}

/** As {@link formatNumber}, but never with an exponent: `1e-7` is `0.0000001`. */
function formatDecimal(value: number): string {
  const text = formatNumber(value);
  const [, sign, digits, fraction = '', exponent] =
    /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const shift = Number(exponent);
  const all = digits + fraction;
  return shift < 0
    ? `${sign}0.${'0'.repeat(-shift - 1)}${all}`
    : `${sign}${all.padEnd(shift + 1, '0')}`;
}

/** A sample value as the API writes it. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return '+Inf';
  if (value === -Infinity) return '-Inf';
  return Object.is(value, -0) ? '-0' : String(value);
}
