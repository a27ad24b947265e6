import type { BinaryOperator, Expr, VectorMatching } from './ast';
import type { Labels } from './labels';
import {
  dropMetricName,
  keyOn,
  labelsKey,
  METRIC_NAME,
  onlyLabels,
  withoutLabels,
} from './labels';
import { executionError } from './PromqlError';
import type { Value, VectorElement } from './values';

type Binary = Expr & { kind: 'binary' };
type Operand = Extract<Value, { type: 'scalar' | 'vector' }>;

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> =
  {
    '==': (a, b) => a === b,
    '!=': (a, b) => a !== b,
    '>': (a, b) => a > b,
    '<': (a, b) => a < b,
    '>=': (a, b) => a >= b,
    '<=': (a, b) => a <= b,
  };

/** As in C and Go, and other than `**`: what is 1 or becomes 1 whatever the exponent is stays a number. */
function power(base: number, exponent: number): number {
  if (base === 1) return 1;
  if (base === -1 && Math.abs(exponent) === Infinity) return 1;
  return base ** exponent;
}

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': power,
  atan2: Math.atan2,
};

/** Evaluates a binary operator on values. */
export function applyBinary(
  expr: Binary,
  left: Operand,
  right: Operand,
): Value {
  if (left.type === 'scalar' && right.type === 'scalar') {
    return {
      type: 'scalar',
      value: onNumbers(expr.op, left.value, right.value),
    };
  }
  if (left.type === 'scalar' || right.type === 'scalar') {
    return { type: 'vector', elements: vectorWithScalar(expr, left, right) };
  }
  const elements = isSetOperator(expr.op)
    ? setOperation(expr, left.elements, right.elements)
    : matchVectors(expr, left.elements, right.elements);
  return { type: 'vector', elements };
}

function isSetOperator(op: BinaryOperator): boolean {
  return op === 'and' || op === 'or' || op === 'unless';
}

/** A comparison gives 1 or 0. */
function onNumbers(op: BinaryOperator, a: number, b: number): number {
  const compare = comparisons[op];
  if (compare) return compare(a, b) ? 1 : 0;
  return arithmetic[op](a, b);
}

function vectorWithScalar(
  expr: Binary,
  left: Operand,
  right: Operand,
): VectorElement[] {
  const [vector = []] = [left, right].flatMap(operand =>
    operand.type === 'vector' ? [operand.elements] : [],
  );
  const compare = comparisons[expr.op];
  return vector.flatMap((element): VectorElement[] => {
    const a = left.type === 'scalar' ? left.value : element.value;
    const b = right.type === 'scalar' ? right.value : element.value;
    if (compare && !expr.bool) return compare(a, b) ? [element] : [];
    return [
      {
        labels: dropMetricName(element.labels),
        value: onNumbers(expr.op, a, b),
      },
    ];
  });
}

const signatures = new WeakMap<VectorMatching, WeakMap<Labels, string>>();

/** The text by which elements of both sides find each other; the same labels come at every step of the query. */
function signatureOf(matching: VectorMatching): (labels: Labels) => string {
  let known = signatures.get(matching);
  if (!known) {
    known = new WeakMap();
    signatures.set(matching, known);
  }
  const memory = known;
  const ignored = new Set([...matching.labels, METRIC_NAME]);
  return labels => {
    let signature = memory.get(labels);
    if (signature === undefined) {
      signature = matching.on
        ? keyOn(labels, matching.labels)
        : labelsKey(withoutLabels(labels, ignored));
      memory.set(labels, signature);
    }
    return signature;
  };
}

function setOperation(
  expr: Binary,
  left: readonly VectorElement[],
  right: readonly VectorElement[],
): VectorElement[] {
  const signature = signatureOf(expr.matching);
  const of = (elements: readonly VectorElement[]) =>
    new Set(elements.map(element => signature(element.labels)));
  if (expr.op === 'or') {
    const known = of(left);
    return [...left, ...right.filter(e => !known.has(signature(e.labels)))];
  }
  const others = of(right);
  const wanted = expr.op === 'and';
  return left.filter(e => others.has(signature(e.labels)) === wanted);
}

function matchVectors(
  expr: Binary,
  left: readonly VectorElement[],
  right: readonly VectorElement[],
): VectorElement[] {
  const { matching } = expr;
  const signature = signatureOf(matching);
  // The "one" side is looked up; group_right only turns the sides around.
  const swapped = matching.card === 'one-to-many';
  const many = swapped ? right : left;
  const one = swapped ? left : right;
  const bySignature = new Map<string, VectorElement>();
  for (const element of one) {
    const key = signature(element.labels);
    const other = bySignature.get(key);
    if (other) {
      const side = swapped ? 'left' : 'right';
      throw executionError(
        `found duplicate series for the match group ${key} on the ${side} hand-side of the operation: [${JSON.stringify(
          element.labels,
        )}, ${JSON.stringify(
          other.labels,
        )}];many-to-many matching not allowed: matching labels must be unique on one side`,
      );
    }
    bySignature.set(key, element);
  }
  const seen = new Set<string>();
  const results: VectorElement[] = [];
  for (const element of many) {
    const key = signature(element.labels);
    const partner = bySignature.get(key);
    if (!partner) continue;
    const [a, b] = swapped
      ? [partner.value, element.value]
      : [element.value, partner.value];
    const compare = comparisons[expr.op];
    const filters = compare !== undefined && !expr.bool;
    if (filters && !compare(a, b)) continue;
    const labels = resultLabels(expr, element.labels, partner.labels, filters);
    const resultKey = matching.card === 'one-to-one' ? key : labelsKey(labels);
    if (seen.has(resultKey)) {
      throw executionError(
        matching.card === 'one-to-one'
          ? 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)'
          : 'multiple matches for labels: grouping labels must ensure unique matches',
      );
    }
    seen.add(resultKey);
    results.push({
      labels,
      value: filters ? a : onNumbers(expr.op, a, b),
    });
  }
  return results;
}

function resultLabels(
  expr: Binary,
  many: Labels,
  one: Labels,
  filters: boolean,
): Labels {
  const { matching } = expr;
  const labels = filters ? many : dropMetricName(many);
  if (matching.card === 'one-to-one') {
    if (matching.on) return onlyLabels(labels, matching.labels);
    return matching.labels.length === 0
      ? labels
      : withoutLabels(labels, new Set(matching.labels));
  }
  const result: Record<string, string> = { ...labels };
  for (const name of matching.include) {
    if (one[name]) result[name] = one[name];
    else delete result[name];
  }
  return result;
}
