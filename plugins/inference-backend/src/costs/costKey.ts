import {
  COST_KEY_IDLE,
  COST_KEY_NONE,
  COST_KEY_OVERCOMMIT,
  COST_KEY_OWNED,
  COST_KEY_UNALLOCATED,
  COST_KEY_UNOBSERVED,
  COST_KEY_UNUSED_COMMITMENT,
  type CostGrouping,
} from '@inference-portal/plugin-inference-common';
import type { GroupTree } from '../decide/groupTree';
import type { CostBucket, CostDimensions } from '../decide/cost/terms';
import type { CostFact } from './CostReader';
import type { CostQuestion } from './CostRequest';
import { isHeldBucket } from './selection';

const BUCKET_KEYS: { readonly [B in CostBucket]: string } = {
  owned: COST_KEY_OWNED,
  unallocated: COST_KEY_UNALLOCATED,
  idle: COST_KEY_IDLE,
  'unused-commitment': COST_KEY_UNUSED_COMMITMENT,
  unobserved: COST_KEY_UNOBSERVED,
  overcommit: COST_KEY_OVERCOMMIT,
};

const HELD_KEYS: ReadonlySet<string> = new Set([
  COST_KEY_OWNED,
  COST_KEY_NONE,
  COST_KEY_UNALLOCATED,
]);
const SPECIAL_KEYS: ReadonlySet<string> = new Set([
  ...HELD_KEYS,
  ...Object.values(BUCKET_KEYS),
]);

/** True for keys that are no name of anything. */
export function isSpecialKey(key: string): boolean {
  return SPECIAL_KEYS.has(key);
}

/** True for lines of what is held by workloads; the others belong to nobody. */
export function isHeldKey(key: string): boolean {
  return HELD_KEYS.has(key) || !isSpecialKey(key);
}

/** Dimensions that the key of a line is made of, beside the bucket. */
export const KEY_DIMENSIONS: {
  readonly [G in CostGrouping]: readonly (keyof CostDimensions)[];
} = {
  owner: ['owner'],
  model: ['model'],
  version: ['model', 'version'],
  server: ['serverId'],
  pod: ['podUid'],
  node: ['nodeUid'],
  cluster: ['cluster'],
  'gpu-product': ['gpuProduct'],
  'capacity-type': ['capacityType'],
  bucket: [],
  label: [],
};

/** What the hardware is grouped by: idle time and held time of a node count together. */
const OF_HARDWARE: ReadonlySet<CostGrouping> = new Set<CostGrouping>([
  'node',
  'cluster',
  'gpu-product',
  'capacity-type',
]);

function hardwareKey(
  groupBy: CostGrouping,
  dimensions: Partial<CostDimensions>,
): string | null {
  switch (groupBy) {
    case 'node':
      return dimensions.nodeUid ?? null;
    case 'cluster':
      // A commitment may be about no one cluster.
      return dimensions.cluster || null;
    case 'gpu-product':
      return dimensions.gpuProduct ?? COST_KEY_NONE;
    default:
      return dimensions.capacityType ?? COST_KEY_NONE;
  }
}

function heldKey(
  question: Pick<CostQuestion, 'groupBy' | 'label' | 'rollUp'>,
  { dimensions, labels }: Pick<CostFact, 'dimensions' | 'labels'>,
  groups: GroupTree,
): string | null {
  const { model, version, owner, serverId, podUid } = dimensions;
  switch (question.groupBy) {
    case 'owner':
      return owner ? groups.rollUp(owner, question.rollUp) : null;
    case 'model':
      return model ?? COST_KEY_NONE;
    case 'version':
      return model ? `${model}@${version ?? ''}` : COST_KEY_NONE;
    case 'server':
      return serverId ?? COST_KEY_NONE;
    case 'pod':
      return podUid ?? COST_KEY_NONE;
    case 'label':
      return labels?.[question.label ?? ''] ?? COST_KEY_NONE;
    default:
      return null;
  }
}

/** The line that a part of a cost belongs to. */
export function costKey(
  question: Pick<CostQuestion, 'groupBy' | 'label' | 'rollUp'>,
  fact: Pick<CostFact, 'dimensions' | 'labels'>,
  groups: GroupTree,
): string {
  const { bucket = 'unobserved' } = fact.dimensions;
  let key: string | null = null;
  if (OF_HARDWARE.has(question.groupBy)) {
    key =
      bucket === 'unused-commitment'
        ? null
        : hardwareKey(question.groupBy, fact.dimensions);
  } else if (isHeldBucket(bucket)) {
    key = heldKey(question, fact, groups);
  }
  return key ?? BUCKET_KEYS[bucket];
}

/** Key of a line in `buckets`: idle time by its kind. */
export function bucketKey({
  bucket = 'unobserved',
  idleKind,
}: Partial<CostDimensions>): string {
  return bucket === 'idle' ? `idle-${idleKind ?? 'free'}` : bucket;
}
