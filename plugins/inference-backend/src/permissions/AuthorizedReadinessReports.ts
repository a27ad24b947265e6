import { NotAllowedError } from '@backstage/errors';
import type {
  ModelServer,
  Page,
  ReadinessCode,
  ReadinessReport,
  ReadinessResult,
  ReadinessScores,
  ReadinessServer,
  ReadinessTeam,
} from '@inference-portal/plugin-inference-common';
import type { GroupTree } from '../decide/groupTree';
import { readinessRules } from '../decide/readiness/assessReadiness';
import { callerRules } from '../decide/readiness/callerRules';
import { countResults } from '../decide/readiness/countResults';
import { prepareElsewhere } from '../decide/readiness/findElsewhere';
import {
  compareRanks,
  rankOf,
  ReadinessTally,
  rulesThat,
  type ReadinessRank,
  type ServerScore,
} from '../decide/readiness/sumReadiness';
import type { FleetReadiness, JudgedServer } from '../readiness/FleetReadiness';
import { decodeCursor, encodeCursor } from '../record/database/cursor';
import { instantToText } from '../record/database/codec';
import type { AuthorizedInventory, OnBehalfOf } from './AuthorizedInventory';
import type { AuthorizedBudgets } from './costs/AuthorizedBudgets';

/** Which servers somebody asks about. */
export interface ReadinessSelection {
  /** Null in the list is who owns nothing; null instead of it lets all through. */
  readonly owners: readonly (string | null)[] | null;
  readonly clusters: readonly string[] | null;
  /** Depth of the catalog's groups, as costs have it: 0 leaves owners as they are. */
  readonly rollUp: number;
}

/** Which servers somebody wants listed. */
export interface ReadinessListing extends ReadinessSelection {
  readonly rule: ReadinessCode | null;
  readonly result: ReadinessResult | null;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** What the rules say of one server, for one caller. */
function toScore(
  { server, results }: JudgedServer,
  ofCaller: ReadonlyMap<ReadinessCode, ReadinessResult>,
): ServerScore {
  const all = new Map(
    readinessRules.flatMap(({ code }) => {
      const result = ofCaller.get(code) ?? results.get(code);
      return result === undefined ? [] : [[code, result] as const];
    }),
  );
  return { server, results: all, counts: countResults(all.values()) };
}

function isWanted(
  score: ServerScore,
  { rule, result }: Pick<ReadinessListing, 'rule' | 'result'>,
): boolean {
  if (rule !== null) {
    return score.results.get(rule) === (result ?? 'fail');
  }
  return result === null || [...score.results.values()].includes(result);
}

function toItem(score: ServerScore): ReadinessServer {
  const { id, name, namespace, cluster, model, entityRef, owner } =
    score.server;
  return {
    server: { id, name, namespace, cluster, model: model.id, entityRef },
    owner: owner.ref,
    counts: score.counts,
    fail: rulesThat(score, 'fail'),
    unknown: rulesThat(score, 'unknown'),
  };
}

/** How ready for production servers are, by their teams and one by one, as far as the caller may read them. */
export class AuthorizedReadinessReports {
  readonly #servers: Pick<AuthorizedInventory, 'requireReadCheck'>;
  readonly #fleet: Pick<FleetReadiness, 'read'>;
  readonly #budgets: Pick<AuthorizedBudgets, 'prepareCovering'>;
  readonly #groups: () => GroupTree;

  constructor(options: {
    servers: Pick<AuthorizedInventory, 'requireReadCheck'>;
    /** All servers, judged but for what depends on who asks. */
    fleet: Pick<FleetReadiness, 'read'>;
    budgets: Pick<AuthorizedBudgets, 'prepareCovering'>;
    /** The catalog's groups as they are now. */
    groups: () => GroupTree;
  }) {
    this.#servers = options.servers;
    this.#fleet = options.fleet;
    this.#budgets = options.budgets;
    this.#groups = options.groups;
  }

  /** Sums by owner, those with the most rules that fail first. Throws `NotAllowedError` when the caller may read no server. */
  async getReport(
    selection: ReadinessSelection,
    onBehalfOf: OnBehalfOf,
  ): Promise<ReadinessReport> {
    const { checkedAt, scores } = await this.#score(
      this.#selector(selection),
      onBehalfOf,
    );
    const groups = this.#groups();
    const whole = new ReadinessTally();
    const teams = new Map<string | null, ReadinessTally>();
    for (const score of scores) {
      const { ref } = score.server.owner;
      const key = ref === null ? null : groups.rollUp(ref, selection.rollUp);
      const team = teams.get(key) ?? new ReadinessTally();
      teams.set(key, team);
      team.add(score);
      whole.add(score);
    }
    const items = [...teams].map(
      ([owner, team]): ReadinessTeam => ({
        owner,
        title: owner === null ? null : groups.titleOf(owner),
        ...team.sum(),
      }),
    );
    items.sort(
      (a, b) =>
        b.counts.fail - a.counts.fail ||
        ((a.owner ?? '') < (b.owner ?? '') ? -1 : 1),
    );
    return { checkedAt, ...whole.sum(), items };
  }

  /** Servers one by one, the worst first. Throws `NotAllowedError` when the caller may read none, `InputError` for a wrong cursor. */
  async listServers(
    listing: ReadinessListing,
    onBehalfOf: OnBehalfOf,
  ): Promise<Page<ReadinessServer>> {
    const after =
      listing.cursor === undefined
        ? null
        : decodeCursor<[number, number, string, string]>(listing.cursor, [
            'number',
            'number',
            'string',
            'string',
          ]);
    const { scores } = await this.#score(this.#selector(listing), onBehalfOf);
    const ranked: { rank: ReadinessRank; score: ServerScore }[] = [];
    for (const score of scores) {
      const rank = rankOf(score);
      const isAfter = after === null || compareRanks(rank, after) > 0;
      if (isAfter && isWanted(score, listing)) {
        ranked.push({ rank, score });
      }
    }
    ranked.sort((a, b) => compareRanks(a.rank, b.rank));
    const page = ranked.slice(0, listing.limit);
    const items = page.map(({ score }) => toItem(score));
    const last = page.at(-1);
    return ranked.length > page.length && last
      ? { items, nextCursor: encodeCursor(last.rank) }
      : { items };
  }

  /** How many rules servers pass, of all of them or of those named. Throws `NotAllowedError` when the caller may read none. */
  async getScores(
    servers: readonly string[] | null,
    onBehalfOf: OnBehalfOf,
  ): Promise<ReadinessScores> {
    const wanted = servers && new Set(servers);
    const { checkedAt, scores } = await this.#score(
      ({ id }) => wanted === null || wanted.has(id),
      onBehalfOf,
    );
    return {
      checkedAt,
      items: scores.map(({ server, counts }) => ({
        serverId: server.id,
        counts,
      })),
    };
  }

  /** The selected servers that the caller may read, with all rules answered for this caller. */
  async #score(
    isSelected: (server: ModelServer) => boolean,
    onBehalfOf: OnBehalfOf,
  ): Promise<{ checkedAt: string; scores: ServerScore[] }> {
    const mayRead = await this.#servers.requireReadCheck(onBehalfOf);
    const [fleet, findBudgets] = await Promise.all([
      this.#fleet.read(),
      this.#prepareBudgets(onBehalfOf),
    ]);
    const readable = fleet.servers.filter(({ server }) => mayRead(server));
    const findElsewhere = prepareElsewhere(
      readable.map(({ server }) => server),
    );
    const clusters = new Set(readable.map(({ server }) => server.cluster)).size;
    const scores = readable
      .filter(({ server }) => isSelected(server))
      .map(judged => {
        const { server } = judged;
        const { registration } = server;
        const facts = {
          server,
          clusters,
          elsewhere: findElsewhere(server),
          budgets:
            findBudgets &&
            findBudgets({
              owner: server.owner.ref,
              model:
                registration &&
                `${registration.namespace}/${registration.name}`,
            }),
        };
        return toScore(
          judged,
          new Map(
            callerRules.map(({ code, check }) => [code, check(facts).result]),
          ),
        );
      });
    return { checkedAt: instantToText(fleet.checkedAt), scores };
  }

  /** Null when the caller may read no budgets. */
  async #prepareBudgets({ credentials }: OnBehalfOf) {
    try {
      return await this.#budgets.prepareCovering(credentials);
    } catch (error) {
      if (error instanceof NotAllowedError) {
        return null;
      }
      throw error;
    }
  }

  #selector({ owners, clusters, rollUp }: ReadinessSelection) {
    const groups = this.#groups();
    const wanted =
      owners &&
      new Set(
        owners.flatMap((owner): readonly (string | null)[] =>
          owner === null || rollUp === 0 ? [owner] : groups.within(owner),
        ),
      );
    return ({ owner, cluster }: ModelServer) =>
      (wanted === null || wanted.has(owner.ref)) &&
      (clusters === null || clusters.includes(cluster));
  }
}
