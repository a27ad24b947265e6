import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { InstantMs } from '../../types';
import type { FoundServer } from '../findings/FindingStore';
import type { ServerFilter } from '../inventory/InventoryStore';

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

/** A change with the server that it is done to, as that is known now. */
export interface ListedChange extends RecordedChange {
  readonly server: FoundServer;
}

/** What one step of a change came to. */
export interface ChangeStep {
  readonly state: string;
  readonly progress: JsonObject;
  readonly events: readonly Omit<RecordedChangeEvent, 'at'>[];
  /** When to look again; `finished` when it is over and the server is free for another change. */
  readonly next: InstantMs | 'finished';
}

/** The last state of a change that makes room for another one. */
export interface ChangeEnd {
  readonly state: string;
  readonly message: string;
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

/** A change that the claimer alone may advance, until the claim's time is over. */
export interface ClaimedChange {
  readonly change: RecordedChange;
  /** Proof of the claim; grows with every claim of the change. */
  readonly token: number;
  /** Attempts that failed since the last step. */
  readonly failures: number;
  /** When the first of them failed; null when none did. */
  readonly failingSince: InstantMs | null;
}

/** Which claim of which change. */
export interface ClaimRef {
  readonly id: string;
  readonly token: number;
}

/** Conditions on changes; what is null lets everything through. */
export interface ChangeFilter {
  readonly kinds: readonly ChangeKind[] | null;
  readonly serverIds: readonly string[] | null;
  readonly states: readonly string[] | null;
  readonly running: boolean | null;
  readonly servers: ServerFilter | null;
}

/** Remembers plans, and what was done with them. At most one change of a server goes on at a time. */
export interface ChangeStore {
  savePlan(plan: RecordedPlan): Promise<void>;
  findPlan(id: string): Promise<RecordedPlan | undefined>;
  /** Begins to do a saved plan. `key` is the caller's own; the same actor, key and plan begin one change however often they come. */
  begin(wish: {
    readonly plan: RecordedPlan;
    readonly key: string;
    readonly state: string;
    /** Of the first event. */
    readonly message: string;
    readonly actor: string;
    readonly reason: string;
    /** What the first step already knows. Default: nothing. */
    readonly progress?: JsonObject;
    /** How a change that goes on ends in favour of this one, in the same moment; null when it has to be waited for. Default: null. */
    readonly endOf?: (running: RecordedChange) => ChangeEnd | null;
    readonly now: InstantMs;
  }): Promise<BeginOutcome>;
  /** The change that an actor began with a key. */
  findByKey(actor: string, key: string): Promise<RecordedChange | undefined>;
  /** Its progress holds what a nudge brought, although no step has seen that yet. */
  find(id: string): Promise<ListedChange | undefined>;
  /** Newest first. */
  list(options: {
    filter: ChangeFilter;
    limit: number;
    cursor?: string;
  }): Promise<{ items: readonly ListedChange[]; nextCursor?: string }>;
  /** Oldest first. */
  listEvents(id: string): Promise<readonly RecordedChangeEvent[]>;
  /** Claims unfinished changes whose time has come and which nobody holds; `holder` is this replica. */
  claimDue(options: {
    readonly kinds: readonly ChangeKind[];
    readonly holder: string;
    readonly now: InstantMs;
    readonly ttlMs: number;
    readonly limit: number;
  }): Promise<readonly ClaimedChange[]>;
  /** Holds a claim for longer. False when it went to somebody else. */
  renew(claim: ClaimRef, until: InstantMs): Promise<boolean>;
  /**
   * Writes what a step came to and gives the claim back. False, and nothing written, when the claim went to somebody else, or when
   * the step would be the last one and the change was nudged meanwhile: it is then to be advanced again, with what the nudge brought.
   */
  saveStep(claim: ClaimRef, step: ChangeStep, now: InstantMs): Promise<boolean>;
  /** Counts a failed attempt and gives the claim back until `next`. False when the claim went to somebody else. */
  saveFailure(
    claim: ClaimRef,
    next: InstantMs,
    now: InstantMs,
  ): Promise<boolean>;
  /** Gives a claim back at once, with nothing done. */
  release(claim: ClaimRef): Promise<void>;
  /**
   * Lets a running change be looked at now, for example after somebody asked to undo it; merges `progress` into what it remembers,
   * also when a step is under way that knows nothing of it. False when the change is over.
   */
  nudge(
    id: string,
    progress: JsonObject,
    event: Omit<RecordedChangeEvent, 'at'>,
    now: InstantMs,
  ): Promise<boolean>;
  /** Deletes plans that were never done and expired before. Answers how many. */
  prunePlans(expiredBefore: InstantMs): Promise<number>;
}
