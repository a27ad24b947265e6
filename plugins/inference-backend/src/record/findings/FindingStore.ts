import type {
  FindingCause,
  FindingConfidence,
  FindingState,
} from '@inference-portal/plugin-inference-common';
import type {
  FindingChange,
  FindingResolution,
  RecordedFinding,
  Silence,
} from '../../decide/findings/finding';
import type { InstantMs } from '../../types';
import type { ServerFilter } from '../inventory/InventoryStore';

/** The part of a server that a finding is shown with, as it is known now. */
export interface FoundServer {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly cluster: string;
  /** Model id that the server tells. */
  readonly model: string | null;
  readonly entityRef: string | null;
  /** Entity ref; null when nobody owns it. */
  readonly owner: string | null;
}

/** A finding with the server that it is about. */
export interface ListedFinding extends RecordedFinding {
  readonly server: FoundServer;
}

/** Conditions on findings; what is null lets everything through. */
export interface FindingFilter {
  readonly states: readonly FindingState[] | null;
  readonly causes: readonly FindingCause[] | null;
  readonly confidences: readonly FindingConfidence[] | null;
  readonly serverIds: readonly string[] | null;
  readonly servers: ServerFilter | null;
}

/** What findings of one owner come to; a server with several of them counts once, with the most that one of them says. */
export interface OwnerFindings {
  readonly owner: string | null;
  readonly count: number;
  readonly gpus: number;
  /** Micro-units a month by currency. */
  readonly avoidable: ReadonlyMap<string, number>;
  /** Findings whose cost nobody knows. */
  readonly unpriced: number;
}

/** Something that happened to a finding. */
export interface RecordedFindingEvent {
  readonly at: InstantMs;
  readonly kind:
    | 'opened'
    | 'reopened'
    | 'confidence-changed'
    | 'snoozed'
    | 'waived'
    | 'accepted'
    | 'silence-ended'
    | 'notified'
    | 'scaled-to-zero'
    | 'restored'
    | 'resolved';
  /** Null for the portal itself. */
  readonly by: string | null;
  readonly cause: FindingCause | null;
  readonly confidence: FindingConfidence | null;
  readonly until: InstantMs | null;
  /** Words of a person; a `FindingResolution` of what was resolved. */
  readonly reason: string | FindingResolution | null;
}

/** Remembers findings and what happened to them. */
export interface FindingStore {
  /** Findings that are not resolved, and those that were resolved after `resolvedAfter`. */
  listRecent(resolvedAfter: InstantMs): Promise<readonly RecordedFinding[]>;
  /** Applies a plan; what others changed meanwhile stays as they left it. Applying it again changes nothing but times. */
  applyChanges(
    changes: readonly FindingChange[],
    now: InstantMs,
  ): Promise<void>;
  find(id: string): Promise<ListedFinding | undefined>;
  findMany(ids: readonly string[]): Promise<readonly ListedFinding[]>;
  /** The most avoidable cost a month first, what has no price last. */
  list(options: {
    filter: FindingFilter;
    limit: number;
    cursor?: string;
  }): Promise<{ items: readonly ListedFinding[]; nextCursor?: string }>;
  /** Over everything that the filter lets through. */
  sumByOwner(filter: FindingFilter): Promise<readonly OwnerFindings[]>;
  /** Oldest first. */
  listEvents(id: string): Promise<readonly RecordedFindingEvent[]>;
  /** Silences a finding that is not resolved. False when it is, or when there is none. */
  silence(id: string, silence: Silence): Promise<boolean>;
  /** Notes that something was done to the server of a finding, once for each kind and moment. */
  note(
    id: string,
    event: Pick<RecordedFindingEvent, 'at' | 'by' | 'reason'> & {
      readonly kind: 'scaled-to-zero' | 'restored';
    },
  ): Promise<void>;
  /** Open findings whose owner is to be told, oldest first. */
  listToTell(options: {
    causes: readonly FindingCause[];
    confidences: readonly FindingConfidence[];
    limit: number;
  }): Promise<readonly ListedFinding[]>;
  /** Claims the telling of one finding for the caller alone. False when somebody else did, or when it is no longer open. */
  claimTelling(id: string, now: InstantMs): Promise<boolean>;
  /** Gives a claim back: the owner could not be told. */
  returnTelling(id: string, toldBefore: InstantMs | null): Promise<void>;
}
