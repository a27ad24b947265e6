import type { NodeInterval } from '../../decide/cost/ledger';
import { DAY_MS } from '../../durations';
import { LEDGER_LABELS } from '../../observe/clusters/ledger/readLedgerNode';
import type { MigMeasure } from '../../observe/clusters/servers/gpuProduct';
import { matcherOf } from '../../observe/metrics/clusterSources';
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
import { listAllServers } from '../../record';
import type { InventoryStore } from '../../record';
import type { LedgerStore } from '../../record/ledger/LedgerStore';
import type { InstantMs } from '../../types';
import { estimateIntervals } from './estimateIntervals';
import { nodesBetween, type NodesFrom } from './nodesBetween';
import { PodServers } from './PodServers';

/** Metrics come in late by so much; until then a gap is not looked at. */
export const SETTLE_MS = 5 * 60_000;
/** Shorter stretches are edges of scrapes. */
export const SHORTEST_MS = 1_000;

/** A Prometheus to read the past from. */
export interface BackfillSource {
  readonly source: Pick<PrometheusSource, 'name' | 'clusters' | 'clusterLabel'>;
  readonly client: StateClient;
}

/** What a {@link ClusterBackfill} works with. */
export interface ClusterBackfillOptions {
  /** Names of all clusters that are observed. */
  readonly clusters: readonly string[];
  readonly ledger: Pick<LedgerStore, 'readLedger' | 'addEstimates'>;
  readonly inventory: Pick<InventoryStore, 'listServers'>;
  readonly migMeasure: MigMeasure;
  readonly now: () => InstantMs;
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

/** Fills the unobserved stretches of one cluster; answers how many milliseconds were filled. */
export class ClusterBackfill {
  readonly #options: ClusterBackfillOptions;
  readonly #cluster: string;
  readonly #reader: KubeStateReader;
  readonly #signal: AbortSignal;

  constructor(
    options: ClusterBackfillOptions,
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
    const { ledger, inventory, now } = this.#options;
    const today = await ledger.readLedger(
      { from: now(), to: (now() + 1) as InstantMs },
      [this.#cluster],
    );
    const pods = new PodServers({
      servers: await listAllServers(inventory, {
        kind: 'cluster',
        anyOf: [this.#cluster],
      }),
      observed: today.allocations,
    });
    const findObserved = await this.#findObserved(today.nodes);
    let filled = 0;
    for (const span of spans) {
      // What the watch found afterwards; when it came to be there the metrics tell.
      let later: NodesFrom = { at: span.end, nodes: today.nodes, told: false };
      for (const piece of piecesOf(span)) {
        const windows = await this.#reader.covered(piece, this.#signal);
        for (const window of windows.toReversed()) {
          if (window.end - window.start >= SHORTEST_MS) {
            later = await this.#fillWindow(window, later, {
              findObserved,
              pods,
            });
            filled += window.end - window.start;
          }
        }
        if (this.#signal.aborted) {
          return filled;
        }
      }
    }
    return filled;
  }

  /** Answers which nodes the window tells of. */
  async #fillWindow(
    window: TimeInterval,
    later: NodesFrom,
    known: {
      findObserved: (node: KubeStateNode) => NodeInterval | undefined;
      pods: PodServers;
    },
  ): Promise<NodesFrom> {
    const { ledger, migMeasure } = this.#options;
    const cluster = this.#cluster;
    const state = await readKubeState(this.#reader, window, {
      labelNames: LEDGER_LABELS,
      signal: this.#signal,
    });
    const estimates = estimateIntervals(state, {
      cluster,
      migMeasure,
      findObserved: known.findObserved,
      findServerId: hold => known.pods.find(hold),
    });
    const gap = { from: window.end, to: later.at };
    if (gap.to - gap.from >= SHORTEST_MS) {
      await ledger.addEstimates({
        cluster,
        window: gap,
        nodes: nodesBetween(gap, estimates.nodes, later),
        allocations: [],
        stillUnobserved: true,
      });
    }
    await ledger.addEstimates({
      cluster,
      window: { from: window.start, to: window.end },
      ...estimates,
    });
    return { at: window.start, nodes: estimates.nodes, told: true };
  }

  /** A machine of today is the one of the past when both were created at the same instant under the same name. */
  async #findObserved(
    nodes: readonly NodeInterval[],
  ): Promise<(node: KubeStateNode) => NodeInterval | undefined> {
    const at = this.#options.now();
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
