import { CostTally } from '../decide/cost/CostTally';
import type { CostDimensions } from '../decide/cost/terms';
import type { GroupTree } from '../decide/groupTree';
import type { ClosedMonth, LedgerStore, TimeWindow } from '../record';
import { costKey, KEY_DIMENSIONS } from './costKey';
import { type CostFact, type CostRead, CostReader } from './CostReader';
import type { CostQuestion, ReportQuestion } from './CostRequest';
import { ReportTally } from './ReportTally';
import {
  filteredDimensions,
  isHeldBucket,
  passesFilter,
  toCostFilter,
} from './selection';

/** Tells whether the costs of an owner on a cluster are shown; null shows everything. */
export type CostVisibility =
  | ((place: {
      readonly owner: string | null;
      readonly cluster: string | null;
    }) => boolean)
  | null;

/** Dimensions that every report needs beside its keys. */
const ALWAYS: readonly (keyof CostDimensions)[] = [
  'bucket',
  'idleKind',
  'priceSource',
  'estimated',
];

/** What GPU time of one kind has in common, for comparisons. */
const KINDS: readonly (keyof CostDimensions)[] = ['gpuProduct', 'capacityType'];

/** Reads what a report needs and adds it up. */
export class ReportTallies {
  readonly #reader: CostReader;
  readonly #groups: () => GroupTree;

  constructor(options: { ledger: LedgerStore; groups: () => GroupTree }) {
    this.#reader = new CostReader(options);
    this.#groups = options.groups;
  }

  /** As it is known now. */
  async read(
    question: ReportQuestion,
    window: TimeWindow,
    periods: readonly TimeWindow[],
    isVisible: CostVisibility,
  ): Promise<ReportTally> {
    const query = this.#queryOf(question, window, periods, isVisible);
    return this.#addUp(this.#reader.read(query), question, periods, isVisible);
  }

  /** As it was when months were closed; null where nobody knows. */
  async readAsClosed(
    question: ReportQuestion,
    window: TimeWindow,
    periods: readonly TimeWindow[],
    isVisible: CostVisibility,
    months: readonly ClosedMonth[],
  ): Promise<ReportTally | null> {
    const query = this.#queryOf(question, window, periods, isVisible);
    const portions = this.#reader.readAsClosed(query, months);
    if (portions === null) {
      return null;
    }
    const tally = await this.#addUp(portions, question, periods, isVisible);
    tally.dropZeros();
    return tally;
  }

  /** What each server costs within each line, under the empty id what no server holds; of what is visible. */
  async readServers(
    question: ReportQuestion,
    window: TimeWindow,
    isVisible: CostVisibility,
  ): Promise<ReadonlyMap<string, CostTally>> {
    const groups = this.#groups();
    const portions = this.#reader.read({
      window,
      timezone: question.timezone,
      periodStarts: [window.from],
      dimensions: neededDimensions(question, ['serverId', 'owner', 'cluster']),
      filter: toCostFilter(question, groups),
      needsLabels: false,
      keepPrices: false,
    });
    const lines = new Map<string, CostTally>();
    for await (const facts of portions) {
      for (const fact of facts) {
        const { bucket, owner = null, cluster = null } = fact.dimensions;
        if (
          isHeldBucket(bucket) &&
          (isVisible === null || isVisible({ owner, cluster }))
        ) {
          const key = costKey(question, fact, groups);
          const tally = lines.get(key) ?? new CostTally();
          tally.add(fact.dimensions.serverId ?? '', fact.term, false);
          lines.set(key, tally);
        }
      }
    }
    return lines;
  }

  #queryOf(
    question: ReportQuestion,
    window: TimeWindow,
    periods: readonly TimeWindow[],
    isVisible: CostVisibility,
  ): CostRead {
    const filter = toCostFilter(question, this.#groups());
    const sharesIdle = question.idle !== 'separate';
    return {
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
    };
  }

  async #addUp(
    portions: AsyncIterable<Iterable<CostFact>>,
    question: ReportQuestion,
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
