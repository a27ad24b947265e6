import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { ObjectRef } from '../../decide/remediation/scalableWorld';
import type { InstantMs } from '../../types';

/** A sync from Git that a rollback is about to pause. */
export interface NewSyncPause {
  /** The rollback; it pauses one sync. */
  readonly changeId: string;
  /** That holds the object. */
  readonly cluster: string;
  /** What syncs, such as an Application of Argo CD. */
  readonly ref: ObjectRef;
  readonly uid: string;
  /** What made it sync by itself; put back as it is. */
  readonly automatic: JsonObject;
  readonly pausedAt: InstantMs;
  /** From then on it is resumed. */
  readonly until: InstantMs;
}

/** A sync from Git that a rollback paused. It is recorded before it is paused, so that none is forgotten. */
export interface SyncPause extends NewSyncPause {
  /** When it was first seen to be paused; null before. */
  readonly confirmedAt: InstantMs | null;
  /** True once Git was seen to differ from the cluster. */
  readonly drifted: boolean;
  /** When the owner was told that it ends soon; null before. */
  readonly toldAt: InstantMs | null;
  /** Why it is to end now, as a sentence; null when nobody wants that. */
  readonly endWanted: string | null;
  /** Attempts to resume it that failed. */
  readonly failures: number;
  /** Why the last one did. */
  readonly problem: string | null;
  readonly endedAt: InstantMs | null;
  /** Why it ended, as a sentence. */
  readonly ended: string | null;
}

/** What of a pause changes in its time. */
export type SyncPauseUpdate = Partial<Omit<SyncPause, keyof NewSyncPause>>;

/** Remembers which syncs are paused, and what puts them back. */
export interface SyncPauseStore {
  /** Records a pause; the one of the same rollback when there is one already. */
  open(pause: NewSyncPause): Promise<SyncPause>;
  find(changeId: string): Promise<SyncPause | undefined>;
  /** Those that are not over, oldest first. */
  listOpen(): Promise<readonly SyncPause[]>;
  /** Changes one that is not over. False when it is. */
  update(changeId: string, update: SyncPauseUpdate): Promise<boolean>;
}
