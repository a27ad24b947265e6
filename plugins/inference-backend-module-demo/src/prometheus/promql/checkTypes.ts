import { assertNever } from '../../assertNever';
import type { Expr, ValueType } from './ast';
import { METRIC_NAME } from './labels';
import { parseError } from './PromqlError';
import { aggregations, signatures } from './signatures';

const names: Readonly<Record<ValueType, string>> = {
  scalar: 'scalar',
  string: 'string',
  vector: 'instant vector',
  matrix: 'range vector',
};

const setOperators = ['and', 'or', 'unless'];
const comparisons = ['==', '!=', '>', '<', '>=', '<='];

/** Finds the type of an expression, and what is wrong with the types in it. */
export function checkTypes(expr: Expr): ValueType {
  switch (expr.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'paren':
      return checkTypes(expr.expr);
    case 'selector':
      if (expr.matchers.every(matcher => matcher.matches(''))) {
        throw parseError(
          'vector selector must contain at least one non-empty matcher',
        );
      }
      return 'vector';
    case 'matrix':
      checkTypes(expr.selector);
      return 'matrix';
    case 'subquery':
      expect(expr.expr, 'vector', 'subquery is only allowed on instant vector');
      return 'matrix';
    case 'unary': {
      const type = checkTypes(expr.expr);
      if (type !== 'scalar' && type !== 'vector') {
        throw parseError(
          `unary expression only allowed on expressions of type scalar or instant vector, got "${names[type]}"`,
        );
      }
      return type;
    }
    case 'call':
      return checkCall(expr.name, expr.args);
    case 'aggregate': {
      const param = aggregations[expr.op];
      if (param !== null && expr.param !== null) {
        expect(expr.param, param, `parameter of ${expr.op}`);
      }
      expect(expr.expr, 'vector', `aggregation expression`);
      return 'vector';
    }
    case 'binary':
      return checkBinary(expr);
    default:
      return assertNever(expr);
  }
}

function expect(expr: Expr, wanted: ValueType, where: string): void {
  const type = checkTypes(expr);
  if (type !== wanted) {
    throw parseError(
      `expected type ${names[wanted]} in ${where}, got ${names[type]}`,
    );
  }
}

function checkCall(name: string, args: readonly Expr[]): ValueType {
  const signature = signatures[name];
  const most = signature.args.length;
  const least = most - (signature.optional ?? (signature.variadic ? 1 : 0));
  if (args.length < least) {
    throw parseError(
      `expected at least ${least} argument(s) in call to "${name}", got ${args.length}`,
    );
  }
  if (args.length > most && !signature.variadic) {
    throw parseError(
      `expected at most ${most} argument(s) in call to "${name}", got ${args.length}`,
    );
  }
  args.forEach((arg, index) =>
    expect(
      arg,
      signature.args[Math.min(index, most - 1)],
      `call to function "${name}"`,
    ),
  );
  return signature.returns;
}

function checkBinary(expr: Expr & { kind: 'binary' }): ValueType {
  const left = checkTypes(expr.left);
  const right = checkTypes(expr.right);
  for (const type of [left, right]) {
    if (type !== 'scalar' && type !== 'vector') {
      throw parseError(
        'binary expression must contain only scalar and instant vector types',
      );
    }
  }
  const isSet = setOperators.includes(expr.op);
  const isComparison = comparisons.includes(expr.op);
  if (expr.bool && !isComparison) {
    throw parseError('bool modifier can only be used on comparison operators');
  }
  if (isComparison && left === 'scalar' && right === 'scalar' && !expr.bool) {
    throw parseError('comparisons between scalars must use BOOL modifier');
  }
  if (isSet && (left === 'scalar' || right === 'scalar')) {
    throw parseError(
      `set operator "${expr.op}" not allowed in binary scalar expression`,
    );
  }
  if (isSet && expr.matching.card !== 'one-to-one') {
    throw parseError(`no grouping allowed for "${expr.op}" operation`);
  }
  const hasClause = expr.matching.on || expr.matching.labels.length > 0;
  if (hasClause && (left === 'scalar' || right === 'scalar')) {
    throw parseError('vector matching only allowed between instant vectors');
  }
  const both = expr.matching.include.find(
    label => expr.matching.on && expr.matching.labels.includes(label),
  );
  if (both !== undefined) {
    throw parseError(
      `label "${both}" must not occur in ON and GROUP clause at once`,
    );
  }
  if (expr.matching.include.includes(METRIC_NAME)) {
    throw parseError('the metric name cannot be grouped in');
  }
  return left === 'scalar' && right === 'scalar' ? 'scalar' : 'vector';
}
