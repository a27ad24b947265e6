/** A GPU as plans need it. */
export interface PlannedGpu {
  /** Short name as in the inventory; null when only the memory is known. */
  readonly product: string | null;
  /** What CUDA sees. */
  readonly memoryGiB: number;
  /** Null when not known. */
  readonly bandwidthGBps: number | null;
  /** CUDA compute capability, such as 9; null for other makers and when not known. */
  readonly computeCapability: number | null;
  readonly notes: readonly string[];
}

interface GpuRow {
  readonly product: string;
  /** Of the name without maker. */
  readonly match: RegExp;
  /** Gigabytes that the maker sells it with. */
  readonly nominal: number;
  readonly memoryGiB: number;
  readonly bandwidthGBps: number;
  readonly computeCapability: number | null;
  /** False where no log told the memory: then it is derived from the nominal size. */
  readonly measured: boolean;
}

const row = (
  product: string,
  match: RegExp,
  nominal: number,
  memoryGiB: number,
  bandwidthGBps: number,
  computeCapability: number | null,
  measured = true,
): GpuRow => ({
  product,
  match,
  nominal,
  memoryGiB,
  bandwidthGBps,
  computeCapability,
  measured,
});

/** Memory from logs of vLLM ("total_memory") where measured; bandwidth from data sheets. */
const rows: readonly GpuRow[] = [
  row('GB200', /^GB200/, 186, 184, 8000, 10, false),
  row('B200', /^B200/, 180, 178, 8000, 10),
  row('B300', /^B300/, 288, 268, 8000, 10.3, false),
  row('GH200', /^GH200/, 96, 94.5, 4000, 9, false),
  row('H200', /^H200/, 141, 139.81, 4800, 9),
  row('H100-NVL', /^H100-NVL/, 94, 93.1, 3900, 9, false),
  row('H100', /^H100.*PCIE/, 80, 79.1, 2000, 9, false),
  row('H100', /^H100/, 80, 79.19, 3350, 9),
  row('H800', /^H800/, 80, 79.1, 3350, 9, false),
  row('H20', /^H20(?!0)/, 96, 95.1, 4000, 9, false),
  row('A100-80GB', /^A100.*80/, 80, 79.2, 2039, 8),
  row('A100-40GB', /^A100.*40/, 40, 39.38, 1555, 8),
  row('A800-80GB', /^A800.*80/, 80, 79.2, 2039, 8, false),
  row('A30', /^A30(?!\d)/, 24, 23.5, 933, 8, false),
  row('A40', /^A40(?!\d)/, 48, 44.4, 696, 8.6, false),
  row('A10G', /^A10G/, 24, 22.06, 600, 8.6),
  row('A10', /^A10(?!\d)/, 24, 22.06, 600, 8.6, false),
  row('L40S', /^L40S/, 48, 44.4, 864, 8.9),
  row('L40', /^L40/, 48, 44.4, 864, 8.9, false),
  row('L20', /^L20(?!\d)/, 48, 44.4, 864, 8.9, false),
  row('L4', /^L4(?!\d)/, 24, 22.06, 300, 8.9),
  row('T4', /^T4/, 16, 14.6, 320, 7.5, false),
  row('V100-32GB', /^V100.*32/, 32, 31.7, 900, 7, false),
  row('V100-16GB', /^V100.*16/, 16, 15.8, 900, 7, false),
  row('MI300X', /^MI300X/, 192, 191.7, 5300, null),
  row('MI325X', /^MI325X/, 256, 255.7, 6000, null, false),
];

/** GPUs that come in two sizes: the name alone tells nothing. */
const AMBIGUOUS: { readonly [product: string]: readonly string[] } = {
  A100: ['A100-40GB', 'A100-80GB'],
  V100: ['V100-16GB', 'V100-32GB'],
};

/** A GPU, or what is wrong with the request for it: the name of the field and what to do. */
export type ResolvedGpu =
  | { readonly status: 'known'; readonly gpu: PlannedGpu }
  | { readonly status: 'refused'; readonly problem: string };

const bare = (product: string) =>
  product
    .trim()
    .toUpperCase()
    .replace(/[\s_]+/g, '-')
    .replace(/^(?:NVIDIA|AMD)-/, '')
    .replace(/^(?:TESLA|INSTINCT|GEFORCE)-/, '');

const isSize = (given: number, size: number) =>
  Math.abs(given - size) <= size * 0.005;

function findRow(product: string, memoryGiB: number | null): GpuRow | null {
  const name = bare(product);
  const sizes = AMBIGUOUS[name];
  if (sizes) {
    const candidates = rows.filter(one => sizes.includes(one.product));
    return memoryGiB === null
      ? null
      : candidates.find(one => Math.abs(one.nominal - memoryGiB) < 4) ?? null;
  }
  return rows.find(one => one.match.test(name)) ?? null;
}

/** A MIG device has its slice of memory and bandwidth: `H100-80GB-HBM3-MIG-3g.40gb`. */
function migGpu(
  product: string,
  [whole, , gigabytes]: RegExpExecArray,
): PlannedGpu | null {
  const card = findRow(product.slice(0, product.length - whole.length), null);
  const memoryGb = Number(gigabytes);
  if (!card || memoryGb <= 0) return null;
  return {
    product: `${card.product}${whole}`,
    memoryGiB: Math.min(memoryGb * 0.96, card.memoryGiB),
    bandwidthGBps: card.bandwidthGBps * Math.min(memoryGb / card.nominal, 1),
    computeCapability: card.computeCapability,
    notes: [
      `A MIG device of ${memoryGb} GB is taken to have ${(
        memoryGb * 0.96
      ).toFixed(1)} GiB`,
    ],
  };
}

/** Finds a GPU by what node labels or people write. Stated memory is obeyed, unless it is the size that the maker prints on a known product. */
export function resolveGpu(options: {
  readonly product: string | null;
  readonly memoryGiB: number | null;
}): ResolvedGpu {
  const { memoryGiB } = options;
  const product = options.product?.trim() || null;
  if (product === null && memoryGiB === null) {
    return {
      status: 'refused',
      problem:
        'gpu.product is missing: name a product such as H100, or write the memory of the GPU to gpu.memoryGiB',
    };
  }
  const mig = /-MIG-(\d+)g\.(\d+)gb.*$/i.exec(product ?? '');
  const slice = product !== null && mig ? migGpu(product, mig) : null;
  if (slice) {
    return {
      status: 'known',
      gpu: { ...slice, memoryGiB: memoryGiB ?? slice.memoryGiB },
    };
  }
  const found = product === null ? null : findRow(product, memoryGiB);
  if (!found) {
    const sizes = AMBIGUOUS[bare(product ?? '')];
    if (memoryGiB === null) {
      return {
        status: 'refused',
        problem: sizes
          ? `gpu.product: ${product} comes in two sizes: write ${sizes.join(
              ' or ',
            )}`
          : `gpu.product: ${JSON.stringify(
              product,
            )} is no GPU that the portal knows: write its memory to gpu.memoryGiB`,
      };
    }
    return {
      status: 'known',
      gpu: {
        product,
        memoryGiB,
        bandwidthGBps: null,
        computeCapability: null,
        notes: [],
      },
    };
  }
  const shared = /-SHARED$/i.test(product ?? '');
  const stated =
    memoryGiB !== null && !isSize(memoryGiB, found.nominal) ? memoryGiB : null;
  return {
    status: 'known',
    gpu: {
      product: found.product,
      memoryGiB: stated ?? found.memoryGiB,
      bandwidthGBps: found.bandwidthGBps,
      computeCapability: found.computeCapability,
      notes: [
        ...(stated === null && !found.measured
          ? [
              `No log tells what CUDA sees of a ${found.product}: ${found.memoryGiB} GiB are taken from its data sheet`,
            ]
          : []),
        ...(stated === null && memoryGiB !== null
          ? [
              `CUDA sees ${found.memoryGiB} GiB of a ${found.product} with ${found.nominal} GB`,
            ]
          : []),
        ...(shared
          ? [
              'The GPU is time-sliced: each sharer sees all of its memory, and none of it is reserved',
            ]
          : []),
      ],
    },
  };
}
