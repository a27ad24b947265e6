import type { InstantMs } from '../../types';

/** A cluster for which there are no new findings, and why. */
export interface PausedCluster {
  /** `outage`: no server has samples; `past`: what was before is still being read. */
  readonly kind: 'outage' | 'past';
  readonly cluster: string;
  /** End of the last sample; null when there was none lately, and of a `past`. */
  readonly since: InstantMs | null;
  /** How far back the past was read so far; of a `past` alone. */
  readonly readBackTo?: InstantMs;
  /** A sentence for people. */
  readonly message: string;
}

/** How the last detection went. */
export interface DetectionRun {
  readonly ranAt: InstantMs;
  readonly paused: readonly PausedCluster[];
  /** From when on the hours of each source were complete then. */
  readonly completeFrom: readonly {
    readonly source: string;
    readonly at: InstantMs | null;
  }[];
}

/** Remembers when what was done. */
export interface DetectionRunStore {
  /** Null before the first one. */
  findLast(): Promise<DetectionRun | null>;
  save(run: DetectionRun): Promise<void>;
  /** Claims the digest of an owner for the caller alone. False when one was sent after `notAfter`. */
  claimDigest(
    owner: string,
    options: { now: InstantMs; notAfter: InstantMs },
  ): Promise<boolean>;
  /** Gives a claim back: the owner could not be told. */
  returnDigest(owner: string): Promise<void>;
}
