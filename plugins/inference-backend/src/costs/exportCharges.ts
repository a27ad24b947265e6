import {
  localPeriods,
  nextLocal,
  startOfLocal,
  type CalendarUnit,
} from '../decide/cost/calendar';
import type { GroupTree } from '../decide/groupTree';
import type { LedgerStore, TimeWindow } from '../record';
import type { InstantMs } from '../types';
import type { Charge } from './Charge';
import type { CostCharges } from './CostCharges';
import type { CostVisibility } from './ReportTallies';
import type { ReportQuestion } from './CostRequest';
import { countedPart } from './countedPart';
import { passesFilter, toCostFilter } from './selection';

/** A charge is within one month, as its billing period is. */
const UNITS: { readonly [G in ReportQuestion['granularity']]: CalendarUnit } = {
  total: 'month',
  hour: 'hour',
  day: 'day',
  month: 'month',
};

const isWholeDays = ({ from, to }: TimeWindow, timezone: string) =>
  [from, to].every(at => startOfLocal('day', at, timezone) === at);

/** The charges of every piece of time, one piece after the other. */
export async function* exportCharges(
  charges: CostCharges,
  question: ReportQuestion,
  isVisible: CostVisibility,
  {
    groups,
    now,
    ledger,
  }: {
    groups: GroupTree;
    now: InstantMs;
    ledger: Pick<LedgerStore, 'listClosedMonths'>;
  },
): AsyncGenerator<readonly Charge[], void> {
  const { window, granularity, timezone } = question;
  const filter = toCostFilter(question, groups);
  const counted = countedPart(window, now);
  const changed = (await ledger.listClosedMonths(counted, timezone)).filter(
    ({ isChanged }) => isChanged,
  );
  for (const period of localPeriods(counted, UNITS[granularity], timezone)) {
    const month = {
      from: startOfLocal('month', period.from, timezone),
      to: nextLocal('month', period.from, timezone),
    };
    yield await charges.read(
      period,
      month,
      dimensions =>
        passesFilter(filter, dimensions) &&
        (isVisible === null || isVisible(dimensions)),
      changed.some(({ from }) => from === month.from) &&
        isWholeDays(period, timezone)
        ? timezone
        : null,
    );
  }
}
