import {
  COST_KEY_IDLE,
  COST_KEY_NONE,
  COST_KEY_OWNED,
  COST_KEY_OVERCOMMIT,
  COST_KEY_UNALLOCATED,
  COST_KEY_UNOBSERVED,
  COST_KEY_UNUSED_COMMITMENT,
  type CostGrouping,
} from '@inference-portal/plugin-inference-common';
import type { Text } from '../../translation/useText';
import { partsOfVersion } from './costScope';
import { shortOwner } from '../states/OwnerName';

/** Keys of the lines that belong to nobody, in the order in which they are drawn. */
export const NOBODYS_KEYS = [
  COST_KEY_UNALLOCATED,
  COST_KEY_IDLE,
  COST_KEY_UNUSED_COMMITMENT,
  COST_KEY_UNOBSERVED,
  COST_KEY_OVERCOMMIT,
] as const;
export type NobodysKey = (typeof NOBODYS_KEYS)[number];

/** True for the keys of lines that belong to nobody. */
export function isNobodys(key: string): key is NobodysKey {
  return NOBODYS_KEYS.some(one => one === key);
}

/** True for keys that are no name of anything. */
export function isSpecial(key: string): boolean {
  return isNobodys(key) || key === COST_KEY_NONE || key === COST_KEY_OWNED;
}

/** Parts of a total by what became of the GPUs, in the order in which they are told. */
export const COST_BUCKETS = [
  'owned',
  'unallocated',
  'idle-free',
  'idle-fragmented',
  'idle-cordoned',
  'unused-commitment',
  'unobserved',
  'overcommit',
] as const;
export type CostBucketName = (typeof COST_BUCKETS)[number];

/** One of the buckets; null for one that this page does not know yet. */
export function bucketName(text: string): CostBucketName | null {
  return COST_BUCKETS.find(one => one === text) ?? null;
}

/** What people call the line of workloads that have none of what is grouped by. */
function noneName(grouping: CostGrouping, t: Text): string {
  switch (grouping) {
    case 'model':
    case 'version':
      return t('costs.none.model');
    case 'server':
    case 'pod':
      return t('costs.none.server');
    case 'label':
    case 'gpu-product':
    case 'capacity-type':
      return t(`costs.none.${grouping}`);
    default:
      return t('costs.none.other');
  }
}

/** What people call a line. */
export function lineName(
  line: { readonly key: string; readonly title: string | null },
  grouping: CostGrouping,
  t: Text,
): string {
  if (line.key === COST_KEY_NONE) {
    return noneName(grouping, t);
  }
  if (line.key === COST_KEY_OWNED) {
    return t('costs.bucket.owned');
  }
  if (isNobodys(line.key)) {
    return t(`costs.key.${line.key}`);
  }
  if (grouping === 'bucket') {
    const bucket = bucketName(line.key);
    return bucket === null ? line.key : t(`costs.bucket.${bucket}`);
  }
  if (grouping === 'version') {
    const { model, version } = partsOfVersion(line.key);
    return version === '' ? t('costs.noVersion', { model }) : line.key;
  }
  if (line.title !== null) {
    return line.title;
  }
  return grouping === 'owner' ? shortOwner(line.key) : line.key;
}
