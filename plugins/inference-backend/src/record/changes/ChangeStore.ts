import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { InstantMs } from '../../types';

/** What the portal does to model servers. */
export type ChangeKind = 'remediation' | 'rollback';

/** A plan as it was shown to somebody. It never changes; what is done is done by its id and hash. */
export interface RecordedPlan {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly serverId: string;
  /** SHA-256, hex, of whatever the plan rests on. */
  readonly hash: string;
  /** The plan, in the words of its kind. */
  readonly plan: JsonObject;
  readonly createdAt: InstantMs;
  /** Entity ref of whoever asked for it. */
  readonly createdBy: string;
  /** From then on the world is to be looked at anew. */
  readonly expiresAt: InstantMs;
}

/** Something that happened to a change; the list is append-only. */
export interface RecordedChangeEvent {
  readonly at: InstantMs;
  /** The state that began, or the one in which it happened. */
  readonly state: string;
  /** A sentence. */
  readonly message: string;
}

/** The doing of a plan. */
export interface RecordedChange {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly serverId: string;
  readonly plan: RecordedPlan;
  /** A state of its kind. */
  readonly state: string;
  /** What the kind remembers between two steps. */
  readonly progress: JsonObject;
  /** Entity ref. */
  readonly actor: string;
  /** Words of the actor, never empty. */
  readonly reason: string;
  readonly startedAt: InstantMs;
  readonly updatedAt: InstantMs;
  /** Null while it goes on. */
  readonly finishedAt: InstantMs | null;
}

/** What one step of a change came to. */
export interface ChangeStep {
  readonly state: string;
  readonly progress: JsonObject;
  readonly events: readonly Omit<RecordedChangeEvent, 'at'>[];
  /** When to look again; `finished` when it is over and the server is free for another change. */
  readonly next: InstantMs | 'finished';
}

/** How the wish to do a plan was answered. */
export type BeginOutcome =
  /** `again` when the same key had begun it before: nothing is done twice. */
  | {
      readonly status: 'begun';
      readonly change: RecordedChange;
      readonly again: boolean;
    }
  /** The key was used for something else. */
  | { readonly status: 'key-reused'; readonly change: RecordedChange }
  /** Another change of the same server goes on. */
  | { readonly status: 'busy'; readonly running: RecordedChange }
  /** The plan was done before, with another key. */
  | { readonly status: 'plan-used'; readonly change: RecordedChange };

/** A change that one replica alone may advance until `until`. */
export interface ClaimedChange {
  readonly change: RecordedChange;
  /** Proof of the claim; grows with every claim of the change. */
  readonly token: number;
}

/** Conditions on changes; what is null lets everything through. */
export interface ChangeFilter {
  readonly kinds: readonly ChangeKind[] | null;
  readonly serverIds: readonly string[] | null;
  readonly running: boolean | null;
}

/** Remembers plans, and what was done with them. At most one change of a server goes on at a time. */
export interface ChangeStore {
  savePlan(plan: RecordedPlan): Promise<void>;
  findPlan(id: string): Promise<RecordedPlan | undefined>;
  /** Begins to do a plan. `key` is the caller's own; the same actor, key and plan begin one change however often they come. */
  begin(wish: {
    readonly plan: RecordedPlan;
    readonly key: string;
    readonly state: string;
    readonly actor: string;
    readonly reason: string;
    readonly now: InstantMs;
  }): Promise<BeginOutcome>;
  find(id: string): Promise<RecordedChange | undefined>;
  /** Newest first. */
  list(options: {
    filter: ChangeFilter;
    limit: number;
    cursor?: string;
  }): Promise<{ items: readonly RecordedChange[]; nextCursor?: string }>;
  /** Oldest first. */
  listEvents(id: string): Promise<readonly RecordedChangeEvent[]>;
  /** Claims unfinished changes whose time has come and which nobody else holds; `holder` is this replica. */
  claimDue(options: {
    readonly holder: string;
    readonly now: InstantMs;
    readonly ttlMs: number;
    readonly limit: number;
  }): Promise<readonly ClaimedChange[]>;
  /** Writes what a step came to and gives the claim back. False, and nothing written, when the claim went to somebody else. */
  saveStep(
    claim: Pick<ClaimedChange, 'token'> & { readonly id: string },
    step: ChangeStep,
    now: InstantMs,
  ): Promise<boolean>;
  /** Lets a running change be looked at now, for example after somebody asked to undo it; merges `progress` into what it remembers. False when it is over. */
  nudge(
    id: string,
    progress: JsonObject,
    event: Omit<RecordedChangeEvent, 'at'>,
    now: InstantMs,
  ): Promise<boolean>;
  /** Deletes plans that were never done and expired before. Answers how many. */
  prunePlans(expiredBefore: InstantMs): Promise<number>;
}
