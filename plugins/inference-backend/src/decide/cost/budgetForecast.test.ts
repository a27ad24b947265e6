import type { InstantMs } from '../../types';
import {
  burnDown,
  forecastBudget,
  type BudgetSpending,
} from './budgetForecast';

const at = (text: string) => Date.parse(text) as InstantMs;
const usd = (amount: number) => ({
  numerator: BigInt(Math.round(amount * 1e6)),
  denominator: 1n,
});

/** The 11th of a month of 30 days, after a week at 100 a day. */
function spending(overrides: Partial<BudgetSpending> = {}): BudgetSpending {
  return {
    monthly: usd(3_000),
    month: {
      from: at('2026-06-01T00:00:00Z'),
      to: at('2026-07-01T00:00:00Z'),
    },
    countedTo: at('2026-06-11T00:00:00Z'),
    spent: usd(1_000),
    recent: {
      window: {
        from: at('2026-06-04T00:00:00Z'),
        to: at('2026-06-11T00:00:00Z'),
      },
      micros: usd(700),
    },
    ...overrides,
  };
}

describe('forecastBudget', () => {
  it('goes on like recently until the month ends; to spend the budget exactly is on track', () => {
    expect(forecastBudget(spending())).toEqual({
      forecast: 3_000_000_000n,
      state: 'on-track',
    });
    expect(
      forecastBudget(
        spending({ monthly: { numerator: 2_999_999_999n, denominator: 1n } }),
      ).state,
    ).toBe('at-risk');
  });

  it('is exceeded once more than the budget is spent, by however little', () => {
    expect(forecastBudget(spending({ monthly: usd(1_000) })).state).toBe(
      'at-risk',
    );
    expect(
      forecastBudget(
        spending({
          monthly: usd(1_000),
          spent: { numerator: 2_000_000_001n, denominator: 2n },
        }),
      ).state,
    ).toBe('exceeded');
  });

  it('knows nothing without prices, and no forecast without recent time', () => {
    expect(forecastBudget(spending({ spent: null }))).toEqual({
      forecast: null,
      state: 'unknown',
    });
    expect(forecastBudget(spending({ recent: null }))).toEqual({
      forecast: null,
      state: 'unknown',
    });
    expect(
      forecastBudget(spending({ recent: null, spent: usd(3_001) })).state,
    ).toBe('exceeded');
  });

  it('forecasts what was spent once the month is over', () => {
    expect(
      forecastBudget(
        spending({ countedTo: at('2026-07-01T00:00:00Z'), recent: null }),
      ),
    ).toEqual({ forecast: 1_000_000_000n, state: 'on-track' });
  });
});

describe('burnDown', () => {
  it('adds up day by day and rounds each sum once', () => {
    const third = { numerator: 1n, denominator: 3n };
    expect(burnDown([third, third, third])).toEqual([0n, 1n, 1n]);
  });

  it('is not known from the first day on whose price nobody knows', () => {
    expect(burnDown([usd(1), null, usd(1)])).toEqual([1_000_000n, null, null]);
  });
});
