import type { BudgetStatus } from '@inference-portal/plugin-inference-common';

const DOLLAR = 1_000_000;

/** Support's budget: 1,240 of 2,000 dollars on the 22nd, with what a test wants different. */
export function budgetStatus(
  overrides: Partial<BudgetStatus> = {},
): BudgetStatus {
  return {
    budget: {
      id: 'b1',
      scope: { kind: 'owner', ref: 'group:default/support' },
      monthly: { currency: 'USD', micros: 2000 * DOLLAR },
      timezone: 'Europe/Berlin',
      note: 'Agreed in the quarterly review.',
      createdBy: 'user:default/alice',
      createdAt: '2026-10-01T08:00:00Z',
    },
    month: '2026-11',
    spent: 1240_215_833,
    forecast: 1690 * DOLLAR,
    state: 'on-track',
    burnDown: Array.from({ length: 22 }, (_, index) => ({
      day: `2026-11-${String(index + 1).padStart(2, '0')}`,
      micros:
        index === 8 ? null : Math.round((1240_215_833 * (index + 1)) / 22),
    })),
    ...overrides,
  };
}

/** One budget that holds, one that is in danger and one that nobody can judge. */
export function budgetStatuses(): BudgetStatus[] {
  const { budget } = budgetStatus();
  return [
    budgetStatus(),
    budgetStatus({
      budget: {
        ...budget,
        id: 'b2',
        scope: { kind: 'model', ref: 'default/qwen3-32b' },
        monthly: { currency: 'USD', micros: 1500 * DOLLAR },
        note: null,
      },
      state: 'at-risk',
    }),
    budgetStatus({
      budget: {
        ...budget,
        id: 'b3',
        scope: { kind: 'owner', ref: 'group:default/maps' },
        monthly: { currency: 'EUR', micros: 900 * DOLLAR },
        note: null,
      },
      state: 'unknown',
      spent: null,
      forecast: null,
      burnDown: [],
    }),
  ];
}
