import {
  mockServices,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import { CostAmount } from '../../decide/cost/CostTally';
import { roundHalfUp } from '../../decide/cost/fractions';
import { integrate } from '../../decide/cost/integrate';
import type { CostSum, LedgerStore, TimeWindow } from '../../record';
import { hour, openLedger, price } from '../../record/__testUtils__/openLedger';
import { createRollUpCosts } from '../rollUpCosts';

/** Exact US dollars and GPU-hours of sums. */
export function amountOf(sums: Iterable<Pick<CostSum, 'terms'>>) {
  const amount = new CostAmount();
  for (const { terms } of sums) {
    terms.forEach(term => amount.add(term));
  }
  return {
    micros: amount.micros('USD'),
    gpuHours: amount.gpuHours(),
    unpriced: amount.unpricedGpuHours(),
  };
}

/** US dollars of sums, rounded to the micro-unit. */
export function microsOf(sums: Iterable<Pick<CostSum, 'terms'>>): number {
  const { micros } = amountOf(sums);
  return micros === null ? 0 : Number(roundHalfUp(micros));
}

/** What the intervals of a window come to. */
export async function integral(ledger: LedgerStore, window: TimeWindow) {
  const parts = integrate(await ledger.readLedger(window), { window });
  return amountOf([...parts].map(({ term }) => ({ terms: [term] })));
}

/** A ledger with one price, and the job that rolls it up; its clock stands at `hour(60)` until it is set. */
export async function openRollUps(
  databases: TestDatabases,
  databaseId: Parameters<TestDatabases['init']>[0],
  timezones: readonly string[] = ['UTC'],
) {
  const opened = await openLedger(databases, databaseId, timezones);
  const clock = { now: hour(60) };
  const rollUp = createRollUpCosts({
    ledger: opened.ledger,
    logger: mockServices.logger.mock(),
    now: () => clock.now,
  });
  await opened.ledger.replacePrices('config', [price()]);
  return {
    ...opened,
    clock,
    rollUp: () => rollUp(new AbortController().signal),
  };
}
