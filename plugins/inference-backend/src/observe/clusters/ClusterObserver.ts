import type { LoggerService } from '@backstage/backend-plugin-api';
import type { WatchedResource } from '@inference-portal/plugin-inference-node';
import { BatchHandover, type Readiness } from './BatchHandover';
import type { ClusterConfig } from './config/ClusterConfig';
import { ClusterConnection } from './connection/ClusterConnection';
import { HealthReporter } from './HealthReporter';
import { ClusterHealth } from './health/ClusterHealth';
import { pausedSource } from './health/pausedSource';
import {
  defaultTimings,
  systemClock,
  type ObserverClock,
  type ObserverTimings,
} from './timings';
import type { ClusterInventory, ObservationSink } from './types';
import { ResourceWatch } from './watch/ResourceWatch';
import type { WatchState } from './watch/WatchState';

/** What a {@link ClusterObserver} works with. */
export interface ClusterObserverOptions {
  readonly cluster: ClusterConfig;
  /** Empty; not to be shared with another observer. */
  readonly inventory: ClusterInventory;
  readonly sink: ObservationSink;
  readonly logger: LoggerService;
  readonly clock?: ObserverClock;
  /** Differences from the defaults. */
  readonly timings?: Partial<ObserverTimings>;
}

/** Errors of databases begin with the whole statement, values included; the cause comes last. */
function shortWords(failure: unknown): string {
  const words = failure instanceof Error ? failure.message : 'unknown error';
  return (words.split(' - ').at(-1) ?? words).slice(0, 300);
}

/** Whether servers could exist that are not seen without this resource: pods and workloads, but not nodes, services or claims. */
function decidesExistence({ group, plural }: WatchedResource): boolean {
  return group === '' ? plural === 'pods' : group !== 'resource.k8s.io';
}

/** Whether who holds which GPUs follows from this resource. */
function decidesHolding({ group, plural }: WatchedResource): boolean {
  return (
    (group === '' && (plural === 'pods' || plural === 'nodes')) ||
    (group === 'resource.k8s.io' && plural === 'resourceclaims')
  );
}

/** Claims may be forbidden: who has none loses nothing, and pods without them are counted all the same. */
function isLedgerWhole(states: readonly WatchState[]): boolean {
  return states
    .filter(({ resource }) => decidesHolding(resource))
    .every(
      ({ resource, status, settled, listed, failure }) =>
        settled &&
        ((listed && failure === null) ||
          (resource.group !== '' && status === 'forbidden')),
    );
}

/** A resource that is being listed anew still has its former list in the inventory; one that fails may have missed anything. */
function readinessOf(states: readonly WatchState[]): Readiness {
  if (!states.every(({ settled }) => settled)) {
    return 'wait';
  }
  const whole = states
    .filter(({ resource }) => decidesExistence(resource))
    .every(({ listed, failure }) => listed && failure === null);
  return whole ? 'whole' : 'partial';
}

/**
 * Observes one cluster: watches every resource of its inventory, hands over what changed, and reports how well that goes.
 * One run an observer.
 */
export class ClusterObserver {
  readonly #options: ClusterObserverOptions;
  readonly #clock: ObserverClock;
  readonly #timings: ObserverTimings;

  constructor(options: ClusterObserverOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#timings = { ...defaultTimings, ...options.timings };
  }

  /**
   * Resolves within a second after the signal aborts. Rejects only with the sink's `StaleFenceError`: the cluster is recorded by
   * somebody else. Everything else is retried and shown as an issue of the data source.
   */
  async run(signal: AbortSignal): Promise<void> {
    if (this.#options.cluster.paused) {
      await this.#reportPaused(signal);
      return;
    }
    const end = new AbortController();
    const onAbort = () => end.abort(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) {
      onAbort();
    }
    try {
      await this.#observe(end);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  async #observe(end: AbortController): Promise<void> {
    const { cluster, inventory, sink, logger } = this.#options;
    const clock = this.#clock;
    const timings = this.#timings;
    const connection = new ClusterConnection({
      access: cluster.access,
      now: clock.now,
    });
    const health = new ClusterHealth(cluster);
    const watches: ResourceWatch[] = [];
    const states = () => watches.map(watch => watch.state);
    const reporter = new HealthReporter({
      cluster: cluster.name,
      health,
      connection,
      states,
      sink,
      logger,
      clock,
      timings,
    });
    const handover = new BatchHandover({
      cluster: cluster.name,
      inventory,
      sink,
      clock,
      timings,
      readiness: () => readinessOf(states()),
      isLedgerWhole: () => isLedgerWhole(states()),
      onRecording: failure => {
        health.noteRecording(
          failure === null ? null : shortWords(failure),
          clock.now(),
        );
        reporter.changed();
      },
      onMalformed: sentences => {
        health.noteMalformed(sentences, clock.now());
        if (sentences.length > 0) {
          reporter.changed();
        }
      },
    });
    for (const resource of inventory.resources) {
      watches.push(
        new ResourceWatch({
          resource,
          reader: connection,
          inventory,
          clock,
          timings,
          onObjects: () => handover.changed(),
          onState: () => {
            handover.changed();
            reporter.changed();
          },
        }),
      );
    }
    const others = Promise.all([
      reporter.run(end.signal),
      ...watches.map(watch => watch.run(end.signal)),
    ]);
    try {
      await handover.run(end.signal);
    } finally {
      end.abort();
      await others;
      connection.close();
    }
  }

  async #reportPaused(signal: AbortSignal): Promise<void> {
    const { cluster, sink, logger } = this.#options;
    logger.info(`Cluster ${cluster.name} is paused.`);
    while (!signal.aborted) {
      try {
        await sink.report(pausedSource(cluster, this.#clock.now()));
      } catch {
        // Tried again at the next turn.
      }
      await this.#clock.sleep(this.#timings.reportMs, signal);
    }
  }
}
