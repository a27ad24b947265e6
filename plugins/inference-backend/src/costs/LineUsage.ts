import type { CostLine } from '@inference-portal/plugin-inference-common';
import { CostTally } from '../decide/cost/CostTally';
import { toNumber, ZERO } from '../decide/cost/fractions';
import { lineUnitCosts, type HolderUsage } from '../decide/cost/lineUnitCosts';
import type { GroupTree } from '../decide/groupTree';
import { HOUR_MS } from '../durations';
import type { LedgerStore, TimeWindow, UsageFigures } from '../record';
import type { InstantMs } from '../types';
import type { UsageSums } from './addUsage';
import { costKey } from './costKey';
import type { CostGroupingWithServers, ReportQuestion } from './CostRequest';
import type { CostVisibility, ReportTallies } from './ReportTallies';

/** Servers whose lines changed meanwhile and that are told apart by time; the lines of more have no unit costs. */
const SPLIT_AT_MOST = 300;

/** A stretch that is shorter than this holds no full hour of usage. */
const LEAST_MS = 2 * HOUR_MS;

/** A stretch of a server's time that belongs to one line. */
interface Stretch extends TimeWindow {
  readonly server: string;
}

/** Puts what servers did beside the lines that stand for several of them: owners, models and versions. */
export class LineUsage {
  readonly #ledger: Pick<LedgerStore, 'readOwnership'>;
  readonly #tallies: ReportTallies;
  readonly #groups: () => GroupTree;
  readonly #usage: UsageSums;

  constructor(options: {
    ledger: Pick<LedgerStore, 'readOwnership'>;
    tallies: ReportTallies;
    /** The catalog's groups as they are now. */
    groups: () => GroupTree;
    usage: UsageSums;
  }) {
    this.#ledger = options.ledger;
    this.#tallies = options.tallies;
    this.#groups = options.groups;
    this.#usage = options.usage;
  }

  /** The lines with the usage and unit costs of their servers; null stays where metrics tell nothing, or too little. */
  async addTo(
    lines: readonly CostLine[],
    question: ReportQuestion & { groupBy: CostGroupingWithServers },
    window: TimeWindow,
    isVisible: CostVisibility,
  ): Promise<CostLine[]> {
    const servers = await this.#tallies.readServers(
      question,
      window,
      isVisible,
    );
    const keys = new Map<string, string[]>();
    for (const [key, tally] of servers) {
      for (const [server] of tally.entries()) {
        if (server !== '') {
          keys.set(server, [...(keys.get(server) ?? []), key]);
        }
      }
    }
    const figures = await this.#readFigures(question, keys, window);
    return lines.map(line => {
      const tally = servers.get(line.key);
      if (!tally || line.currency === null) {
        return line;
      }
      const holders = holdersOf(tally, line.currency, server =>
        figures.get(JSON.stringify([line.key, server])),
      );
      return { ...line, ...lineUnitCosts(line.micros, holders) };
    });
  }

  /** What each server did for each line; nothing of those of which nobody can tell. */
  async #readFigures(
    question: ReportQuestion,
    keys: ReadonlyMap<string, readonly string[]>,
    window: TimeWindow,
  ): Promise<Map<string, readonly UsageFigures[]>> {
    const figures = new Map<string, UsageFigures[]>();
    const put = (key: string, server: string, served: UsageFigures) => {
      const name = JSON.stringify([key, server]);
      figures.set(name, [...(figures.get(name) ?? []), served]);
    };
    const always = [...keys].filter(([, own]) => own.length === 1);
    const sums = await this.#usage.sums(
      always.map(([server]) => server),
      window.from,
      window.to,
    );
    for (const [server, [key = '']] of always) {
      const served = sums.get(server);
      if (served) put(key, server, served);
    }
    const changed = [...keys].filter(([, own]) => own.length > 1);
    if (changed.length > 0 && changed.length <= SPLIT_AT_MOST) {
      const ids = changed.map(([server]) => server);
      for (const [key, stretch] of await this.#split(question, ids, window)) {
        const { server, from, to } = stretch;
        const served = (await this.#usage.sums([server], from, to)).get(server);
        if (served) put(key, server, served);
      }
    }
    return figures;
  }

  /** The time of servers by the line that it belongs to. */
  async #split(
    question: ReportQuestion,
    servers: readonly string[],
    window: TimeWindow,
  ): Promise<[key: string, stretch: Stretch][]> {
    const groups = this.#groups();
    const ownership = await this.#ledger.readOwnership(window, servers);
    return ownership
      .map(
        ({ subject, from, to, owner, model, version }): [string, Stretch] => [
          costKey(
            question,
            {
              dimensions: {
                bucket: owner === null ? 'unallocated' : 'owned',
                owner,
                model,
                version,
                serverId: subject,
              },
              labels: null,
            },
            groups,
          ),
          {
            server: subject,
            from: Math.max(from, window.from) as InstantMs,
            to: Math.min(to ?? window.to, window.to) as InstantMs,
          },
        ],
      )
      .filter(([, { from, to }]) => to - from >= LEAST_MS);
  }
}

function holdersOf(
  tally: CostTally,
  currency: string,
  figuresOf: (server: string) => readonly UsageFigures[] | undefined,
): HolderUsage[] {
  return tally.entries().map(([server, amount]) => ({
    micros: amount.micros(currency) ?? ZERO,
    gpuHours: toNumber(amount.gpuHours()),
    figures: figuresOf(server) ?? [],
  }));
}
