import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { NodeInterval, UnobservedSpan } from '../../decide/cost/ledger';
import { LEDGER_LABELS } from '../../observe/clusters/ledger/readLedgerNode';
import type { MigMeasure } from '../../observe/clusters/servers/gpuProduct';
import {
  KubeStateReader,
  type StateClient,
} from '../../observe/metrics/kubeState/KubeStateReader';
import {
  type KubeStateNode,
  readKubeState,
} from '../../observe/metrics/kubeState/readKubeState';
import type { PrometheusSource } from '../../observe/metrics/PrometheusConfig';
import type { TimeInterval } from '../../observe/metrics/rangeWindow';
import type { InventoryStore } from '../../record';
import type { LedgerStore } from '../../record/ledger/LedgerStore';
import type { InstantMs } from '../../types';
import { estimateIntervals } from './estimateIntervals';
import { PodServers } from './PodServers';

const DAY_MS = 86_400_000;
const PAGE_SIZE = 500;
/** Metrics come in late by so much; until then a gap is not looked at. */
const SETTLE_MS = 5 * 60_000;
/** Shorter stretches are edges of scrapes. */
const SHORTEST_MS = 1_000;

/** A Prometheus to read the past from. */
export interface BackfillSource {
  readonly source: Pick<PrometheusSource, 'name' | 'clusters' | 'clusterLabel'>;
  readonly client: StateClient;
}

/** What {@link createBackfillLedger} works with. */
export interface BackfillOptions {
  /** Names of all clusters that are observed. */
  readonly clusters: readonly string[];
  readonly sources: readonly BackfillSource[];
  readonly ledger: Pick<LedgerStore, 'readLedger' | 'addEstimates'>;
  readonly inventory: Pick<InventoryStore, 'listServers'>;
  readonly migMeasure: MigMeasure;
  /** How far back unobserved stretches are filled. */
  readonly backfillMs: number;
  readonly logger: LoggerService;
  readonly now: () => InstantMs;
}

/** Matcher of a cluster's series; '' where a Prometheus has no other cluster. */
function matcherOf(
  { clusters, clusterLabel = 'cluster' }: BackfillSource['source'],
  cluster: string,
  all: readonly string[],
): string {
  return (clusters ?? all).length <= 1
    ? ''
    : `${clusterLabel}=${JSON.stringify(cluster)}`;
}

/** Pieces of at most a day, the newest first: what is looked at most is there first. */
function piecesOf(span: TimeInterval): readonly TimeInterval[] {
  const pieces: TimeInterval[] = [];
  let end = span.end;
  while (end > span.start) {
    const midnight = Math.floor((end - 1) / DAY_MS) * DAY_MS;
    const start = Math.max(midnight, span.start) as InstantMs;
    pieces.push({ start, end });
    end = start;
  }
  return pieces;
}

async function listServers(
  inventory: BackfillOptions['inventory'],
  cluster: string,
): Promise<readonly ModelServer[]> {
  const servers: ModelServer[] = [];
  let cursor: string | undefined;
  do {
    const page = await inventory.listServers({
      filter: { kind: 'cluster', anyOf: [cluster] },
      limit: PAGE_SIZE,
      cursor,
    });
    servers.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return servers;
}

/** Fills the unobserved stretches of one cluster; answers how many milliseconds were filled. */
class ClusterBackfill {
  readonly #options: BackfillOptions;
  readonly #cluster: string;
  readonly #reader: KubeStateReader;
  readonly #signal: AbortSignal;

  constructor(
    options: BackfillOptions,
    cluster: string,
    { source, client }: BackfillSource,
    signal: AbortSignal,
  ) {
    this.#options = options;
    this.#cluster = cluster;
    this.#signal = signal;
    this.#reader = new KubeStateReader({
      client,
      matcher: matcherOf(source, cluster, options.clusters),
    });
  }

  async fill(spans: readonly TimeInterval[]): Promise<number> {
    const { ledger, inventory, now, migMeasure } = this.#options;
    const pods = new PodServers({
      servers: await listServers(inventory, this.#cluster),
      observed: (
        await ledger.readLedger({ from: now(), to: (now() + 1) as InstantMs }, [
          this.#cluster,
        ])
      ).allocations,
    });
    const findObserved = await this.#findObserved();
    let filled = 0;
    for (const piece of spans.flatMap(piecesOf)) {
      for (const window of await this.#reader.covered(piece, this.#signal)) {
        if (window.end - window.start >= SHORTEST_MS) {
          const state = await readKubeState(this.#reader, window, {
            labelNames: LEDGER_LABELS,
            signal: this.#signal,
          });
          const estimates = estimateIntervals(state, {
            cluster: this.#cluster,
            migMeasure,
            findObserved,
            findServerId: hold => pods.find(hold),
          });
          await ledger.addEstimates({
            cluster: this.#cluster,
            window: { from: window.start, to: window.end },
            ...estimates,
          });
          filled += window.end - window.start;
        }
      }
      if (this.#signal.aborted) {
        break;
      }
    }
    return filled;
  }

  /** A machine of today is the one of the past when both were created at the same instant under the same name. */
  async #findObserved(): Promise<
    (node: KubeStateNode) => NodeInterval | undefined
  > {
    const { ledger, now } = this.#options;
    const at = now();
    const { nodes } = await ledger.readLedger(
      { from: at, to: (at + 1) as InstantMs },
      [this.#cluster],
    );
    const observed = new Map(
      nodes
        .filter(({ quality }) => quality === 'observed')
        .map(node => [node.name, node]),
    );
    const today = new Map(
      (
        await this.#reader.lastIn(
          { start: (at - SETTLE_MS) as InstantMs, end: at },
          'kube_node_created',
          this.#signal,
        )
      ).map(({ labels, value }) => [labels.node, (value ?? 0) * 1000]),
    );
    return node =>
      today.get(node.name) === node.createdAt
        ? observed.get(node.name)
        : undefined;
  }
}

/**
 * Makes the task that fills stretches in which nobody watched from kube-state-metrics, day by day and the newest first. What was filled is
 * not looked at again; a day that failed, or of which Prometheus has nothing, stays unobserved and is tried again with the next run.
 */
export function createBackfillLedger(
  options: BackfillOptions,
): (signal: AbortSignal) => Promise<void> {
  const { clusters, sources, ledger, backfillMs, logger, now } = options;
  const tried = new Map<string, string>();
  return async signal => {
    const end = (now() - SETTLE_MS) as InstantMs;
    const { unobserved } = await ledger.readLedger({
      from: (end - backfillMs - DAY_MS) as InstantMs,
      to: now(),
    });
    for (const cluster of clusters) {
      const spans = spansOf(unobserved, cluster, now());
      const source = sources.find(
        ({ source: { clusters: own } }) =>
          own === null || own.includes(cluster),
      );
      const fingerprint = `${Math.floor(now() / 3_600_000)} ${JSON.stringify(
        spans,
      )}`;
      if (
        spans.length === 0 ||
        !source ||
        // What Prometheus did not have a moment ago it may have in an hour.
        tried.get(cluster) === fingerprint
      ) {
        continue;
      }
      try {
        const filled = await new ClusterBackfill(
          options,
          cluster,
          source,
          signal,
        ).fill(spans);
        if (!signal.aborted) {
          tried.set(cluster, fingerprint);
        }
        logger.info(
          `${(filled / 3_600_000).toFixed(
            1,
          )} hours of cluster ${cluster}, in which nobody watched, are estimated from Prometheus ${
            source.source.name
          }.`,
        );
      } catch (error) {
        logger.warn(
          `The past of cluster ${cluster} cannot be read from Prometheus ${
            source.source.name
          } and stays unobserved until it can: ${stringifyError(error)}`,
        );
      }
      if (signal.aborted) {
        return;
      }
    }
  };
}

function spansOf(
  unobserved: readonly UnobservedSpan[],
  cluster: string,
  now: InstantMs,
): readonly TimeInterval[] {
  return unobserved
    .filter(span => span.cluster === cluster)
    .map(({ from, to }) => ({ start: from, end: to ?? now }))
    .filter(({ start, end }) => end - start >= SHORTEST_MS)
    .sort((a, b) => b.end - a.end);
}
