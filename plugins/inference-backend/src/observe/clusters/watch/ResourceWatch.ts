import type { WatchedResource } from '@inference-portal/plugin-inference-node';
import type { ClusterReader } from '../connection/ClusterConnection';
import { ClusterRequestError } from '../connection/ClusterRequestError';
import type { ObserverClock, ObserverTimings } from '../timings';
import type { ClusterInventory } from '../types';
import { Backoff } from './Backoff';
import { discoverVersion } from './discoverVersion';
import { listResource } from './listResource';
import { ObjectIntake } from './ObjectIntake';
import { readLine, type UsableEvent } from './readLine';
import { listPath } from './resourcePath';
import { WatchRecord } from './WatchRecord';
import type { WatchState } from './WatchState';

/** Watches in a row that brought nothing, after which the resource version itself is distrusted. */
const MAX_FRUITLESS = 3;

/** These pass by themselves so often that the first one is no news. */
const SOFT: ReadonlySet<string> = new Set([
  'disconnected',
  'silent',
  'expired',
  'not-found',
]);

/** Refusals in a row that may be those of an API server that just started; with growing pauses some 30 s. */
const PASSING_REFUSALS = 6;

/**
 * Follows one resource of one cluster: finds its version, lists it, watches it, and begins again where it stopped, for as long as
 * it runs. What it sees goes into the inventory; how it stands is its `state`. No failure ends it.
 */
export class ResourceWatch {
  readonly #resource: WatchedResource;
  readonly #reader: ClusterReader;
  readonly #clock: ObserverClock;
  readonly #timings: ObserverTimings;
  readonly #onObjects: () => void;
  readonly #backoff: Backoff;
  readonly #record: WatchRecord;
  readonly #intake: ObjectIntake;
  #version: string | null = null;
  #resourceVersion: string | null = null;
  /** Watches since the last event or bookmark. */
  #fruitless = 0;

  constructor(options: {
    resource: WatchedResource;
    reader: ClusterReader;
    inventory: ClusterInventory;
    clock: ObserverClock;
    timings: ObserverTimings;
    /** Called after the inventory was told something. */
    onObjects: () => void;
    /** Called after status, failure or settledness changed. */
    onState: () => void;
  }) {
    this.#resource = options.resource;
    this.#reader = options.reader;
    this.#clock = options.clock;
    this.#timings = options.timings;
    this.#onObjects = options.onObjects;
    this.#backoff = new Backoff({
      firstMs: options.timings.backoffMs,
      maxMs: options.timings.backoffMaxMs,
      random: options.clock.random,
    });
    this.#record = new WatchRecord(options.clock, options.onState);
    this.#intake = new ObjectIntake({
      resource: options.resource,
      inventory: options.inventory,
      skip: words => this.#record.skip(words),
    });
  }

  get state(): WatchState {
    return this.#record.snapshot({
      resource: this.#resource,
      version: this.#version,
      objects: this.#intake.size,
    });
  }

  /** Resolves when the signal aborts. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      let pauseMs: number;
      try {
        pauseMs = await this.#step(signal);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        pauseMs = this.#failed(error);
      }
      if (pauseMs > 0) {
        await this.#clock.sleep(pauseMs, signal);
      }
    }
  }

  /** Does what comes next and answers how long to rest after it. */
  async #step(signal: AbortSignal): Promise<number> {
    this.#record.closed();
    if (this.#version === null) {
      return this.#discover(signal);
    }
    if (this.#resourceVersion === null) {
      return this.#list(this.#version, signal);
    }
    return this.#follow(this.#version, this.#resourceVersion, signal);
  }

  async #discover(signal: AbortSignal): Promise<number> {
    this.#version = await discoverVersion(this.#resource, this.#reader, {
      signal,
      timeoutMs: this.#timings.requestMs,
    });
    if (this.#version !== null) {
      return 0;
    }
    this.#drop();
    this.#backoff.reset();
    this.#record.notInstalled();
    return this.#timings.notInstalledMs;
  }

  async #list(version: string, signal: AbortSignal): Promise<number> {
    this.#record.listing();
    const target = this.#intake.replace(() => this.#record.contact());
    const resourceVersion = await listResource(
      {
        resource: this.#resource,
        version,
        reader: this.#reader,
        clock: this.#clock,
        timings: this.#timings,
        signal,
      },
      target,
    );
    target.commit();
    this.#resourceVersion = resourceVersion;
    this.#record.listed();
    this.#onObjects();
    return 0;
  }

  async #follow(
    version: string,
    resourceVersion: string,
    signal: AbortSignal,
  ): Promise<number> {
    const [least, most] = this.#timings.watchSeconds;
    const seconds = least + (most - least) * this.#clock.random();
    const path = listPath(this.#resource, version, {
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion,
      timeoutSeconds: String(Math.max(1, Math.round(seconds))),
    });
    const { lines } = await this.#reader.stream(path, {
      signal,
      timeoutMs: this.#timings.requestMs,
      silenceMs: this.#timings.silenceMs,
    });
    this.#record.opened();
    this.#fruitless += 1;
    const ended = new AbortController();
    let healthy = false;
    void this.#clock.sleep(this.#timings.healthyMs, ended.signal).then(() => {
      if (!ended.signal.aborted) {
        healthy = true;
        this.#backoff.reset();
        this.#record.watching();
      }
    });
    try {
      for await (const line of lines) {
        this.#take(readLine(line, this.#resource.plural));
      }
    } finally {
      ended.abort();
    }
    if (!healthy) {
      throw new ClusterRequestError(
        'disconnected',
        `The cluster ended the watch of ${
          this.#resource.plural
        } as soon as it began.`,
      );
    }
    this.#distrustIfFruitless();
    return 0;
  }

  #take(event: UsableEvent): void {
    switch (event.kind) {
      case 'upsert':
      case 'delete':
        this.#intake.apply(event.kind, event.object);
        this.#advance(event.object.metadata?.resourceVersion);
        this.#record.event();
        this.#onObjects();
        break;
      case 'bookmark':
        this.#advance(event.resourceVersion);
        break;
      default:
        this.#record.skip(
          `The watch of ${this.#resource.plural} sent ${event.words}.`,
        );
    }
  }

  #advance(resourceVersion: string | undefined): void {
    if (resourceVersion) {
      this.#resourceVersion = resourceVersion;
    }
    this.#fruitless = 0;
    this.#record.contact();
    this.#record.watching();
  }

  /** After an etcd was restored, versions may lie in the future: such a watch stays open and mute. */
  #distrustIfFruitless(): void {
    if (this.#fruitless >= MAX_FRUITLESS) {
      this.#fruitless = 0;
      this.#resourceVersion = null;
    }
  }

  /** Decides what a failure means for what comes next, and answers the pause before it. */
  #failed(thrown: unknown): number {
    const error = this.#requestError(thrown);
    const first = this.#backoff.failures === 0;
    const pauseMs = this.#backoff.fail(error.retryAfterMs);
    switch (error.kind) {
      case 'forbidden':
        // From the list again: where only watching is forbidden, listing now and then is better than nothing.
        this.#resourceVersion = null;
        if (this.#intake.size === null) {
          // What was seen before stays as it was; where nothing was, nobody shall wait for it.
          this.#drop();
        }
        this.#record.failed('forbidden', error);
        // An API server that starts refuses everybody until it has read its roles: only who is refused for longer is patient.
        return this.#backoff.failures > PASSING_REFUSALS
          ? this.#timings.forbiddenMs
          : Math.min(pauseMs, this.#timings.forbiddenMs);
      case 'not-found':
        this.#version = null;
        this.#resourceVersion = null;
        break;
      case 'too-large':
        this.#resourceVersion = null;
        this.#record.skip(error.message);
        break;
      case 'expired':
        this.#resourceVersion = null;
        break;
      case 'unauthorized':
      case 'credentials':
        this.#reader.forgetCredentials();
        break;
      case 'rejected':
        // A version that the server never accepts must not be offered for ever.
        this.#fruitless += this.#resourceVersion === null ? 0 : 1;
        this.#distrustIfFruitless();
        break;
      default:
        this.#distrustIfFruitless();
    }
    if (first && SOFT.has(error.kind)) {
      return error.kind === 'expired' ? 0 : pauseMs;
    }
    this.#record.failed('failing', error);
    return pauseMs;
  }

  #drop(): void {
    this.#intake.drop();
    this.#onObjects();
  }

  #requestError(thrown: unknown): ClusterRequestError {
    if (thrown instanceof ClusterRequestError) {
      return thrown;
    }
    const why = thrown instanceof Error ? thrown.message : 'unknown error';
    return new ClusterRequestError(
      'rejected',
      `Following ${this.#resource.plural} failed: ${why}`,
    );
  }
}
