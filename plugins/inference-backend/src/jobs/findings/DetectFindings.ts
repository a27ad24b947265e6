import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { FindingStakes } from '@inference-portal/plugin-inference-common';
import { findOutages, type Outage } from '../../decide/findings/findOutages';
import {
  describeUnreadPast,
  findUnreadPasts,
} from '../../decide/findings/findUnreadPasts';
import { LOAD_DAYS, measureLoad } from '../../decide/findings/measureLoad';
import { measureStakes, NO_STAKES } from '../../decide/findings/measureStakes';
import {
  planFindings,
  SAME_FINDING_DAYS,
  type JudgedServer,
} from '../../decide/findings/planFindings';
import { detect } from '../../decide/zombies/detect';
import {
  type ActivityHistory,
  type ServerLoad,
} from '../../decide/zombies/history';
import { DAY_MS, HOUR_MS } from '../../durations';
import type {
  DetectionRunStore,
  FindingStore,
  LedgerStore,
  TroubleStore,
} from '../../record';
import { parseUsageSource } from '../../record/usage/usageSource';
import type { UsageStore } from '../../record/usage/UsageStore';
import type { InstantMs } from '../../types';
import {
  isWanted,
  type GatheredServer,
  type ServerGatherer,
} from './ServerGatherer';

/** Days that the detector sees by the hour. */
const HISTORY_DAYS = 100;
/** How far back the last sample of a cluster is looked for. */
const PROBE_MS = 2 * DAY_MS;
/** Servers between which requests get their turn: SQLite answers without leaving the event loop. */
const SERVERS_PER_TURN = 50;

type JudgedUsage = Pick<UsageStore, 'histories' | 'listHours' | 'listSources'>;

/** What a detection did. */
export interface DetectionReport {
  readonly servers: number;
  readonly judged: number;
  readonly changes: number;
  readonly outages: readonly Outage[];
  /** Clusters whose past is still being read. */
  readonly unread: readonly string[];
}

function endOfSamples({ start, ...series }: ActivityHistory): InstantMs | null {
  const { requests, gpuActivityMax, networkBytesPerSecond } = series;
  const signals = [requests, gpuActivityMax, networkBytesPerSecond];
  for (let slot = requests.length - 1; slot >= 0; slot -= 1) {
    if (signals.some(signal => !Number.isNaN(signal[slot] ?? NaN))) {
      return (start + (slot + 1) * HOUR_MS) as InstantMs;
    }
  }
  return null;
}

/** Looks at all servers, and opens, follows and ends findings. Doing it twice, or on two replicas at once, converges to the same findings. */
export class DetectFindings {
  readonly #gatherer: ServerGatherer;
  readonly #usage: JudgedUsage;
  readonly #ledger: Pick<LedgerStore, 'readLedger'>;
  readonly #findings: FindingStore;
  readonly #runs: DetectionRunStore;
  readonly #troubles: TroubleStore;
  readonly #logger: LoggerService;
  readonly #now: () => number;

  constructor(options: {
    gatherer: ServerGatherer;
    usage: JudgedUsage;
    ledger: Pick<LedgerStore, 'readLedger'>;
    findings: FindingStore;
    runs: DetectionRunStore;
    troubles: TroubleStore;
    logger: LoggerService;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#gatherer = options.gatherer;
    this.#usage = options.usage;
    this.#ledger = options.ledger;
    this.#findings = options.findings;
    this.#runs = options.runs;
    this.#troubles = options.troubles;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /** Nothing is written when `signal` aborts before everything was looked at. */
  async run(signal?: AbortSignal): Promise<DetectionReport | null> {
    const now = this.#now() as InstantMs;
    const servers = await this.#gatherer.gather(
      await this.#troubles.readAll(),
      now,
    );
    const lastSamples = await this.#findLastSamples(servers, now);
    const before = await this.#runs.findLast();
    const outages = findOutages(lastSamples, {
      now,
      before: before?.paused ?? [],
    });
    const paused = new Set(outages.map(({ cluster }) => cluster));
    const isPaused = (id: string) =>
      paused.has(servers.get(id)?.server.cluster ?? '');
    const pasts = (await this.#usage.listSources()).flatMap(one => {
      const name = parseUsageSource(one.source);
      return name ? [{ ...one, cluster: name.cluster }] : [];
    });
    const unread = findUnreadPasts(pasts, {
      before: new Map(
        before?.completeFrom.map(({ source, at }) => [source, at]),
      ),
      oldest: (now - (HISTORY_DAYS - 1) * DAY_MS) as InstantMs,
    });
    const judged = await this.#judge(servers, {
      now,
      unread,
      isPaused,
      lastSamples,
      signal,
    });
    if (signal?.aborted) {
      return null;
    }
    const known = await this.#findings.listRecent(
      (now - SAME_FINDING_DAYS * DAY_MS) as InstantMs,
    );
    const changes = planFindings({
      known,
      judged,
      present: new Set(servers.keys()),
      isPaused,
      now,
    });
    await this.#findings.applyChanges(changes, now);
    await this.#troubles.replaceAll(
      [...servers.values()].map(({ trouble }) => trouble),
    );
    await this.#runs.save({
      ranAt: now,
      paused: [
        ...outages.map(outage => ({ kind: 'outage' as const, ...outage })),
        ...[...unread].map(([cluster, from]) => ({
          kind: 'past' as const,
          cluster,
          since: null,
          readBackTo: from,
          message: describeUnreadPast(cluster, from),
        })),
      ],
      completeFrom: pasts.map(({ source, completeFrom }) => ({
        source,
        at: completeFrom,
      })),
    });
    return {
      servers: servers.size,
      judged: judged.size,
      changes: changes.length,
      outages,
      unread: [...unread.keys()],
    };
  }

  /** By cluster. One look at the last days is cheap, and tells until when the long histories are complete. */
  async #findLastSamples(
    servers: ReadonlyMap<string, GatheredServer>,
    now: InstantMs,
  ): Promise<Map<string, InstantMs | null>> {
    const to = (Math.floor(now / HOUR_MS) * HOUR_MS) as InstantMs;
    const ends = new Map<string, InstantMs | null>();
    const ids = [...servers].flatMap(([id, { server }]) =>
      isWanted(server) ? [id] : [],
    );
    const from = (to - PROBE_MS) as InstantMs;
    for await (const one of this.#usage.histories(ids, from, to)) {
      const cluster = servers.get(one.serverId)?.server.cluster;
      if (cluster !== undefined) {
        const end = endOfSamples(one.history);
        const latest = ends.get(cluster) ?? null;
        ends.set(
          cluster,
          latest !== null && (end === null || end < latest) ? latest : end,
        );
      }
    }
    return ends;
  }

  async #judge(
    servers: ReadonlyMap<string, GatheredServer>,
    options: {
      now: InstantMs;
      isPaused: (id: string) => boolean;
      unread: ReadonlyMap<string, InstantMs>;
      lastSamples: ReadonlyMap<string, InstantMs | null>;
      signal?: AbortSignal;
    },
  ): Promise<Map<string, JudgedServer>> {
    const { now, isPaused, unread, lastSamples, signal } = options;
    const stakes = await this.#measureStakes(now);
    const judged = new Map<string, JudgedServer>();
    const stakesOf = (id: string) => stakes.get(id) ?? NO_STAKES;
    const wanted: string[] = [];
    for (const [id, { server }] of servers) {
      if (!isWanted(server)) {
        judged.set(id, { id, verdict: null, stakes: NO_STAKES });
      } else if (!isPaused(id)) {
        wanted.push(id);
      }
    }
    const to = (Math.floor(now / HOUR_MS) * HOUR_MS) as InstantMs;
    const from = (to - HISTORY_DAYS * DAY_MS) as InstantMs;
    let count = 0;
    for await (const one of this.#usage.histories(wanted, from, to)) {
      const { serverId: id, history, earlierActivity } = one;
      const gathered = servers.get(id);
      if (signal?.aborted) {
        return judged;
      }
      if (gathered) {
        try {
          const load = await this.#readLoad(gathered, to);
          const facts = { ...gathered.facts, earlierActivity, load };
          const evaluatedAt = lastSamples.get(gathered.server.cluster) ?? to;
          const verdict = detect(history, facts, evaluatedAt);
          const readFrom = unread.get(gathered.server.cluster) ?? -Infinity;
          // Nobody can say that there was no use in hours that nobody has read yet.
          if (verdict.since === null || verdict.since >= readFrom) {
            judged.set(id, { id, verdict, stakes: stakesOf(id) });
          }
        } catch (error) {
          this.#logger.warn(
            `Nobody can tell whether model server ${id} is used, the next detection tries again: ${stringifyError(
              error,
            )}`,
          );
        }
      }
      count += 1;
      if (count % SERVERS_PER_TURN === 0) {
        await nextTurn();
      }
    }
    return judged;
  }

  /** Of servers that could do with fewer replicas; reading it of all would take longer than everything else. */
  async #readLoad(
    { server, facts }: GatheredServer,
    to: InstantMs,
  ): Promise<ServerLoad | null> {
    const replicas = server.replicas.ready ?? server.replicas.desired ?? 0;
    if (replicas < 1 || (replicas < 2 && facts.duplicateOf === null)) {
      return null;
    }
    const from = (to - LOAD_DAYS * DAY_MS) as InstantMs;
    return measureLoad(
      await this.#usage.listHours(server.id, from, to),
      replicas,
    );
  }

  async #measureStakes(
    now: InstantMs,
  ): Promise<ReadonlyMap<string, FindingStakes>> {
    try {
      const window = { from: (now - HOUR_MS) as InstantMs, to: now };
      return measureStakes(await this.#ledger.readLedger(window), now);
    } catch (error) {
      this.#logger.warn(
        `Nobody can tell what servers cost, findings are without money until the next detection: ${stringifyError(
          error,
        )}`,
      );
      return new Map();
    }
  }
}
