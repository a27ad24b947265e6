import type { components, operations } from './generated/api';

type Schemas = components['schemas'];

type Body<Operation extends keyof operations> = operations[Operation] extends {
  requestBody: { content: { 'application/json': infer Content } };
}
  ? Content
  : never;

/** Where a remediation stands. */
export const remediationStates = [
  'planned',
  'applying',
  'watching',
  'succeeded',
  'failed',
  'undone',
] as const satisfies readonly Schemas['RemediationState'][];
export type RemediationState = Schemas['RemediationState'];

/** What is done to a server that nobody uses. */
export type RemediationAction = Schemas['RemediationAction'];
/** Who does the steps of a plan. */
export type RemediationMethod = Schemas['RemediationMethod'];
/** What would be done, and why it is safe. */
export type RemediationPlan = Schemas['RemediationPlan'];
/** One write. */
export type RemediationStep = Schemas['RemediationStep'];
/** One field that a step changes. */
export type RemediationFieldChange = Schemas['RemediationFieldChange'];
/** One look before the act, and what it found. */
export type RemediationCheck = Schemas['RemediationCheck'];
/** The change to make where a GitOps controller manages the object. */
export type RemediationProposal = Schemas['RemediationProposal'];
/** The doing of a plan. */
export type Remediation = Schemas['Remediation'];
/** A remediation with its plan and everything that happened. */
export type RemediationDetail = Schemas['RemediationDetail'];
/** Something that happened to a remediation. */
export type RemediationEvent = Schemas['RemediationEvent'];
/** One page of remediations. */
export type RemediationPage = Schemas['RemediationPage'];

/** Filters of `GET /remediations`. */
export type ListRemediationsQuery = NonNullable<
  operations['ListRemediations']['parameters']['query']
>;
/** What to do, and which finding says why. */
export type RemediationPlanRequest = Body<'PlanRemediation'>;
/** Which plan is done, and why. */
export type RemediationStart = Body<'StartRemediation'>;
