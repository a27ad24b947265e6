import type {
  Budget,
  BudgetStatus,
  CostEvidence,
  CostEvidenceQuery,
  CostExportQuery,
  CostPrices,
  CostPricesQuery,
  CostQuery,
  CostRates,
  CostRatesQuery,
  CostReport,
  ListBudgetsQuery,
  ListBudgetStatusQuery,
  NewBudget,
} from '@inference-portal/plugin-inference-common';

/** The cost ledger's operations of the OpenAPI document, by method and path. */
export interface CostEndpoints {
  get: {
    '/costs': { query: CostQuery; response: CostReport };
    '/costs/evidence': { query: CostEvidenceQuery; response: CostEvidence };
    /** Answers a file, by way of `res.write`. */
    '/costs/export': { query: CostExportQuery; response: object };
    '/costs/prices': { query: CostPricesQuery; response: CostPrices };
    '/costs/rates': { query: CostRatesQuery; response: CostRates };
    '/budgets': { query: ListBudgetsQuery; response: { items: Budget[] } };
    '/budgets/status': {
      query: ListBudgetStatusQuery;
      response: { items: BudgetStatus[] };
    };
  };
  put: { '/budgets': { body: NewBudget; response: Budget } };
  delete: {
    '/budgets/:budgetId': { path: { budgetId: string }; response: object };
  };
}
