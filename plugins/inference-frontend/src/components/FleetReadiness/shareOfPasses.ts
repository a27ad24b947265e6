import type { ReadinessCounts } from '@inference-portal/plugin-inference-common';

/** Share of the rules that pass among those that can be judged; null when none can. */
export function shareOfPasses({ pass, fail }: ReadinessCounts): number | null {
  return pass + fail === 0 ? null : pass / (pass + fail);
}
