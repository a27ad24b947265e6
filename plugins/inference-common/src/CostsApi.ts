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
} from './costs';
import type { RequestOptions } from './HttpClient';

/** The GPU cost ledger. Every method rejects with a `ResponseError` that carries status and message. */
export interface CostsApi {
  getCosts(query: CostQuery, options?: RequestOptions): Promise<CostReport>;
  /** How a line came about, oldest interval first, one page at a time. */
  getCostEvidence(
    query: CostEvidenceQuery,
    options?: RequestOptions,
  ): Promise<CostEvidence>;
  /** A file: CSV, or the columns of FOCUS 1.3. */
  exportCosts(query: CostExportQuery, options?: RequestOptions): Promise<Blob>;
  listCostPrices(
    query?: CostPricesQuery,
    options?: RequestOptions,
  ): Promise<CostPrices>;
  /** What servers cost a day as they are now; those without a price are left out. */
  listCostRates(
    query?: CostRatesQuery,
    options?: RequestOptions,
  ): Promise<CostRates>;
  listBudgets(
    query?: ListBudgetsQuery,
    options?: RequestOptions,
  ): Promise<{ items: Budget[] }>;
  /** Replaces the budget of the same scope, if there is one. */
  setBudget(budget: NewBudget, options?: RequestOptions): Promise<Budget>;
  deleteBudget(id: string, options?: RequestOptions): Promise<void>;
  listBudgetStatus(
    query?: ListBudgetStatusQuery,
    options?: RequestOptions,
  ): Promise<{ items: BudgetStatus[] }>;
}
