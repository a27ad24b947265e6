import type { components, operations } from './generated/api';

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
/** What one rule says of several servers. */
export type ReadinessRuleCounts = Schemas['ReadinessRuleCounts'];
/** Servers of one owner, added up. */
export type ReadinessTeam = Schemas['ReadinessTeam'];
/** What the rules say of all servers, by owner. */
export type ReadinessReport = Schemas['ReadinessReport'];
/** What the rules say of one server, without the evidence. */
export type ReadinessServer = Schemas['ReadinessServer'];
/** How many rules servers pass and fail. */
export type ReadinessScores = Schemas['ReadinessScores'];
/** Filters of `GET /readiness/scores`. */
export type ReadinessScoresQuery = NonNullable<
  operations['ListReadinessScores']['parameters']['query']
>;
/** Filters of `GET /readiness`. */
export type ReadinessReportQuery = NonNullable<
  operations['GetReadinessReport']['parameters']['query']
>;
/** Filters of `GET /readiness/servers`. */
export type ListReadinessServersQuery = NonNullable<
  operations['ListReadinessServers']['parameters']['query']
>;
