import type {
  Budget,
  BudgetScope,
  Money,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../types';

/** A budget that somebody sets; every field is decided. */
export interface BudgetWish {
  readonly scope: BudgetScope;
  readonly monthly: Money;
  /** IANA name. */
  readonly timezone: string;
  readonly note: string | null;
  /** Entity ref of a person or name of a service. */
  readonly setBy: string;
  readonly setAt: InstantMs;
}

/** Remembers what owners and models may cost in a month; at most one budget for each scope. */
export interface BudgetStore {
  /** Ordered by kind and ref of the scope. */
  list(): Promise<readonly Budget[]>;
  find(id: string): Promise<Budget | undefined>;
  /** Replaces the budget of the same scope, which keeps its id. */
  set(wish: BudgetWish): Promise<Budget>;
  /** False when there is none of this id. */
  delete(id: string): Promise<boolean>;
}
