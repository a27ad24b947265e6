import type { components, operations } from './generated/api';

type Schemas = components['schemas'];

type Body<Operation extends keyof operations> = operations[Operation] extends {
  requestBody: { content: { 'application/json': infer Content } };
}
  ? Content
  : never;

/** Where a rollback stands. */
export const rollbackStates = [
  'awaiting-approval',
  'planned',
  'applying',
  'awaiting-merge',
  'rolling',
  'verifying',
  'succeeded',
  'failed',
  'undoing',
  'undone',
  'declined',
] as const satisfies readonly Schemas['RollbackState'][];
export type RollbackState = Schemas['RollbackState'];

/** How a server is brought back. */
export type RollbackMethod = Schemas['RollbackMethod'];
/** What would be done, and why it is safe. */
export type RollbackPlan = Schemas['RollbackPlan'];
/** A revision of a server as a plan names it. */
export type RollbackRevision = Schemas['RollbackRevision'];
/** One write, without its content. */
export type RollbackStep = Schemas['RollbackStep'];
/** One field that will change. */
export type RollbackDifference = Schemas['RollbackDifference'];
/** One look before the act, and what it found. */
export type RollbackCheck = Schemas['RollbackCheck'];
/** The change to make where something else manages the object. */
export type RollbackProposal = Schemas['RollbackProposal'];
/** What is paused before a rollback is written, and for how long. */
export type RollbackPlannedPause = Schemas['RollbackPlannedPause'];
/** The pull request that a plan would open. */
export type RollbackPlannedPullRequest = Schemas['RollbackPlannedPullRequest'];
/** The pull request that a rollback opened. */
export type RollbackPullRequest = Schemas['RollbackPullRequest'];
/** A pause of the sync of Argo CD or Flux that a rollback made. */
export type RollbackSyncPause = Schemas['RollbackSyncPause'];
/** Who has to approve a rollback, and why. */
export type RollbackApprovers = Schemas['RollbackApprovers'];
/** How the question for an approval was answered. */
export type RollbackApproval = Schemas['RollbackApproval'];
/** Pods of a server while it is rolled back. */
export type RollbackPods = Schemas['RollbackPods'];
/** The doing of a plan. */
export type Rollback = Schemas['Rollback'];
/** A rollback with its plan and everything that happened. */
export type RollbackDetail = Schemas['RollbackDetail'];
/** Something that happened to a rollback. */
export type RollbackEvent = Schemas['RollbackEvent'];
/** One page of rollbacks. */
export type RollbackPage = Schemas['RollbackPage'];

/** Filters of `GET /rollbacks`. */
export type ListRollbacksQuery = NonNullable<
  operations['ListRollbacks']['parameters']['query']
>;
/** Which revision to go back to; the last good one when left out. */
export type RollbackPlanRequest = Body<'PlanRollback'>;
/** Which plan is done, and why. */
export type RollbackStart = Body<'StartRollback'>;
/** Why a rollback is approved or declined, or why its pause of the sync ends. */
export type RollbackDecision = Body<'ApproveRollback'>;
/** Why a rollback is undone. */
export type RollbackUndo = Body<'UndoRollback'>;
