import type {
  CostGranularity,
  CostGrouping,
  IdleView,
} from '@inference-portal/plugin-inference-common';
import type { TimeWindow } from '../record';

/** A calendar month. */
export interface LocalMonth {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
}

/** Which costs are asked for; lists let through what is in them, null lets everything through. */
export interface CostSelection {
  /** Entity refs; null among them is what nobody owns. */
  readonly owners: readonly (string | null)[] | null;
  readonly models: readonly string[] | null;
  /** Null among them is what tells none. */
  readonly versions: readonly (string | null)[] | null;
  readonly servers: readonly string[] | null;
  readonly clusters: readonly string[] | null;
  readonly gpuProducts: readonly string[] | null;
}

/** What is asked of a window: checked, and with every default decided. */
export interface CostQuestion {
  readonly window: TimeWindow;
  /** IANA name. */
  readonly timezone: string;
  readonly groupBy: CostGrouping;
  /** Name of the label; null unless grouped by label. */
  readonly label: string | null;
  readonly selection: CostSelection;
  /** Depth in the hierarchy of groups that owners are put into; 0 leaves them. */
  readonly rollUp: number;
}

/** Groupings whose lines stand for servers. */
export type CostGroupingWithServers = 'owner' | 'model' | 'version';

/** What is asked of a report. */
export interface ReportQuestion extends CostQuestion {
  readonly granularity: CostGranularity;
  readonly idle: IdleView;
  readonly comparesPrevious: boolean;
  /** Lines of owners, models and versions tell what requests and tokens cost, too; those of servers always do. */
  readonly tellsUnitCosts: boolean;
}
