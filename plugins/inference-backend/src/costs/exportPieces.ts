import type { CostSeries } from '@inference-portal/plugin-inference-common';
import { localPeriods, type CalendarUnit } from '../decide/cost/calendar';
import type { TimeWindow } from '../record';
import type { CostReports } from './CostReports';
import type { ReportQuestion } from './CostRequest';
import type { CostVisibility } from './ReportTallies';

/** What is computed at once: enough for few questions, little enough for flat memory. */
const PORTIONS: {
  readonly [G in ReportQuestion['granularity']]: CalendarUnit | null;
} = { total: null, hour: 'day', day: 'month', month: 'month' };

/** A report's pieces of time with their lines, one after the other, however long the window is. */
export async function* exportPieces(
  reports: CostReports,
  question: ReportQuestion,
  isVisible: CostVisibility,
): AsyncGenerator<CostSeries, void> {
  const { window, granularity, timezone } = question;
  const portions: readonly TimeWindow[] = localPeriods(
    window,
    PORTIONS[granularity],
    timezone,
  );
  for (const portion of portions) {
    const report = await reports.getReport(
      {
        ...question,
        window: portion,
        comparesPrevious: false,
        tellsUnitCosts: false,
      },
      isVisible,
    );
    if (granularity === 'total') {
      const { from, to, lines, total } = report;
      yield { start: from, end: to, lines, total };
    } else {
      yield* report.series;
    }
  }
}
