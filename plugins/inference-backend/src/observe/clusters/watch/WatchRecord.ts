import type { InstantMs } from '../../../types';
import type { ClusterRequestError } from '../connection/ClusterRequestError';
import type { WatchFailure, WatchState } from './WatchState';

/** Sentences about passed-over objects that are kept. */
const MAX_SKIPPED = 20;
/** How long they are shown. */
const SKIPPED_MS = 3_600_000;

/** Keeps the state of one watch and tells when it changes. */
export class WatchRecord {
  readonly #now: () => InstantMs;
  readonly #onState: () => void;
  #status: WatchState['status'] = 'listing';
  #settled = false;
  #listed = false;
  #lastContactAt: InstantMs | null = null;
  #lastEventAt: InstantMs | null = null;
  #failure: WatchFailure | null = null;
  /** True while a watch is open. */
  #open = false;
  #failedWhileOpen = false;
  #skipped: readonly { readonly words: string; readonly at: InstantMs }[] = [];

  constructor(clock: { now(): InstantMs }, onState: () => void) {
    this.#now = () => clock.now();
    this.#onState = onState;
  }

  snapshot(
    watch: Pick<WatchState, 'resource' | 'version' | 'objects'>,
  ): WatchState {
    return {
      ...watch,
      status: this.#status,
      settled: this.#settled,
      listed: this.#listed,
      lastContactAt: this.#lastContactAt,
      lastEventAt: this.#lastEventAt,
      failure: this.#failure,
      skipped: this.#skipped
        .filter(({ at }) => this.#now() - at < SKIPPED_MS)
        .map(({ words }) => words),
    };
  }

  /** The cluster said something, be it a bookmark. */
  contact(): void {
    this.#lastContactAt = this.#now();
  }

  event(): void {
    this.#lastEventAt = this.#lastContactAt;
  }

  /** A list begins. While a failure lasts the status stays, so that it does not flicker. */
  listing(): void {
    if (this.#failure === null) {
      this.#become('listing');
    }
  }

  listed(): void {
    this.contact();
    this.event();
    this.#listed = true;
    this.#settle();
  }

  notInstalled(): void {
    this.#failure = null;
    this.#failedWhileOpen = false;
    this.#listed = true;
    this.#lastContactAt = null;
    this.#lastEventAt = null;
    this.#settled = true;
    this.#become('not-installed', true);
  }

  /** No watch is open any more. */
  closed(): void {
    this.#open = false;
  }

  /** A watch is open, which disproves what kept it from opening, but not what broke earlier ones. */
  opened(): void {
    this.#open = true;
    if (!this.#failedWhileOpen) {
      this.watching();
    }
  }

  /** A watch is open and has proven to work. */
  watching(): void {
    this.#failure = null;
    this.#failedWhileOpen = false;
    this.#settle();
    this.#become('watching');
  }

  failed(status: 'forbidden' | 'failing', error: ClusterRequestError): void {
    const { kind, message, fix } = error;
    const since = this.#failure?.since ?? this.#now();
    const news =
      this.#failure?.kind !== kind || this.#failure.message !== message;
    this.#failure = { kind, message, fix, since };
    this.#failedWhileOpen = this.#open;
    this.#settled = true;
    this.#become(status, news);
  }

  /** Passes over one object, in a sentence. */
  skip(words: string): void {
    const others = this.#skipped.filter(one => one.words !== words);
    this.#skipped = [...others, { words, at: this.#now() }].slice(-MAX_SKIPPED);
    this.#onState();
  }

  #settle(): void {
    if (!this.#settled) {
      this.#settled = true;
      this.#onState();
    }
  }

  #become(status: WatchState['status'], news = false): void {
    if (this.#status !== status || news) {
      this.#status = status;
      this.#onState();
    }
  }
}
