import type { WatchedResource } from '@inference-portal/plugin-inference-node';
import type { InstantMs } from '../../../types';
import type { ClusterFailureKind } from '../connection/ClusterRequestError';

/** Why a resource is not being followed. */
export interface WatchFailure {
  readonly kind: ClusterFailureKind;
  readonly message: string;
  readonly fix: string | null;
  readonly since: InstantMs;
}

/** How the watching of one resource stands. */
export interface WatchState {
  readonly resource: WatchedResource;
  /** Version that is read; null before discovery and when not installed. */
  readonly version: string | null;
  readonly status:
    | 'listing'
    | 'watching'
    | 'not-installed'
    | 'forbidden'
    | 'failing';
  /** True once the first look came to an end, good or bad. */
  readonly settled: boolean;
  /** True when the inventory holds the whole list, or when there is none because the resource is not installed. */
  readonly listed: boolean;
  /** Null before the first list. */
  readonly objects: number | null;
  /** Last event, bookmark or list; null before the first. */
  readonly lastContactAt: InstantMs | null;
  /** Last event or list that may have changed something. */
  readonly lastEventAt: InstantMs | null;
  readonly failure: WatchFailure | null;
  /** Lines or list entries that were passed over, latest last, each in a sentence. */
  readonly skipped: readonly string[];
}
