import type {
  FindingCause,
  FindingConfidence,
  FindingStakes,
  FindingState,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../types';
import type { VerdictReason } from '../zombies/verdict';

/** Why a finding no longer holds. */
export type FindingResolution =
  | 'in-use'
  | 'another-cause'
  | 'exempt'
  | 'redeployed'
  | 'scaled-to-zero'
  | 'server-removed';

/**
 * Causes of which all that the server holds could be freed. A server that nobody owns is used perhaps, one that is too large needs some of
 * what it has, and one that waits for a node holds nothing.
 */
export const AVOIDABLE_CAUSES: ReadonlySet<FindingCause> = new Set([
  'zombie',
  'superseded',
  'crash-looping',
  'duplicate',
  'idle',
]);

/** How people answer a finding. */
export type SilenceKind = 'snoozed' | 'waived' | 'accepted';

/** Words of a person, and until when nothing more is said. */
export interface Silence {
  readonly kind: SilenceKind;
  /** Null for findings that somebody accepted. */
  readonly until: InstantMs | null;
  readonly reason: string | null;
  /** Entity ref of a person or name of a service. */
  readonly by: string;
  readonly at: InstantMs;
}

/** What the detector says anew with every run. */
export interface FindingContent {
  readonly confidence: FindingConfidence;
  readonly reasons: readonly VerdictReason[];
  /** Begin of what is claimed; null when nothing tells. */
  readonly since: InstantMs | null;
  readonly orphaned: boolean;
  readonly nextCheckAt: InstantMs;
  readonly stakes: FindingStakes;
}

/** A finding as it is remembered. */
export interface RecordedFinding extends FindingContent {
  readonly id: string;
  readonly serverId: string;
  readonly cause: FindingCause;
  readonly state: FindingState;
  readonly openedAt: InstantMs;
  readonly checkedAt: InstantMs;
  readonly resolvedAt: InstantMs | null;
  readonly resolution: FindingResolution | null;
  /** The last one; kept while the finding is resolved. Null when there never was one, or when it ended. */
  readonly silence: Silence | null;
  /** The owner was not told yet, or is to be told once again. */
  readonly toTell: boolean;
  readonly toldAt: InstantMs | null;
}

/** What a detection changes. */
export type FindingChange =
  | {
      readonly kind: 'open';
      readonly serverId: string;
      readonly cause: FindingCause;
      readonly content: FindingContent;
      readonly silence: Silence | null;
      readonly toTell: boolean;
      /** Cause of the finding that it continues; null when it is new. */
      readonly continues: FindingCause | null;
    }
  | {
      readonly kind: 'reopen';
      readonly id: string;
      readonly cause: FindingCause;
      readonly content: FindingContent;
      /** What somebody said of it before, as far as it still counts. */
      readonly silence: Silence | null;
    }
  | {
      readonly kind: 'update';
      readonly id: string;
      readonly cause: FindingCause;
      readonly content: FindingContent;
      /** True when the confidence is another than before. */
      readonly confidenceChanged: boolean;
    }
  /** A snooze or a waiver is over: it is raised once more. */
  | { readonly kind: 'end-silence'; readonly id: string }
  | {
      readonly kind: 'resolve';
      readonly id: string;
      readonly resolution: FindingResolution;
    };
