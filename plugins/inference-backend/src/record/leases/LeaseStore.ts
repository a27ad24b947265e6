import type { InstantMs } from '../../types';

/** Proof of having been the holder; grows with every change of holder. */
export interface Fence {
  readonly cluster: string;
  readonly token: number;
}

/** Shares clusters among backend replicas: at most one holder a cluster, writes of a former holder are refused. */
export interface LeaseStore {
  /**
   * Acquires a free or expired lease, or renews the own one (same token).
   * Answers null when somebody else holds it.
   */
  acquire(options: {
    cluster: string;
    holder: string;
    now: InstantMs;
    ttlMs: number;
  }): Promise<Fence | null>;
  /** Gives the lease back, so that another replica need not wait for it to expire. */
  release(options: { cluster: string; holder: string }): Promise<void>;
}
