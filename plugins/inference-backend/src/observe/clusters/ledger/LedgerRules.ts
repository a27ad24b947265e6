import type { GpuWeightResolver } from '@inference-portal/plugin-inference-node';
import type { MigMeasure } from '../servers/gpuProduct';

/** How what a pod holds is counted. */
export interface LedgerRules {
  /** What of a MIG device counts. */
  readonly migMeasure: MigMeasure;
  /** Labels of pods that costs may be grouped by. */
  readonly labels: readonly string[];
  /** Asked in order, before the rules of the portal. */
  readonly resolvers: readonly GpuWeightResolver[];
}

/** Memory slices, no labels, no fractional scheduler. */
export const defaultLedgerRules: LedgerRules = {
  migMeasure: 'memory',
  labels: [],
  resolvers: [],
};
