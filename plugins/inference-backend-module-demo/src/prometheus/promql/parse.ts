import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import type { BinaryOperator, Expr, SelectorExpr, TimeShift } from './ast';
import { checkTypes } from './checkTypes';
import type { Matcher } from './labels';
import { METRIC_NAME } from './labels';
import { parseDurationMs, parseNumber, parseString } from './literals';
import { createMatcher } from './matchers';
import { parseError, PromqlError } from './PromqlError';
import { aggregations, signatures } from './signatures';
import { readMatching } from './readMatching';

/** A query's text while it is read. */
export interface Source {
  text(node: SyntaxNode): string;
  /** Throws an error at the place of a node. */
  fail(node: SyntaxNode, message: string): never;
}

/** Reads a PromQL expression and checks its types. */
export function parsePromql(query: string): Expr {
  if (query.trim() === '') throw parseError('no expression found in input');
  const tree = parser.parse(query);
  const source: Source = {
    text: node => query.slice(node.from, node.to),
    fail: (node, message) => {
      const before = query.slice(0, node.from).split('\n');
      const column = before[before.length - 1].length + 1;
      throw new PromqlError(
        'bad_data',
        `${before.length}:${column}: parse error: ${message}`,
      );
    },
  };
  rejectErrors(tree.topNode, query, source);
  const node = children(tree.topNode)[0];
  if (!node) throw parseError('no expression found in input');
  const expr = readExpr(node, source);
  checkTypes(expr);
  return expr;
}

/** Children of a node without comments. */
export function children(node: SyntaxNode): SyntaxNode[] {
  const result: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'LineComment') result.push(child);
  }
  return result;
}

function rejectErrors(top: SyntaxNode, query: string, source: Source): void {
  const cursor = top.cursor();
  do {
    if (cursor.type.isError) {
      const node = cursor.node;
      const before = query.slice(0, node.from).trimEnd();
      const name = /([a-zA-Z_]\w*)$/.exec(before)?.[1];
      if (query[node.from] === '(' && name !== undefined) {
        source.fail(node, `unknown function with name "${name}"`);
      }
      const rest = query.slice(node.from).trim();
      source.fail(
        node,
        rest === ''
          ? 'unexpected end of input'
          : `unexpected "${rest.length > 20 ? `${rest.slice(0, 20)}…` : rest}"`,
      );
    }
  } while (cursor.next());
}

function readExpr(node: SyntaxNode, source: Source): Expr {
  const parts = children(node);
  switch (node.name) {
    case 'NumberDurationLiteral':
      return { kind: 'number', value: parseNumber(source.text(node)) };
    case 'StringLiteral':
      return { kind: 'string', value: parseString(source.text(node)) };
    case 'ParenExpr':
      return { kind: 'paren', expr: readExpr(parts[0], source) };
    case 'VectorSelector':
      return readSelector(node, source);
    case 'MatrixSelector':
      return readMatrix(parts, source);
    case 'SubqueryExpr':
      return innermost(readExpr(parts[0], source), expr => ({
        kind: 'subquery',
        expr,
        rangeMs: positiveDuration(parts[1], source),
        stepMs: parts[2] ? positiveDuration(parts[2], source) : null,
        shift: { offsetMs: 0 },
      }));
    case 'OffsetExpr':
      return innermost(readExpr(parts[0], source), expr =>
        shifted(expr, node, source, shift => ({
          ...shift,
          offsetMs: parseDurationMs(source.text(parts[parts.length - 1])),
        })),
      );
    case 'StepInvariantExpr':
      return innermost(readExpr(parts[0], source), expr =>
        shifted(expr, node, source, shift => ({
          ...shift,
          at: readAt(parts[parts.length - 1], source),
        })),
      );
    case 'UnaryExpr':
      return {
        kind: 'unary',
        negative: source.text(parts[0]) === '-',
        expr: readExpr(parts[1], source),
      };
    case 'FunctionCall':
      return readCall(node, source);
    case 'AggregateExpr':
      return readAggregate(parts, source);
    case 'BinaryExpr':
      return readBinary(parts, source);
    default:
      return source.fail(node, `unsupported expression "${source.text(node)}"`);
  }
}

/**
 * The grammar lets `a + b offset 5m` and `-b[5m:]` take in the whole left side; Prometheus means the nearest
 * operand.
 */
function innermost(expr: Expr, change: (expr: Expr) => Expr): Expr {
  if (expr.kind === 'binary') {
    return { ...expr, right: innermost(expr.right, change) };
  }
  if (expr.kind === 'unary') {
    return { ...expr, expr: innermost(expr.expr, change) };
  }
  return change(expr);
}

function shifted(
  expr: Expr,
  node: SyntaxNode,
  source: Source,
  change: (shift: TimeShift) => TimeShift,
): Expr {
  switch (expr.kind) {
    case 'selector':
    case 'subquery':
      return { ...expr, shift: change(expr.shift) };
    case 'matrix':
      return {
        ...expr,
        selector: { ...expr.selector, shift: change(expr.selector.shift) },
      };
    default:
      return source.fail(
        node,
        'offset and @ modifiers must be preceded by a selector or a subquery',
      );
  }
}

function readAt(node: SyntaxNode, source: Source): number | 'start' | 'end' {
  if (node.name === 'AtModifierPreprocessors') {
    return source.text(node).startsWith('start') ? 'start' : 'end';
  }
  return Math.round(parseNumber(source.text(node)) * 1_000);
}

function positiveDuration(node: SyntaxNode, source: Source): number {
  const ms = parseDurationMs(source.text(node));
  if (!(ms > 0)) source.fail(node, 'duration must be greater than 0');
  return ms;
}

function readSelector(node: SyntaxNode, source: Source): SelectorExpr {
  const matchers: Matcher[] = [];
  for (const part of children(node)) {
    if (part.name !== 'LabelMatchers') {
      matchers.push(createMatcher(METRIC_NAME, '=', source.text(part)));
      continue;
    }
    for (const item of children(part)) {
      if (item.name === 'QuotedLabelName') {
        const name = parseString(source.text(item));
        matchers.push(createMatcher(METRIC_NAME, '=', name));
        continue;
      }
      const [label, op, value] = children(item);
      const quoted = label.name === 'QuotedLabelName';
      const name = source.text(label);
      matchers.push(
        createMatcher(
          quoted ? parseString(name) : name,
          readMatchOperator(source.text(op)),
          parseString(source.text(value)),
        ),
      );
    }
  }
  return { kind: 'selector', matchers, shift: { offsetMs: 0 } };
}

function readMatchOperator(text: string): Matcher['op'] {
  switch (text) {
    case '=':
    case '!=':
    case '=~':
    case '!~':
      return text;
    default:
      throw parseError(`unknown match operator "${text}"`);
  }
}

function readMatrix(parts: readonly SyntaxNode[], source: Source): Expr {
  return innermost(readExpr(parts[0], source), expr => {
    if (expr.kind !== 'selector') {
      return source.fail(parts[0], 'ranges only allowed for vector selectors');
    }
    return {
      kind: 'matrix',
      selector: expr,
      rangeMs: positiveDuration(parts[1], source),
    };
  });
}

function readCall(node: SyntaxNode, source: Source): Expr {
  const [identifier, body] = children(node);
  const name = source.text(identifier);
  if (!Object.hasOwn(signatures, name)) {
    source.fail(
      node,
      `function "${name}" is not supported by the demo's Prometheus`,
    );
  }
  const args = body ? children(body).map(arg => readExpr(arg, source)) : [];
  return { kind: 'call', name, args };
}

function readAggregate(parts: readonly SyntaxNode[], source: Source): Expr {
  const op = source.text(parts[0]).toLowerCase();
  if (!Object.hasOwn(aggregations, op)) {
    source.fail(
      parts[0],
      `aggregation "${op}" is not supported by the demo's Prometheus`,
    );
  }
  const modifier = parts.find(part => part.name === 'AggregateModifier');
  const body = parts.find(part => part.name === 'FunctionCallBody');
  const args = body ? children(body).map(arg => readExpr(arg, source)) : [];
  const wanted = aggregations[op] === null ? 1 : 2;
  if (args.length !== wanted) {
    source.fail(
      parts[0],
      `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`,
    );
  }
  const [keyword, grouping] = modifier ? children(modifier) : [];
  return {
    kind: 'aggregate',
    op,
    without: keyword?.name === 'Without',
    labels: grouping ? children(grouping).map(l => source.text(l)) : [],
    param: wanted === 2 ? args[0] : null,
    expr: args[wanted - 1],
  };
}

function readBinary(parts: readonly SyntaxNode[], source: Source): Expr {
  const [leftNode, opNode] = parts;
  const op = source.text(opNode).toLowerCase() as BinaryOperator;
  const left = readExpr(leftNode, source);
  const right = readExpr(parts[parts.length - 1], source);
  const binary = (base: Expr): Expr => ({
    kind: 'binary',
    op,
    bool: parts.some(part => part.name === 'BoolModifier'),
    matching: readMatching(
      parts.find(part => part.name === 'MatchingModifierClause'),
      source,
    ),
    left: base,
    right,
  });
  // `-2 ^ 2` is -(2 ^ 2), although the grammar reads -2 as one literal.
  if (
    op === '^' &&
    left.kind === 'number' &&
    source.text(leftNode)[0] === '-'
  ) {
    return {
      kind: 'unary',
      negative: true,
      expr: binary({ kind: 'number', value: -left.value }),
    };
  }
  return binary(left);
}
