import type { Matcher } from './labels';

/** Arithmetic, comparison and set operators. */
export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '^'
  | 'atan2'
  | '=='
  | '!='
  | '>'
  | '<'
  | '>='
  | '<='
  | 'and'
  | 'or'
  | 'unless';

/** Moves the time of a selector or subquery. */
export interface TimeShift {
  readonly offsetMs: number;
  /** UTC ms, or an end of the query's range. */
  readonly at?: number | 'start' | 'end';
}

/** How the sides of a binary operator find each other. */
export interface VectorMatching {
  readonly on: boolean;
  readonly labels: readonly string[];
  readonly card: 'one-to-one' | 'many-to-one' | 'one-to-many';
  /** Labels of the "one" side to take over. */
  readonly include: readonly string[];
}

/** A selector of instant vectors. */
export interface SelectorExpr {
  readonly kind: 'selector';
  readonly matchers: readonly Matcher[];
  readonly shift: TimeShift;
}

/** An expression of PromQL. */
export type Expr =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | SelectorExpr
  | {
      readonly kind: 'matrix';
      readonly selector: SelectorExpr;
      readonly rangeMs: number;
    }
  | {
      readonly kind: 'subquery';
      readonly expr: Expr;
      readonly rangeMs: number;
      readonly stepMs: number | null;
      readonly shift: TimeShift;
    }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Expr[];
    }
  | {
      readonly kind: 'aggregate';
      readonly op: string;
      readonly without: boolean;
      readonly labels: readonly string[];
      readonly param: Expr | null;
      readonly expr: Expr;
    }
  | {
      readonly kind: 'binary';
      readonly op: BinaryOperator;
      readonly bool: boolean;
      readonly matching: VectorMatching;
      readonly left: Expr;
      readonly right: Expr;
    }
  | { readonly kind: 'unary'; readonly negative: boolean; readonly expr: Expr }
  | { readonly kind: 'paren'; readonly expr: Expr };

/** What an expression evaluates to. */
export type ValueType = 'scalar' | 'string' | 'vector' | 'matrix';
