import type { components, operations } from './generated/api';

type Schemas = components['schemas'];

type Body<Operation extends keyof operations> = operations[Operation] extends {
  requestBody: { content: { 'application/json': infer Content } };
}
  ? Content
  : never;

/** What people have done about a finding, or that it no longer holds. */
export const findingStates = [
  'open',
  'snoozed',
  'waived',
  'accepted',
  'resolved',
] as const satisfies readonly Schemas['FindingState'][];
export type FindingState = Schemas['FindingState'];

/** What a server is found to be. */
export const findingCauses = [
  'zombie',
  'superseded',
  'crash-looping',
  'stuck-pending',
  'orphaned',
  'duplicate',
  'idle',
  'over-provisioned',
] as const satisfies readonly Schemas['FindingCause'][];
export type FindingCause = Schemas['FindingCause'];

/** How sure the detector is. */
export type FindingConfidence = Schemas['FindingConfidence'];

/** Something that somebody should look at: one for each server and cause. */
export type Finding = Schemas['Finding'];
/** A finding with everything that happened to it. */
export type FindingDetail = Schemas['FindingDetail'];
/** One piece of evidence: a code that never changes, and the figures behind it. */
export type FindingReason = Schemas['FindingReason'];
/** What a server holds, and what that costs a month. */
export type FindingStakes = Schemas['FindingStakes'];
/** Why nobody is told of a finding for now. */
export type FindingSilence = Schemas['FindingSilence'];
/** Something that happened to a finding. */
export type FindingEvent = Schemas['FindingEvent'];
/** Findings counted and added up. */
export type FindingSum = Schemas['FindingSum'];
/** One page of findings, with sums over all that the filters let through. */
export type FindingPage = Schemas['FindingPage'];

/** Filters of `GET /findings`. */
export type ListFindingsQuery = NonNullable<
  operations['ListFindings']['parameters']['query']
>;
/** Until when to say nothing more: at most 30 days. */
export type FindingSnooze = Body<'SnoozeFinding'>;
/** The same for many findings at once. */
export type FindingsSnooze = Body<'SnoozeFindings'>;
/** Why a server shall stay as it is, and until when: at most 90 days. */
export type FindingWaiver = Body<'WaiveFinding'>;
/** That somebody sees to it. */
export type FindingAcceptance = Body<'AcceptFinding'>;
/** What of many findings was snoozed, and why the others were not. */
export type FindingsSnoozed =
  operations['SnoozeFindings']['responses']['200']['content']['application/json'];

/** Longest snooze, in days. */
export const MAX_SNOOZE_DAYS = 30;
/** Longest waiver, in days. */
export const MAX_WAIVER_DAYS = 90;
