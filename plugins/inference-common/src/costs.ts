import type { components, operations } from './generated/api';

type Schemas = components['schemas'];

type Query<Operation extends keyof operations> = NonNullable<
  operations[Operation]['parameters']['query']
>;

/** Money as integer micro-units of `currency` (ISO 4217): 1,500,000 is 1.50. */
export type Money = Schemas['Money'];

/** What costs are grouped by. */
export const costGroupings = [
  'owner',
  'model',
  'version',
  'server',
  'pod',
  'node',
  'cluster',
  'gpu-product',
  'capacity-type',
  'bucket',
  'label',
] as const satisfies readonly Schemas['CostGrouping'][];
export type CostGrouping = Schemas['CostGrouping'];

/** Pieces of time that a series of costs is cut into. */
export const costGranularities = [
  'total',
  'hour',
  'day',
  'month',
] as const satisfies readonly Schemas['CostGranularity'][];
export type CostGranularity = Schemas['CostGranularity'];

/** How idle GPUs are shown: as lines of their own, or shared out over the other lines by their cost or evenly. A view, never recorded. */
export const idleViews = [
  'separate',
  'weighted',
  'even',
] as const satisfies readonly Schemas['IdleView'][];
export type IdleView = Schemas['IdleView'];

/** Key of the line of what has an owner, grouped by bucket. */
export const COST_KEY_OWNED = '__owned__';
/** Key of the line of what is held by workloads that have none of what is grouped by, such as a model or a label. */
export const COST_KEY_NONE = '__none__';
/** Key of the line of what is held without an owner. */
export const COST_KEY_UNALLOCATED = '__unallocated__';
/** Key of the line of GPUs that nobody holds. */
export const COST_KEY_IDLE = '__idle__';
/** Key of the line of time in which nobody watched. */
export const COST_KEY_UNOBSERVED = '__unobserved__';
/** Key of the line of commitments that no node uses. */
export const COST_KEY_UNUSED_COMMITMENT = '__unused-commitment__';
/** Key of the line of what was held beyond what there is. */
export const COST_KEY_OVERCOMMIT = '__overcommit__';

/** Shipped prices that nobody checked for longer say so. */
export const STALE_PRICE_DAYS = 90;

/** Query of `GET /costs`. */
export type CostQuery = Query<'GetCosts'>;
/** Query of `GET /costs/evidence`; `groupBy` and `key` name a line of a report. */
export type CostEvidenceQuery = Query<'GetCostEvidence'>;
/** Query of `GET /costs/export`. */
export type CostExportQuery = Query<'ExportCosts'>;
/** Query of `GET /costs/prices`. */
export type CostPricesQuery = Query<'ListCostPrices'>;
/** Filters of `GET /budgets`. */
export type ListBudgetsQuery = Query<'ListBudgets'>;
/** Filters of `GET /budgets/status`. */
export type ListBudgetStatusQuery = Query<'ListBudgetStatus'>;

/** Why a number is less than exact; shown where the number stands. */
export type CostCaveat = Schemas['CostCaveat'];
/** Cost beside what was served for it. */
export type UnitCosts = Schemas['UnitCosts'];
/** One line. Null money: nobody knows the price of it. */
export type CostLine = Schemas['CostLine'];
/** The lines of an hour, day or month. */
export type CostSeries = Schemas['CostSeries'];
/** Where prices come from, by share of GPU-hours. */
export type PriceCoverage = Schemas['PriceCoverage'];
/** Part of a total by what became of the GPUs. */
export type CostBucketSum = Schemas['CostBucketSum'];
/** What a window cost. */
export type CostReport = Schemas['CostReport'];
/** How one line came about: the intervals and the prices behind it. */
export type CostEvidence = Schemas['CostEvidence'];
/** One interval with its price. */
export type CostEvidenceItem = Schemas['CostEvidenceItem'];
/** A price in effect, and what it matches. */
export type CostPrice = Schemas['CostPrice'];
/** Prices with their coverage and age. */
export type CostPrices = Schemas['CostPrices'];
/** What servers cost a day as they are now. */
export type CostRates = Schemas['CostRates'];
export type CostRatesQuery = Query<'ListCostRates'>;
/** What a group or a model may cost in a calendar month. */
export type Budget = Schemas['Budget'];
/** Whose costs a budget is about. */
export type BudgetScope = Schemas['BudgetScope'];
/** A budget as somebody sets it. */
export type NewBudget = Schemas['NewBudget'];
/** A budget beside what was spent of it. */
export type BudgetStatus = Schemas['BudgetStatus'];
