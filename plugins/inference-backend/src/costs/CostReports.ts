import {
  type CostLine,
  type CostReport,
  type CostSeries,
} from '@inference-portal/plugin-inference-common';
import { localPeriods, type CalendarUnit } from '../decide/cost/calendar';
import { toNumber } from '../decide/cost/fractions';
import type { GroupTree } from '../decide/groupTree';
import type {
  ClosedMonth,
  LedgerStore,
  NameStore,
  TimeWindow,
} from '../record';
import type { InstantMs } from '../types';
import { addUsage, type UsageSums } from './addUsage';
import { findCaveats, isPartlyKnown, shippedAsOf } from './caveats';
import { compareLines } from './compareLines';
import { correctLines } from './correctLines';
import { countedPart } from './countedPart';
import { isHeldKey } from './costKey';
import type { CostGroupingWithServers, ReportQuestion } from './CostRequest';
import { CostTitles } from './CostTitles';
import { LineUsage } from './LineUsage';
import { previousWindow } from './previousWindow';
import type { PriceAges } from './PriceAges';
import { type CostVisibility, ReportTallies } from './ReportTallies';
import type { ReportTally } from './ReportTally';
import { roundReport, type RoundedReport } from './roundReport';
import { toBucketSums, toCoverage } from './summaries';

const UNITS: {
  readonly [G in ReportQuestion['granularity']]: CalendarUnit | null;
} = { total: null, hour: 'hour', day: 'day', month: 'month' };

function isOfServers(
  groupBy: ReportQuestion['groupBy'],
): groupBy is CostGroupingWithServers {
  return ['owner', 'model', 'version'].includes(groupBy);
}

const iso = (instant: number) => new Date(instant).toISOString();

/** Titles by key. */
type Titles = ReadonlyMap<string, string>;

/** The most expensive first, what belongs to nobody last. */
function byCost(a: CostLine, b: CostLine): number {
  return (
    Number(isHeldKey(b.key)) - Number(isHeldKey(a.key)) ||
    (b.micros ?? -Infinity) - (a.micros ?? -Infinity) ||
    b.gpuHours - a.gpuHours ||
    (a.key < b.key ? -1 : 1)
  );
}

function toLines({ lines }: RoundedReport, titles: Titles): CostLine[] {
  return lines
    .map(
      ({ key, amount, currency, micros, countsGpuHours }): CostLine => ({
        key,
        title: titles.get(key) ?? null,
        currency,
        micros,
        gpuHours: countsGpuHours ? toNumber(amount.gpuHours()) : 0,
        unpricedGpuHours: countsGpuHours
          ? toNumber(amount.unpricedGpuHours())
          : 0,
        estimated: amount.estimated,
        gpuActivity: null,
        unitCosts: null,
        previous: null,
        told: null,
      }),
    )
    .sort(byCost);
}

/** The one total there is; null without any, and where there are several currencies. */
function onlyTotal({ totals }: RoundedReport): number | null {
  const [total = null] = totals.size === 1 ? totals.values() : [];
  return total;
}

/**
 * What the total changed by since months were closed; null without any, where nobody knows, and where there are several currencies.
 *
 * @param closed - as it was then; null when nothing changed, or nobody knows
 */
function correctionOf(
  report: RoundedReport,
  months: readonly ClosedMonth[],
  closed: RoundedReport | null,
): number | null {
  const total = onlyTotal(report);
  if (months.length === 0 || total === null) {
    return null;
  }
  if (closed === null) {
    return months.some(({ isChanged }) => isChanged) ? null : 0;
  }
  const then = onlyTotal(closed);
  return then === null && closed.totals.size > 0 ? null : total - (then ?? 0);
}

/** Answers what a window cost. */
export class CostReports {
  readonly #tallies: ReportTallies;
  readonly #titles: CostTitles;
  readonly #ages: PriceAges;
  readonly #now: () => number;
  readonly #ledger: LedgerStore;
  readonly #usage: UsageSums | undefined;
  readonly #lineUsage: LineUsage | undefined;

  constructor(options: {
    ledger: LedgerStore;
    names: NameStore;
    /** The catalog's groups as they are now. */
    groups: () => GroupTree;
    ages: PriceAges;
    /** What servers did for their money; nobody asks when it is left out. */
    usage?: UsageSums;
    now: () => number;
  }) {
    this.#tallies = new ReportTallies(options);
    this.#titles = new CostTitles(options);
    this.#ages = options.ages;
    this.#now = options.now;
    this.#ledger = options.ledger;
    this.#usage = options.usage;
    this.#lineUsage =
      options.usage &&
      new LineUsage({
        ...options,
        usage: options.usage,
        tallies: this.#tallies,
      });
  }

  /** Lines are of what is visible, and so is the total. */
  async getReport(
    question: ReportQuestion,
    isVisible: CostVisibility,
  ): Promise<CostReport> {
    const { window, timezone, groupBy, granularity, idle } = question;
    const now = this.#now() as InstantMs;
    const counted = countedPart(window, now);
    const periods = localPeriods(counted, UNITS[granularity], timezone);
    const tally = await this.#tallies.read(
      question,
      counted,
      periods,
      isVisible,
    );
    const report = roundReport(tally.sum(), idle);
    const months = await this.#ledger.listClosedMonths(counted, timezone);
    const closedTally = months.some(({ isChanged }) => isChanged)
      ? await this.#tallies.readAsClosed(
          question,
          counted,
          periods,
          isVisible,
          months,
        )
      : null;
    const closed = closedTally && roundReport(closedTally.sum(), idle);
    const previous = question.comparesPrevious
      ? await this.#readPrevious(question, counted, isVisible)
      : null;
    const titles = await this.#titles.find(groupBy, [
      ...report.lines.map(({ key }) => key),
      ...(closed?.lines ?? []).map(({ key }) => key),
      ...(previous?.report.lines ?? []).map(({ key }) => key),
    ]);
    const corrected = (known: RoundedReport, then: RoundedReport | null) =>
      then
        ? correctLines(toLines(known, titles), toLines(then, titles)).sort(
            byCost,
          )
        : toLines(known, titles);
    const priced = corrected(report, closed);
    const lines = await this.#withUsage(priced, question, counted, isVisible);
    const ages = await this.#ages.find(counted);
    const currencies = [...report.totals.keys()];
    const correction = correctionOf(report, months, closed);
    return {
      from: iso(window.from),
      to: iso(window.to),
      timezone,
      currency: currencies.length === 1 ? currencies[0] ?? null : null,
      groupBy,
      granularity,
      idle,
      total: onlyTotal(report),
      gpuHours: toNumber(tally.buckets.total().gpuHours()),
      lines: previous
        ? compareLines(lines, toLines(previous.report, titles), {
            now: tally.kinds,
            then: previous.tally.kinds,
          }).sort(byCost)
        : lines,
      series:
        granularity === 'total'
          ? []
          : periods.map((period, index): CostSeries => {
              const part = tally.periods[index];
              const rounded = part && roundReport(part, idle);
              const then = closedTally?.periods[index];
              return {
                start: iso(period.from),
                end: iso(period.to),
                lines: rounded
                  ? corrected(rounded, then ? roundReport(then, idle) : null)
                  : [],
                total: rounded ? onlyTotal(rounded) : null,
              };
            }),
      buckets: toBucketSums(tally.buckets),
      priced: toCoverage(tally.sources, ages),
      closedMonths: months.map(month => ({
        from: iso(month.from),
        to: iso(month.to),
        closedAt: iso(month.closedAt),
      })),
      correction,
      caveats: findCaveats({
        ...tally,
        correction,
        currencies,
        pricesAsOf: shippedAsOf(ages),
        previousIsPartlyKnown: previous?.isPartlyKnown ?? false,
        countedTo: counted.to < window.to ? counted.to : null,
        now,
      }),
    };
  }

  async #withUsage(
    lines: CostLine[],
    question: ReportQuestion,
    window: TimeWindow,
    isVisible: CostVisibility,
  ): Promise<CostLine[]> {
    const { groupBy, tellsUnitCosts } = question;
    if (groupBy === 'server' && this.#usage) {
      return addUsage(lines, window, this.#usage);
    }
    return tellsUnitCosts && isOfServers(groupBy) && this.#lineUsage
      ? this.#lineUsage.addTo(
          lines,
          { ...question, groupBy },
          window,
          isVisible,
        )
      : lines;
  }

  async #readPrevious(
    question: ReportQuestion,
    counted: TimeWindow,
    isVisible: CostVisibility,
  ): Promise<{
    tally: ReportTally;
    report: RoundedReport;
    isPartlyKnown: boolean;
  }> {
    const { window, timezone, idle } = question;
    const before = previousWindow(window, counted, timezone);
    const tally = await this.#tallies.read(
      question,
      before,
      [before],
      isVisible,
    );
    return {
      tally,
      report: roundReport(tally.sum(), idle),
      isPartlyKnown:
        isPartlyKnown(tally) || !(await this.#hasNodes(before.from)),
    };
  }

  /** False before the ledger begins: whoever paid for what then is not recorded. */
  async #hasNodes(at: InstantMs): Promise<boolean> {
    const { nodes } = await this.#ledger.readLedger({
      from: at,
      to: (at + 1) as InstantMs,
    });
    return nodes.length > 0;
  }
}
