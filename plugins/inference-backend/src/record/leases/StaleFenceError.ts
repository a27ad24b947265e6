import { CustomErrorBase } from '@backstage/errors';
import type { Fence } from './LeaseStore';

/** The cluster's lease went to another holder, so what this one saw must not be written. */
export class StaleFenceError extends CustomErrorBase {
  name = 'StaleFenceError' as const;

  constructor(fence: Fence) {
    super(
      `Lease ${fence.token} of cluster ${fence.cluster} went to another backend replica: nothing was written`,
    );
  }
}
