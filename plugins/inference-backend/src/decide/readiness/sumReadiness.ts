import type {
  ModelServer,
  ReadinessCode,
  ReadinessCounts,
  ReadinessResult,
  ReadinessRuleCounts,
} from '@inference-portal/plugin-inference-common';
import { readinessRules } from './assessReadiness';
import { addCounts, countResults } from './countResults';

/** What the rules say of a server, without the evidence. */
export interface ServerScore {
  readonly server: ModelServer;
  /** In the order of the scorecard. */
  readonly results: ReadonlyMap<ReadinessCode, ReadinessResult>;
  readonly counts: ReadinessCounts;
}

/** What the rules say of many servers, added up. */
export interface ReadinessSum {
  readonly servers: number;
  /** Servers of which some rule fails. */
  readonly failing: number;
  readonly counts: ReadinessCounts;
  readonly rules: ReadinessRuleCounts[];
}

/** Adds up servers, one at a time. */
export class ReadinessTally {
  readonly #rules = new Map(
    readinessRules.map(({ code, group }) => [
      code,
      { code, group, counts: countResults([]) },
    ]),
  );
  readonly #counts = countResults([]);
  #servers = 0;
  #failing = 0;

  add({ results, counts }: ServerScore): void {
    this.#servers += 1;
    this.#failing += counts.fail > 0 ? 1 : 0;
    addCounts(this.#counts, counts);
    for (const [code, result] of results) {
      const rule = this.#rules.get(code);
      if (rule) {
        addCounts(rule.counts, countResults([result]));
      }
    }
  }

  sum(): ReadinessSum {
    return {
      servers: this.#servers,
      failing: this.#failing,
      counts: this.#counts,
      rules: [...this.#rules.values()],
    };
  }
}

/** Names the rules that answer so, in the order of the scorecard. */
export function rulesThat(
  { results }: Pick<ServerScore, 'results'>,
  wanted: ReadinessResult,
): ReadinessCode[] {
  return [...results].flatMap(([code, result]) =>
    result === wanted ? [code] : [],
  );
}

/** Where a server stands among the worst: failures first, then what nobody knows; names and ids decide ties. */
export type ReadinessRank = readonly [
  fail: number,
  unknown: number,
  name: string,
  id: string,
];

/** The rank of a server. */
export function rankOf({ server, counts }: ServerScore): ReadinessRank {
  return [counts.fail, counts.unknown, server.name, server.id];
}

/** Negative when `a` is worse, and so stands before `b`. */
export function compareRanks(a: ReadinessRank, b: ReadinessRank): number {
  const [aFail, aUnknown, ...aNames] = a;
  const [bFail, bUnknown, ...bNames] = b;
  if (aFail !== bFail || aUnknown !== bUnknown) {
    return bFail - aFail || bUnknown - aUnknown;
  }
  // By code units, so that pages are cut at the same place whatever the locale.
  const [aName, aId] = aNames;
  const [bName, bId] = bNames;
  if (aName !== bName) {
    return aName < bName ? -1 : 1;
  }
  if (aId === bId) {
    return 0;
  }
  return aId < bId ? -1 : 1;
}
