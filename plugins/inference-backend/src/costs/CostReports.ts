import {
  type CostLine,
  type CostReport,
  type CostSeries,
} from '@inference-portal/plugin-inference-common';
import { localPeriods, type CalendarUnit } from '../decide/cost/calendar';
import { toNumber } from '../decide/cost/fractions';
import type { GroupTree } from '../decide/groupTree';
import type { CostDimensions } from '../decide/cost/terms';
import type { LedgerStore, NameStore, TimeWindow } from '../record';
import type { InstantMs } from '../types';
import { addUsage, type UsageSums } from './addUsage';
import { findCaveats, isPartlyKnown, shippedAsOf } from './caveats';
import { compareLines } from './compareLines';
import { countedPart } from './countedPart';
import { costKey, isHeldKey, KEY_DIMENSIONS } from './costKey';
import { CostReader } from './CostReader';
import type { CostQuestion, ReportQuestion } from './CostRequest';
import { CostTitles } from './CostTitles';
import { previousWindow } from './previousWindow';
import type { PriceAges } from './PriceAges';
import { ReportTally } from './ReportTally';
import { roundReport, type RoundedReport } from './roundReport';
import { filteredDimensions, passesFilter, toCostFilter } from './selection';
import { toBucketSums, toCoverage } from './summaries';

/** Tells whether the costs of an owner on a cluster are shown; null shows everything. */
export type CostVisibility =
  | ((place: {
      readonly owner: string | null;
      readonly cluster: string | null;
    }) => boolean)
  | null;

const UNITS: {
  readonly [G in ReportQuestion['granularity']]: CalendarUnit | null;
} = { total: null, hour: 'hour', day: 'day', month: 'month' };

/** Dimensions that every report needs beside its keys. */
const ALWAYS: readonly (keyof CostDimensions)[] = [
  'bucket',
  'idleKind',
  'priceSource',
  'estimated',
];

/** What GPU time of one kind has in common, for comparisons. */
const KINDS: readonly (keyof CostDimensions)[] = ['gpuProduct', 'capacityType'];

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
      }),
    )
    .sort(byCost);
}

/** The one total there is; null without any, and where there are several currencies. */
function onlyTotal({ totals }: RoundedReport): number | null {
  const [total = null] = totals.size === 1 ? totals.values() : [];
  return total;
}

/** Answers what a window cost. */
export class CostReports {
  readonly #reader: CostReader;
  readonly #groups: () => GroupTree;
  readonly #titles: CostTitles;
  readonly #ages: PriceAges;
  readonly #now: () => number;
  readonly #ledger: LedgerStore;
  readonly #usage: UsageSums | undefined;

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
    this.#reader = new CostReader(options);
    this.#groups = options.groups;
    this.#titles = new CostTitles(options);
    this.#ages = options.ages;
    this.#now = options.now;
    this.#ledger = options.ledger;
    this.#usage = options.usage;
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
    const tally = await this.#tally(question, counted, periods, isVisible);
    const sum = tally.sum();
    const report = roundReport(sum, idle);
    const previous = question.comparesPrevious
      ? await this.#readPrevious(question, counted, isVisible)
      : null;
    const titles = await this.#titles.find(groupBy, [
      ...report.lines.map(({ key }) => key),
      ...(previous?.report.lines ?? []).map(({ key }) => key),
    ]);
    const priced = toLines(report, titles);
    const lines =
      groupBy === 'server' && this.#usage
        ? await addUsage(priced, counted, this.#usage)
        : priced;
    const ages = await this.#ages.find(counted);
    const currencies = [...report.totals.keys()];
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
              return {
                start: iso(period.from),
                end: iso(period.to),
                lines: rounded ? toLines(rounded, titles) : [],
                total: rounded ? onlyTotal(rounded) : null,
              };
            }),
      buckets: toBucketSums(tally.buckets),
      priced: toCoverage(tally.sources, ages),
      caveats: findCaveats({
        ...tally,
        currencies,
        pricesAsOf: shippedAsOf(ages),
        previousIsPartlyKnown: previous?.isPartlyKnown ?? false,
        countedTo: counted.to < window.to ? counted.to : null,
        now,
      }),
    };
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
    const tally = await this.#tally(question, before, [before], isVisible);
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

  async #tally(
    question: ReportQuestion,
    window: TimeWindow,
    periods: readonly TimeWindow[],
    isVisible: CostVisibility,
  ): Promise<ReportTally> {
    const groups = this.#groups();
    const filter = toCostFilter(question, groups);
    const sharesIdle = question.idle !== 'separate';
    const tally = new ReportTally({
      periods: periods.length,
      keyOf: fact => costKey(question, fact, groups),
      keepsKinds: question.comparesPrevious,
    });
    const portions = this.#reader.read({
      window,
      timezone: question.timezone,
      periodStarts: periods.map(({ from }) => from),
      dimensions: neededDimensions(question, [
        ...(question.comparesPrevious ? KINDS : []),
        ...(isVisible ? (['owner', 'cluster'] as const) : []),
        ...(sharesIdle ? filteredDimensions(filter) : []),
      ]),
      // What is not shown has its share of idle time as well.
      filter: sharesIdle ? null : filter,
      needsLabels: question.groupBy === 'label',
      keepPrices: false,
    });
    for await (const facts of portions) {
      for (const fact of facts) {
        const { owner = null, cluster = null } = fact.dimensions;
        const isShown =
          (isVisible === null || isVisible({ owner, cluster })) &&
          (!sharesIdle || passesFilter(filter, fact.dimensions));
        if (isShown || sharesIdle) {
          tally.add(fact, isShown);
        }
      }
    }
    return tally;
  }
}

function neededDimensions(
  { groupBy }: Pick<CostQuestion, 'groupBy'>,
  more: readonly (keyof CostDimensions)[],
): (keyof CostDimensions)[] {
  return [...new Set([...ALWAYS, ...KEY_DIMENSIONS[groupBy], ...more])];
}
