import type { InstantMs } from '../format/instant';

/** Data on the screen that could not be renewed. */
export interface Stale {
  /** When the data was last read. */
  readonly since: InstantMs;
  readonly message: string;
  retry(): void;
}

/** Why there is nothing to show yet, or any more. */
export type Unloaded =
  | { readonly status: 'loading' }
  | { readonly status: 'forbidden'; readonly message: string }
  | { readonly status: 'not-found'; readonly message: string }
  | {
      readonly status: 'error';
      readonly message: string;
      /** First failure. */
      readonly since: InstantMs;
      retry(): void;
    };

/** What a hook knows of something it loads. */
export type LoadState<T> =
  | Unloaded
  | {
      readonly status: 'ready';
      readonly data: T;
      /** Null while the data is renewed as it should be. */
      readonly stale: Stale | null;
    };
