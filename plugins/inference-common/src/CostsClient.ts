import type { CostsApi } from './CostsApi';
import type {
  CostEvidenceQuery,
  CostExportQuery,
  CostPricesQuery,
  CostQuery,
  CostRatesQuery,
  ListBudgetsQuery,
  ListBudgetStatusQuery,
  NewBudget,
} from './costs';
import { path, queryString, type RequestOptions } from './HttpClient';
import { RegistryClient } from './RegistryClient';

/** Client of the GPU cost ledger, on top of that of the model registry. */
export class CostsClient extends RegistryClient implements CostsApi {
  getCosts(
    query: CostQuery,
    options?: RequestOptions,
  ): ReturnType<CostsApi['getCosts']> {
    return this.get(`/costs${queryString(query)}`, options);
  }

  getCostEvidence(
    query: CostEvidenceQuery,
    options?: RequestOptions,
  ): ReturnType<CostsApi['getCostEvidence']> {
    return this.get(`/costs/evidence${queryString(query)}`, options);
  }

  exportCosts(
    query: CostExportQuery,
    options?: RequestOptions,
  ): ReturnType<CostsApi['exportCosts']> {
    return this.getFile(`/costs/export${queryString(query)}`, options);
  }

  listCostPrices(
    query: CostPricesQuery = {},
    options?: RequestOptions,
  ): ReturnType<CostsApi['listCostPrices']> {
    return this.get(`/costs/prices${queryString(query)}`, options);
  }

  listCostRates(
    query: CostRatesQuery = {},
    options?: RequestOptions,
  ): ReturnType<CostsApi['listCostRates']> {
    return this.get(`/costs/rates${queryString(query)}`, options);
  }

  listBudgets(
    query: ListBudgetsQuery = {},
    options?: RequestOptions,
  ): ReturnType<CostsApi['listBudgets']> {
    return this.get(`/budgets${queryString(query)}`, options);
  }

  setBudget(
    budget: NewBudget,
    options?: RequestOptions,
  ): ReturnType<CostsApi['setBudget']> {
    return this.send('PUT', '/budgets', budget, options);
  }

  deleteBudget(
    id: string,
    options?: RequestOptions,
  ): ReturnType<CostsApi['deleteBudget']> {
    return this.delete(path`/budgets/${id}`, options);
  }

  listBudgetStatus(
    query: ListBudgetStatusQuery = {},
    options?: RequestOptions,
  ): ReturnType<CostsApi['listBudgetStatus']> {
    return this.get(`/budgets/status${queryString(query)}`, options);
  }
}
