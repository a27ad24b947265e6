import type { InstantMs } from '../../types';

/** What a server is, from the point of view of who pays for it. */
export type UsageState =
  | 'exempt'
  | 'new'
  | 'crash-looping'
  | 'stuck-pending'
  | 'unknown'
  | 'superseded'
  | 'zombie'
  | 'orphaned'
  | 'duplicate'
  | 'idle'
  | 'over-provisioned'
  | 'active';

/** How sure a verdict is. A finding is told to the owner from `medium` on. */
export type Confidence = 'high' | 'medium' | 'low';

/** One piece of evidence: a code that never changes, and the numbers behind it. */
export interface VerdictReason {
  /** Such as `silent-for`, `longest-gap`, `flat-requests`; lower case with dashes. */
  readonly code: string;
  /** Named figures; hours, days and counts say so in their names. */
  readonly values: { readonly [name: string]: number | string | null };
}

/** What the detector says of one server at one instant. */
export interface Verdict {
  readonly state: UsageState;
  readonly confidence: Confidence;
  readonly reasons: readonly VerdictReason[];
  /** Begin of what is claimed, such as the end of the last activity; null when nothing is claimed. */
  readonly since: InstantMs | null;
  /** When the verdict can change without new activity, such as the end of a grace period. */
  readonly nextCheckAt: InstantMs;
  /** Owner that is missing in the catalog: raises the priority of a finding, never its certainty. */
  readonly orphaned: boolean;
}
