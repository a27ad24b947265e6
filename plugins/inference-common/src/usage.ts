import type { components, operations } from './generated/api';

type Schemas = components['schemas'];

/** What a server did in a window, hour by hour or day by day. */
export type ServerUsage = Schemas['ServerUsage'];
/** One hour or one UTC day. Null is what no sample told, which is never 0. */
export type UsagePoint = Schemas['UsagePoint'];
/** What servers did in a window, added up. */
export type UsageSums = Schemas['UsageSums'];
/** What one server did in a window. Null is what no sample told, which is never 0. */
export type UsageSum = Schemas['UsageSum'];
/** Lengths of a point. */
export const usageGranularities = [
  'hour',
  'day',
] as const satisfies readonly Schemas['UsageGranularity'][];
export type UsageGranularity = Schemas['UsageGranularity'];

/** Window and granularity of `GET /model-servers/{id}/usage`. */
export type ServerUsageQuery = NonNullable<
  operations['GetServerUsage']['parameters']['query']
>;

/** Window and servers of `GET /usage`. */
export type UsageSumsQuery = NonNullable<
  operations['ListServerUsage']['parameters']['query']
>;
