import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  Budget,
  BudgetScope,
  BudgetStatus,
  ListBudgetsQuery,
  Money,
} from '@inference-portal/plugin-inference-common';
import type { BudgetStatuses } from '../../costs/BudgetStatuses';
import type { LocalMonth } from '../../costs/CostRequest';
import type { BudgetStore, RegistryStore } from '../../record';
import type { InstantMs } from '../../types';
import type { Caller } from '../registry/Caller';
import type { CostAccess, ReadableCosts } from './CostAccess';

/** A budget as a request names it, checked. */
export interface RequestedBudget {
  readonly scope: BudgetScope;
  readonly monthly: Money;
  readonly timezone: string;
  readonly note: string | null;
}

/** To whom something is charged, and for which model (`<namespace>/<name>`). */
export interface Charged {
  readonly owner: string | null;
  readonly model: string | null;
}

/** Budgets, as far as callers may read and set them. */
export class AuthorizedBudgets {
  readonly #budgets: BudgetStore;
  readonly #statuses: BudgetStatuses;
  readonly #models: Pick<RegistryStore, 'findModel'>;
  readonly #access: CostAccess;
  readonly #now: () => number;

  constructor(options: {
    budgets: BudgetStore;
    statuses: BudgetStatuses;
    models: Pick<RegistryStore, 'findModel'>;
    access: CostAccess;
    now: () => number;
  }) {
    this.#budgets = options.budgets;
    this.#statuses = options.statuses;
    this.#models = options.models;
    this.#access = options.access;
    this.#now = options.now;
  }

  /** Budgets of owners whose costs the caller may read. Throws `NotAllowedError` when they may read none at all. */
  async list(
    filter: ListBudgetsQuery,
    credentials: BackstageCredentials,
  ): Promise<Budget[]> {
    const readable = await this.#access.getReadable(credentials);
    const budgets = await this.#budgets.list();
    const wanted = budgets.filter(({ scope: { kind, ref } }) => {
      const refs = kind === 'owner' ? filter.owner : filter.model;
      const isUnfiltered = !filter.owner && !filter.model;
      return isUnfiltered || refs?.includes(ref);
    });
    const allowed = await Promise.all(
      wanted.map(({ scope }) => this.#mayRead(readable, scope)),
    );
    return wanted.filter((_, index) => allowed[index]);
  }

  /** Of the budgets that the caller may read, those over an owner or a model; a group's are over all groups below it. Throws like `list`. */
  async listCovering(
    charged: Charged,
    credentials: BackstageCredentials,
  ): Promise<readonly Budget[]> {
    const findCovering = await this.prepareCovering(credentials);
    return findCovering(charged);
  }

  /** The same for many owners and models: budgets are read once. Throws like `list`. */
  async prepareCovering(
    credentials: BackstageCredentials,
  ): Promise<(charged: Charged) => readonly Budget[]> {
    const budgets = await this.list({}, credentials);
    const known = new Map<string, readonly Budget[]>();
    return charged => {
      const key = JSON.stringify([charged.owner, charged.model]);
      const covering =
        known.get(key) ??
        budgets.filter(budget => this.#statuses.covers(budget, charged));
      known.set(key, covering);
      return covering;
    };
  }

  /** What was spent of each budget in a month; the month that it is now when null. */
  async listStatus(
    filter: ListBudgetsQuery,
    month: LocalMonth | null,
    credentials: BackstageCredentials,
  ): Promise<BudgetStatus[]> {
    const budgets = await this.list(filter, credentials);
    return this.#statuses.listStatus(budgets, month);
  }

  /** Throws `NotAllowedError` unless the caller may set budgets of this owner. */
  async set(wish: RequestedBudget, caller: Caller): Promise<Budget> {
    await this.#checkManage(wish.scope, caller, 'set a budget for');
    return this.#budgets.set({
      ...wish,
      setBy: caller.actor,
      setAt: this.#now() as InstantMs,
    });
  }

  /** Throws `NotFoundError`, or `NotAllowedError` unless the caller may set budgets of its owner. */
  async delete(id: string, caller: Caller): Promise<Budget> {
    const budget = await this.#budgets.find(id);
    // Who may set no budgets learns nothing of ids.
    await this.#checkManage(budget?.scope ?? null, caller, 'delete budgets of');
    if (!budget || !(await this.#budgets.delete(id))) {
      throw new NotFoundError(
        `No budget has the id ${JSON.stringify(
          id,
        )}: take an id from GET /budgets`,
      );
    }
    return budget;
  }

  async #checkManage(
    scope: BudgetScope | null,
    caller: Caller,
    what: string,
  ): Promise<void> {
    await this.#access.checkManage(
      caller.credentials,
      scope && (await this.#ownerOf(scope)),
      scope ? `${what} ${scope.kind} ${scope.ref}` : 'delete budgets',
    );
  }

  async #mayRead(
    readable: ReadableCosts,
    scope: BudgetScope,
  ): Promise<boolean> {
    return (
      readable === null ||
      readable({ owner: await this.#ownerOf(scope), cluster: null })
    );
  }

  /** Whose budget it is: a model's is that of its owner. */
  async #ownerOf({ kind, ref }: BudgetScope): Promise<string | null> {
    if (kind === 'owner') {
      return ref;
    }
    const slash = ref.indexOf('/');
    const model = await this.#models.findModel({
      namespace: ref.slice(0, slash),
      name: ref.slice(slash + 1),
    });
    return model?.owner ?? null;
  }
}
