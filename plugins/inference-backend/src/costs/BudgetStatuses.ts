import type {
  Budget,
  BudgetStatus,
} from '@inference-portal/plugin-inference-common';
import { burnDown, forecastBudget } from '../decide/cost/budgetForecast';
import {
  localDate,
  localPeriods,
  startOfLocal,
  nextLocal,
} from '../decide/cost/calendar';
import { CostAmount } from '../decide/cost/CostTally';
import { roundHalfUp, type Fraction } from '../decide/cost/fractions';
import type { GroupTree } from '../decide/groupTree';
import type { CostFilter, LedgerStore, TimeWindow } from '../record';
import type { InstantMs } from '../types';
import { CostReader } from './CostReader';
import { countedPart } from './countedPart';
import type { LocalMonth } from './CostRequest';

/** The forecast goes by what the last seven days cost. */
const RECENT_MS = 7 * 24 * 3_600_000;

/** Compares budgets with what was spent. */
export class BudgetStatuses {
  readonly #reader: CostReader;
  readonly #groups: () => GroupTree;
  readonly #now: () => number;

  constructor(options: {
    ledger: LedgerStore;
    /** The catalog's groups as they are now. */
    groups: () => GroupTree;
    now: () => number;
  }) {
    this.#reader = new CostReader(options);
    this.#groups = options.groups;
    this.#now = options.now;
  }

  /** One status for each budget, of a month or, when null, of the one that it is now. */
  async listStatus(
    budgets: readonly Budget[],
    month: LocalMonth | null,
  ): Promise<BudgetStatus[]> {
    const statuses: BudgetStatus[] = [];
    for (const budget of budgets) {
      statuses.push(await this.#getStatus(budget, month));
    }
    return statuses;
  }

  /** Whether what an owner or a model (`<namespace>/<name>`) costs counts towards a budget. */
  covers(
    { scope: { kind, ref } }: Budget,
    charged: { readonly owner: string | null; readonly model: string | null },
  ): boolean {
    return kind === 'model'
      ? charged.model === ref
      : charged.owner !== null && this.#groups().isWithin(charged.owner, ref);
  }

  async #getStatus(
    budget: Budget,
    wanted: LocalMonth | null,
  ): Promise<BudgetStatus> {
    const { timezone, monthly } = budget;
    const now = this.#now() as InstantMs;
    const month = windowOf(wanted, now, timezone);
    const counted = countedPart(month, now);
    const days = localPeriods(counted, 'day', timezone);
    const spentByDay = await this.#spend(budget, counted, days);
    const whole = new CostAmount();
    for (const day of spentByDay) {
      whole.addAmount(day);
    }
    const spent = moneyOf(whole, monthly.currency);
    const recent = countedPart(
      { from: Math.max(now - RECENT_MS, 0) as InstantMs, to: now },
      now,
    );
    const isCurrent = counted.to > counted.from && counted.to < month.to;
    const [recentAmount] = isCurrent
      ? await this.#spend(budget, recent, [recent])
      : [];
    const recentMicros =
      recentAmount && moneyOf(recentAmount, monthly.currency);
    const outlook = forecastBudget({
      monthly: { numerator: BigInt(monthly.micros), denominator: 1n },
      month,
      countedTo: counted.to,
      spent,
      recent: recentMicros ? { window: recent, micros: recentMicros } : null,
    });
    const burned = burnDown(
      spentByDay.map(day => moneyOf(day, monthly.currency)),
    );
    return {
      budget,
      month: localDate(month.from, timezone).slice(0, 7),
      spent: spent && Number(roundHalfUp(spent)),
      forecast: outlook.forecast === null ? null : Number(outlook.forecast),
      state: outlook.state,
      burnDown: days.map(({ from }, index) => {
        const micros = burned[index] ?? null;
        return {
          day: localDate(from, timezone),
          micros: micros === null ? null : Number(micros),
        };
      }),
    };
  }

  /** What was spent in each period. */
  async #spend(
    { scope, timezone }: Budget,
    window: TimeWindow,
    periods: readonly TimeWindow[],
  ): Promise<CostAmount[]> {
    const filter: CostFilter =
      scope.kind === 'owner'
        ? { owners: this.#groups().within(scope.ref) }
        : { models: [scope.ref] };
    const amounts = periods.map(() => new CostAmount());
    const portions = this.#reader.read({
      window,
      timezone,
      periodStarts: periods.map(({ from }) => from),
      dimensions: ['bucket'],
      filter,
      needsLabels: false,
      keepPrices: false,
    });
    for await (const facts of portions) {
      for (const { term, period } of facts) {
        amounts[period]?.add(term);
      }
    }
    return amounts;
  }
}

/** Null when a part has no price in the currency: then nobody knows what was spent. Who used nothing spent nothing. */
function moneyOf(amount: CostAmount, currency: string): Fraction | null {
  const isKnown =
    amount.unpricedGpuHours().numerator === 0n &&
    amount.currencies().every(other => other === currency);
  return isKnown
    ? amount.micros(currency) ?? { numerator: 0n, denominator: 1n }
    : null;
}

function windowOf(
  wanted: LocalMonth | null,
  now: InstantMs,
  timezone: string,
): TimeWindow {
  // The middle of a month is in that month in every zone.
  const within = wanted ? Date.UTC(wanted.year, wanted.month - 1, 15) : now;
  return {
    from: startOfLocal('month', within, timezone),
    to: nextLocal('month', within, timezone),
  };
}
