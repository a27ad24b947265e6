import type {
  Budget,
  BudgetStatus,
  CostEvidence,
  CostEvidenceQuery,
  CostExportQuery,
  CostQuery,
  CostRates,
  CostReport,
  CostsApi,
  ListBudgetStatusQuery,
  NewBudget,
} from '@inference-portal/plugin-inference-common';
import { FakeRegistryApi } from '../registry/FakeRegistryApi';
import { budgetStatus, budgetStatuses } from './budgets';
import { costEvidence, costReport } from './report';

/** Costs in memory: the same report whatever is asked for, with what was asked for. */
export class FakeCostsApi extends FakeRegistryApi implements CostsApi {
  report: CostReport = costReport();
  evidence: CostEvidence = costEvidence();
  budgets: BudgetStatus[] = budgetStatuses();
  rates: CostRates['items'] = [];
  /** While set, every file is refused with it. */
  refusedExport: Error | undefined;
  /** Every question, in order. */
  readonly asked: {
    readonly call: string;
    readonly query: CostQuery | CostEvidenceQuery | CostExportQuery;
  }[] = [];

  async getCosts(query: CostQuery): Promise<CostReport> {
    this.asked.push({
      call: query.unitCosts ? 'getUnitCosts' : 'getCosts',
      query,
    });
    this.fail();
    const { groupBy = 'owner', timezone = 'UTC', idle = 'separate' } = query;
    return { ...this.report, groupBy, timezone, idle };
  }

  async getCostEvidence(query: CostEvidenceQuery): Promise<CostEvidence> {
    this.asked.push({ call: 'getCostEvidence', query });
    this.fail();
    return this.evidence;
  }

  async exportCosts(query: CostExportQuery): Promise<Blob> {
    this.asked.push({ call: 'exportCosts', query });
    if (this.refusedExport) {
      throw this.refusedExport;
    }
    return new Blob(['key,amount\r\n'], { type: 'text/csv' });
  }

  async listCostPrices() {
    this.fail();
    return { items: [], priced: this.report.priced, caveats: [] };
  }

  async listCostRates(): Promise<CostRates> {
    this.fail();
    return { at: '2026-11-22T05:00:00.000Z', items: this.rates };
  }

  async listBudgets(): Promise<{ items: Budget[] }> {
    this.fail();
    return { items: this.budgets.map(({ budget }) => budget) };
  }

  async setBudget(wanted: NewBudget): Promise<Budget> {
    this.write('setBudget', wanted);
    const known = this.budgets.find(
      ({ budget: { scope } }) =>
        scope.kind === wanted.scope.kind && scope.ref === wanted.scope.ref,
    );
    const budget: Budget = {
      id: known?.budget.id ?? `b${this.budgets.length + 1}`,
      scope: wanted.scope,
      monthly: wanted.monthly,
      timezone: wanted.timezone ?? 'UTC',
      note: wanted.note ?? null,
      createdBy: 'user:default/guest',
      createdAt: '2026-11-22T04:00:00Z',
    };
    const status = { ...(known ?? budgetStatus()), budget };
    this.budgets = [...this.budgets.filter(one => one !== known), status];
    return budget;
  }

  async deleteBudget(id: string): Promise<void> {
    this.write('deleteBudget', id);
    this.budgets = this.budgets.filter(({ budget }) => budget.id !== id);
  }

  async listBudgetStatus(
    query: ListBudgetStatusQuery = {},
  ): Promise<{ items: BudgetStatus[] }> {
    this.fail();
    const { owner, model } = query;
    return {
      items: this.budgets.filter(
        ({ budget: { scope } }) =>
          (owner === undefined && model === undefined) ||
          (scope.kind === 'owner' ? owner : model)?.includes(scope.ref),
      ),
    };
  }
}
