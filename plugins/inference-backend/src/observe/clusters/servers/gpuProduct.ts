import type { GpuWeight } from '../../../decide/cost/ledger';
import { gpuWeight, weightToNumber } from './gpuWeight';

/** Families of data-center GPUs by the word that names them, longest first. */
const FAMILY =
  /(?:^|-)(GB300|GB200|GH200|B300|B200|B100|H200|H100|H800|H20|A100|A800|A40|A30|A16|A10G|A10|A2|L40S|L40|L20|L4|T4|V100|P100|P40|P4|K80|MI\d{3}[AX]?)(?=-|$|\d*GB)/;

/** Memory of one card in GB by product; a card with two sizes names its size. */
const CARD_MEMORY_GB: { readonly [product: string]: number } = {
  'A100-40GB': 40,
  'A100-80GB': 80,
  'A800-40GB': 40,
  'A800-80GB': 80,
  A30: 24,
  H100: 80,
  H800: 80,
  H20: 96,
  H200: 141,
  GH200: 96,
  B200: 180,
  B300: 288,
  GB200: 186,
};

function memoryOf(name: string): number | null {
  const match = /(?:^|-)(\d{2,3})GB/.exec(name);
  return match ? Number(match[1]) : null;
}

/** Which devices a product label describes. */
export interface GpuProductName {
  /** Short name such as `H100`, `A100-80GB`. */
  readonly product: string;
  /** Memory of a whole card in GB; null when not known. */
  readonly cardMemoryGb: number | null;
  /** True with the suffix `-SHARED`. */
  readonly shared: boolean;
  /** Profile such as `1g.10gb` when every device of the node is a MIG slice of one size. */
  readonly migProfile: string | null;
}

/**
 * Reads a product as node labels write it: `NVIDIA-H100-80GB-HBM3`, `Tesla-T4-SHARED`, `NVIDIA-A100-SXM4-40GB-MIG-1g.5gb`,
 * `nvidia-h100-mega-80gb`, `a10g`. `memoryMib` is the label of the device's memory.
 */
export function readGpuProduct(
  label: string,
  memoryMib: number | null,
): GpuProductName {
  const [, base = label, mig = null] =
    /^(.*?)-MIG-(\d+g\.\d+gb.*?)(?:-SHARED)?$/i.exec(label) ?? [];
  const shared = /-SHARED$/i.test(label);
  const name = base
    .replace(/-SHARED$/i, '')
    .toUpperCase()
    .replace(/[\s_]+/g, '-')
    .replace(/^(?:NVIDIA|AMD)-/, '')
    .replace(/^(?:TESLA|INSTINCT|GEFORCE)-/, '');
  const family = FAMILY.exec(name)?.[1] ?? null;
  // The memory of a MIG device says nothing about its card.
  const measuredGb =
    memoryMib === null || mig !== null ? null : memoryMib / 1024;
  let product = family ?? name;
  if (family === 'A100' || family === 'A800') {
    const measured = (measuredGb ?? 0) > 60 ? 80 : 40;
    const memory = memoryOf(name) ?? (measuredGb === null ? null : measured);
    product = memory === null ? family : `${family}-${memory}GB`;
  }
  const cardMemoryGb =
    (family === 'GH200' ? null : memoryOf(name)) ??
    CARD_MEMORY_GB[product] ??
    (measuredGb === null ? null : Math.round(measuredGb));
  return { product, cardMemoryGb, shared, migProfile: mig };
}

/** Compute and memory of a MIG profile such as `1g.10gb`; null when it is none. */
export function readMigProfile(
  profile: string,
): { compute: number; memoryGb: number } | null {
  const match = /^(\d)g\.(\d{1,3})gb(?:[.+-].*)?$/i.exec(profile);
  return match
    ? { compute: Number(match[1]), memoryGb: Number(match[2]) }
    : null;
}

/** What of a MIG device counts: its memory slices, or its compute slices. */
export type MigMeasure = 'memory' | 'compute';

/** Slices of a card that MIG deals out: an A30 has 4 of either, the others 7 of compute and 8 of memory. */
function slicesOf(cardMemoryGb: number): { compute: number; memory: number } {
  return cardMemoryGb === 24
    ? { compute: 4, memory: 4 }
    : { compute: 7, memory: 8 };
}

/**
 * Share of a card that a MIG device holds: its memory slices of all (4 on an A30, 8 elsewhere), so that the devices of a card
 * never sum to more than one card; or its compute slices. Null when the card's memory is not known.
 */
export function exactMigWeight(
  profile: string,
  cardMemoryGb: number | null,
  measure: MigMeasure = 'memory',
): GpuWeight | null {
  const parsed = readMigProfile(profile);
  if (parsed === null || cardMemoryGb === null) {
    return null;
  }
  const slices = slicesOf(cardMemoryGb)[measure];
  const used =
    measure === 'compute'
      ? parsed.compute
      : Math.round((parsed.memoryGb / cardMemoryGb) * slices);
  return gpuWeight(Math.min(Math.max(used, 1), slices), slices);
}

/** {@link exactMigWeight} by memory, as a number. */
export function migWeight(
  profile: string,
  cardMemoryGb: number | null,
): number | null {
  const weight = exactMigWeight(profile, cardMemoryGb);
  return weight === null ? null : weightToNumber(weight);
}

/** How many devices of a profile one card can hold, by compute and by memory. */
export function migDevicesPerCard(
  profile: string,
  cardMemoryGb: number | null,
): number | null {
  const weight = migWeight(profile, cardMemoryGb);
  const parsed = readMigProfile(profile);
  if (weight === null || parsed === null || cardMemoryGb === null) {
    return null;
  }
  const computeSlices = slicesOf(cardMemoryGb).compute;
  return Math.max(
    Math.min(
      Math.floor(computeSlices / Math.max(parsed.compute, 1)),
      Math.floor(1 / weight),
    ),
    1,
  );
}
