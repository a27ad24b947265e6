import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  ModelServer,
  ReadinessCode,
  ReadinessResult,
} from '@inference-portal/plugin-inference-common';
import type { CatalogView } from '../decide/catalogView';
import { readinessRules } from '../decide/readiness/assessReadiness';
import { callerRules } from '../decide/readiness/callerRules';
import type { ReadinessFacts } from '../decide/readiness/facts';
import { memoryTrend, type MemoryTrend } from '../decide/readiness/memoryTrend';
import { MINUTE_MS, SECOND_MS } from '../durations';
import { listAllServers } from '../record';
import type { InventoryStore, RecordedSetup, UsageStore } from '../record';
import type { InstantMs } from '../types';
import { findExitPlan } from './findExitPlan';
import { findScaling, type ScalingSource } from './findScaling';
import { MemoryTrends } from './MemoryTrends';
import { readImage, readImages } from './readSpecification';
import {
  RecordedSpecifications,
  type KnownSpecification,
} from './RecordedSpecifications';

/** Servers that are read at a time; between two portions everybody else has their turn. */
const SERVERS_AT_ONCE = 100;
/**
 * What is older is computed anew, behind the back of who asks: ten seconds, so that a new server is soon there; longer where a pass takes long, so
 * that a hundredth of the time goes into passes at most.
 */
function freshFor(tookMs: number): number {
  return Math.min(MINUTE_MS, Math.max(10 * SECOND_MS, 100 * tookMs));
}
/**
 * What is older than this is not shown any more: who asks waits. It bounds for how long a server that changed hands is still counted for those
 * who could read it before.
 */
const USABLE_MS = 2 * MINUTE_MS;

const ofCaller = new Set(callerRules.map(({ code }) => code));
const sharedRules = readinessRules.filter(({ code }) => !ofCaller.has(code));
const NEVER_MEASURED = memoryTrend([]);

/** A server with the answers of the rules that do not depend on who asks. */
export interface JudgedServer {
  readonly server: ModelServer;
  readonly results: ReadonlyMap<ReadinessCode, ReadinessResult>;
}

/** All servers, judged. */
export interface JudgedFleet {
  readonly checkedAt: InstantMs;
  readonly servers: readonly JudgedServer[];
}

/**
 * Judges all servers in one pass, every ten seconds to a minute and only while somebody asks. The pass runs beside the requests: they are answered
 * with what the last one found, and only the first request after a start waits. It reads portions of a hundred servers, never one alone,
 * and specifications only of servers with a new revision. Every process does so for itself: all read the same database.
 */
export class FleetReadiness {
  readonly #inventory: Pick<
    InventoryStore,
    'listServers' | 'listSetups' | 'listSpecifications'
  >;
  readonly #specifications: RecordedSpecifications;
  readonly #trends: MemoryTrends;
  readonly #scaling: ScalingSource;
  readonly #catalog: { readonly view: CatalogView };
  readonly #logger: LoggerService;
  readonly #now: () => number;
  #last: JudgedFleet | null = null;
  #freshMs = 0;
  #pass: Promise<JudgedFleet> | null = null;

  constructor(options: {
    inventory: Pick<
      InventoryStore,
      'listServers' | 'listSetups' | 'listSpecifications'
    >;
    usage: Pick<UsageStore, 'memory'>;
    scaling: ScalingSource;
    catalog: { readonly view: CatalogView };
    logger: LoggerService;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#inventory = options.inventory;
    this.#specifications = new RecordedSpecifications(options.inventory);
    this.#trends = new MemoryTrends(options.usage);
    this.#scaling = options.scaling;
    this.#catalog = options.catalog;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /** What the last pass found; a new one is on its way when that is no longer fresh. Rejects when there is nothing to show. */
  async read(): Promise<JudgedFleet> {
    const last = this.#last;
    const age = last === null ? Infinity : this.#now() - last.checkedAt;
    if (last !== null && age < this.#freshMs) {
      return last;
    }
    const pass = this.#start();
    if (last === null || age >= USABLE_MS) {
      return pass;
    }
    pass.catch((error: unknown) => {
      this.#logger.warn(
        `Servers could not be judged anew, their readiness is that of before: ${stringifyError(
          error,
        )}`,
      );
    });
    return last;
  }

  #start(): Promise<JudgedFleet> {
    this.#pass ??= this.#judgeAll().finally(() => {
      this.#pass = null;
    });
    return this.#pass;
  }

  async #judgeAll(): Promise<JudgedFleet> {
    const checkedAt = this.#now() as InstantMs;
    const servers = await listAllServers(this.#inventory, null);
    const judged: JudgedServer[] = [];
    for (let start = 0; start < servers.length; start += SERVERS_AT_ONCE) {
      const part = servers.slice(start, start + SERVERS_AT_ONCE);
      judged.push(...(await this.#judge(part, checkedAt)));
      // Waiting for SQLite is none: it answers within the turn that asks.
      await nextTurn();
    }
    const ids = new Set(servers.map(({ id }) => id));
    this.#specifications.keepOnly(ids);
    this.#trends.keepOnly(ids);
    this.#freshMs = freshFor(this.#now() - checkedAt);
    this.#last = { checkedAt, servers: judged };
    return this.#last;
  }

  async #judge(
    servers: readonly ModelServer[],
    evaluatedAt: InstantMs,
  ): Promise<JudgedServer[]> {
    const [setups, specifications, trends] = await Promise.all([
      this.#inventory.listSetups(servers.map(({ id }) => id)),
      this.#specifications.read(servers),
      this.#trends.read(servers, evaluatedAt),
    ]);
    const judged: JudgedServer[] = [];
    for (const server of servers) {
      const setup = setups.get(server.id);
      // It ended since it was listed.
      if (setup) {
        const facts = await this.#toFacts(
          {
            server,
            setup,
            specification: specifications.get(server.id),
            memory: trends.get(server.id) ?? NEVER_MEASURED,
          },
          evaluatedAt,
        );
        const results = new Map(
          sharedRules.map(({ code, check }) => [code, check(facts).result]),
        );
        judged.push({ server, results });
      }
    }
    return judged;
  }

  async #toFacts(
    recorded: {
      readonly server: ModelServer;
      readonly setup: RecordedSetup;
      readonly specification: KnownSpecification | undefined;
      readonly memory: MemoryTrend;
    },
    evaluatedAt: InstantMs,
  ): Promise<ReadinessFacts> {
    const { server, setup, specification, memory } = recorded;
    const { reference } = setup.detail.image;
    const scaling = await this.#scaling.read(server.cluster);
    return {
      server: { ...server, ...setup.detail, pods: [] },
      evaluatedAt,
      revision: specification ? setup.revision : null,
      pod: specification?.facts.pod ?? null,
      engine: specification?.facts.engine ?? null,
      payloadLogger: specification?.facts.payloadLogger ?? null,
      image: reference === null ? null : readImage(reference),
      previous: setup.previous && {
        number: setup.previous.number,
        images: readImages(setup.previous.images),
      },
      ...findScaling(server, specification?.labels ?? null, scaling),
      exitPlan: findExitPlan(
        setup.signals,
        server.entityRef,
        this.#catalog.view,
      ),
      memory,
      // Rules that look at these are asked for every caller.
      elsewhere: null,
      clusters: 0,
      budgets: null,
    };
  }
}
