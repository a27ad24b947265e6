import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { DAY_MS } from '../durations';
import type { LedgerStore } from '../record';
import type { InstantMs } from '../types';
import { createRollUpCosts } from './rollUpCosts';

/** Keeps the roll-ups of the ledger up to date, and the ledger from growing for ever; one replica at a time. */
export async function scheduleRollUps(options: {
  ledger: LedgerStore;
  /** Days after its end that a month is closed. */
  closeAfterDays: number;
  /** Days after which costs and what they were computed from are forgotten. */
  retentionDays: number;
  scheduler: SchedulerService;
  logger: LoggerService;
  /** Milliseconds since the Unix epoch. */
  now: () => number;
}): Promise<void> {
  const { ledger, closeAfterDays, retentionDays, scheduler, logger, now } =
    options;
  const rollUp = createRollUpCosts(options);
  const orWarn =
    (what: string, work: (signal: AbortSignal) => Promise<unknown>) =>
    async (signal: AbortSignal) => {
      try {
        await work(signal);
      } catch (error) {
        logger.warn(`${what}, which is tried again: ${stringifyError(error)}`);
      }
    };
  await scheduler.scheduleTask({
    id: 'inference-roll-up-costs',
    frequency: { minutes: 1 },
    timeout: { hours: 1 },
    initialDelay: { seconds: 20 },
    fn: orWarn('Costs could not be rolled up', async signal => {
      await rollUp(signal);
      await ledger.closeMonths(now() as InstantMs, closeAfterDays * DAY_MS);
    }),
  });
  await scheduler.scheduleTask({
    id: 'inference-prune-costs',
    frequency: { hours: 12 },
    timeout: { hours: 1 },
    initialDelay: { minutes: 10 },
    fn: orWarn('Old costs could not be deleted', async () => {
      const before = (now() - retentionDays * DAY_MS) as InstantMs;
      await ledger.prune({ intervalsBefore: before, daysBefore: before });
    }),
  });
}
