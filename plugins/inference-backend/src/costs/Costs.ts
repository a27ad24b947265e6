import type { CostSeries } from '@inference-portal/plugin-inference-common';
import type { GroupTree } from '../decide/groupTree';
import type { LedgerStore, NameStore } from '../record';
import type { InstantMs } from '../types';
import type { UsageSums } from './addUsage';
import { BudgetStatuses } from './BudgetStatuses';
import type { Charge } from './Charge';
import { CostCharges } from './CostCharges';
import { CostEvidenceReader } from './CostEvidenceReader';
import { CostPricesReader } from './CostPricesReader';
import { CostReports } from './CostReports';
import type { ReportQuestion } from './CostRequest';
import { exportCharges } from './exportCharges';
import { exportPieces } from './exportPieces';
import { PriceAges } from './PriceAges';
import type { CostVisibility } from './ReportTallies';
import { ServerRates } from './ServerRates';

/** Answers every question about costs, out of the ledger; whoever asks has been let through already. */
export class Costs {
  readonly reports: CostReports;
  readonly evidence: CostEvidenceReader;
  readonly prices: CostPricesReader;
  readonly budgets: BudgetStatuses;
  readonly rates: ServerRates;
  readonly #charges: CostCharges;
  readonly #ledger: LedgerStore;
  readonly #groups: () => GroupTree;
  readonly #now: () => number;

  constructor(options: {
    ledger: LedgerStore;
    names: NameStore;
    /** The catalog's groups as they are now. */
    groups: () => GroupTree;
    usage?: UsageSums;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    const parts = { ...options, ages: new PriceAges(options) };
    this.reports = new CostReports(parts);
    this.evidence = new CostEvidenceReader(parts);
    this.prices = new CostPricesReader(parts);
    this.budgets = new BudgetStatuses(parts);
    this.rates = new ServerRates(parts);
    this.#charges = new CostCharges(parts);
    this.#ledger = options.ledger;
    this.#groups = options.groups;
    this.#now = options.now;
  }

  /** The catalog's groups as they are now. */
  get groups(): GroupTree {
    return this.#groups();
  }

  /** A report's pieces of time with their lines, one after the other. */
  exportPieces(
    question: ReportQuestion,
    isVisible: CostVisibility,
  ): AsyncGenerator<CostSeries, void> {
    return exportPieces(this.reports, question, isVisible);
  }

  /** What nodes cost by who used them, one piece of time after the other. */
  exportCharges(
    question: ReportQuestion,
    isVisible: CostVisibility,
  ): AsyncGenerator<readonly Charge[], void> {
    return exportCharges(this.#charges, question, isVisible, {
      groups: this.#groups(),
      now: this.#now() as InstantMs,
      ledger: this.#ledger,
    });
  }
}
