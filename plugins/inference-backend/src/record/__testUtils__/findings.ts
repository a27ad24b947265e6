import type {
  FindingCause,
  FindingStakes,
} from '@inference-portal/plugin-inference-common';
import type {
  FindingChange,
  FindingContent,
} from '../../decide/findings/finding';
import type { InstantMs } from '../../types';
import { at, serverId } from './observations';

/** Two H100s of a node of eight, for $4,310 a month. */
export function stakes(facts: Partial<FindingStakes> = {}): FindingStakes {
  return {
    currency: 'USD',
    microsPerMonth: 4_310_000_000,
    gpus: 2,
    gpuProduct: 'H100',
    unpricedGpus: 0,
    nodes: [
      {
        node: 'gpu-node-3',
        gpus: 2,
        nodeGpus: 8,
        othersGpus: 4,
        empties: false,
      },
    ],
    ...facts,
  };
}

/** What the detector says of a server that nobody has used for 23 days. */
export function content(facts: Partial<FindingContent> = {}): FindingContent {
  return {
    confidence: 'high',
    reasons: [
      {
        code: 'silent-for',
        values: { days: 23, allowedDays: 8.5, pattern: 'daily-use' },
      },
    ],
    since: at(-23 * 86_400_000),
    orphaned: false,
    nextCheckAt: at(86_400_000) as InstantMs,
    stakes: stakes(),
    ...facts,
  };
}

/** A change that opens a finding of the server `name` in `eu-west/support`. */
export function opening(
  name = 'support-chat',
  facts: Partial<Extract<FindingChange, { kind: 'open' }>> & {
    cause?: FindingCause;
  } = {},
): Extract<FindingChange, { kind: 'open' }> {
  return {
    kind: 'open',
    serverId: serverId('eu-west', 'support', name),
    cause: 'zombie',
    content: content(),
    silence: null,
    toTell: true,
    continues: null,
    ...facts,
  };
}
