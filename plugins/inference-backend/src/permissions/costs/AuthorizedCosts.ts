import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type {
  CostEvidence,
  CostPrices,
  CostRates,
  CostReport,
  CostSeries,
} from '@inference-portal/plugin-inference-common';
import type { Charge } from '../../costs/Charge';
import type { Costs } from '../../costs/Costs';
import type { EvidencePage } from '../../costs/CostEvidenceReader';
import type { CostQuestion, ReportQuestion } from '../../costs/CostRequest';
import type { GroupTree } from '../../decide/groupTree';
import type { BudgetStore, RegistryStore, TimeWindow } from '../../record';
import { AuthorizedBudgets } from './AuthorizedBudgets';
import { CostAccess } from './CostAccess';

/** Costs and budgets, as far as callers may see and set them. Every method throws `NotAllowedError` to who may read none. */
export class AuthorizedCosts {
  readonly budgets: AuthorizedBudgets;
  readonly #costs: Costs;
  readonly #access: CostAccess;

  constructor(options: {
    costs: Costs;
    budgets: BudgetStore;
    models: Pick<RegistryStore, 'findModel'>;
    permissions: PermissionsService;
    /** Needs to have been told by `registerPermissions`. */
    permissionsRegistry: PermissionsRegistryService;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#costs = options.costs;
    this.#access = new CostAccess(options);
    this.budgets = new AuthorizedBudgets({
      ...options,
      statuses: options.costs.budgets,
      access: this.#access,
    });
  }

  /** The catalog's groups as they are now, by which owners are rolled up; everybody may know them. */
  get groups(): GroupTree {
    return this.#costs.groups;
  }

  async getReport(
    question: ReportQuestion,
    credentials: BackstageCredentials,
  ): Promise<CostReport> {
    const readable = await this.#access.getReadable(credentials);
    return this.#costs.reports.getReport(question, readable);
  }

  async getEvidence(
    question: CostQuestion,
    page: EvidencePage,
    credentials: BackstageCredentials,
  ): Promise<CostEvidence> {
    const readable = await this.#access.getReadable(credentials);
    return this.#costs.evidence.getEvidence(question, page, readable);
  }

  async getPrices(
    asked: { window: TimeWindow; timezone: string },
    credentials: BackstageCredentials,
  ): Promise<CostPrices> {
    const readable = await this.#access.getReadable(credentials);
    return this.#costs.prices.getPrices(asked, readable);
  }

  /** What servers cost a day as they are now; all of them when none are named. */
  async getRates(
    servers: readonly string[] | null,
    credentials: BackstageCredentials,
  ): Promise<CostRates> {
    const readable = await this.#access.getReadable(credentials);
    return this.#costs.rates.getRates(servers, readable);
  }

  /** Pieces of time with their lines, for a file. */
  async exportPieces(
    question: ReportQuestion,
    credentials: BackstageCredentials,
  ): Promise<AsyncGenerator<CostSeries, void>> {
    const readable = await this.#access.getReadable(credentials);
    return this.#costs.exportPieces(question, readable);
  }

  /** What nodes cost by who used them, for a file. */
  async exportCharges(
    question: ReportQuestion,
    credentials: BackstageCredentials,
  ): Promise<AsyncGenerator<readonly Charge[], void>> {
    const readable = await this.#access.getReadable(credentials);
    return this.#costs.exportCharges(question, readable);
  }
}
