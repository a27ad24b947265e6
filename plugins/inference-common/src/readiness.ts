import type { components } from './generated/api';

type Schemas = components['schemas'];

/** What a rule of production readiness says of a server. */
export const readinessResults = [
  'fail',
  'unknown',
  'pass',
  'not-applicable',
] as const satisfies readonly Schemas['ReadinessResult'][];
export type ReadinessResult = Schemas['ReadinessResult'];

/** Parts of the scorecard, in their order. */
export const readinessGroups = [
  'scaling',
  'startup',
  'engine',
  'change',
  'pod',
  'operation',
] as const satisfies readonly Schemas['ReadinessGroup'][];
export type ReadinessGroup = Schemas['ReadinessGroup'];

/** Names a rule of production readiness. */
export type ReadinessCode = Schemas['ReadinessCode'];
/** What a rule looked at, with the place it was read from. */
export type ReadinessEvidence = Schemas['ReadinessEvidence'];
/** The answer of one rule. */
export type ReadinessItem = Schemas['ReadinessItem'];
export type ReadinessCounts = Schemas['ReadinessCounts'];
/** The scorecard of one server. */
export type ServerReadiness = Schemas['ServerReadiness'];
