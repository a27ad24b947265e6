import type { GpuWeightResolver } from '@inference-portal/plugin-inference-node';

const GPUS = 'nvidia.com/gpu';
const CORES = 'nvidia.com/gpucores';
const MEMORY_PERCENTAGE = 'nvidia.com/gpumem-percentage';
const MEMORY_MIB = 'nvidia.com/gpumem';

function wholeOf(text: string | undefined): number | null {
  const value = Number(text);
  return text !== undefined && Number.isSafeInteger(value) && value >= 0
    ? value
    : null;
}

/**
 * HAMi: `nvidia.com/gpu` counts virtual GPUs, and each is the larger of its share of the card's cores and of its memory. Without either
 * it is a whole card.
 */
export const hamiResolver: GpuWeightResolver = {
  name: 'hami',
  resolve({ resources, node }) {
    const units = wholeOf(resources[GPUS]) ?? 1;
    const cores = wholeOf(resources[CORES]);
    const percentage = wholeOf(resources[MEMORY_PERCENTAGE]);
    const mib = wholeOf(resources[MEMORY_MIB]);
    if (cores === null && percentage === null && mib === null) {
      return null;
    }
    const cardMib =
      node && node.cardMemoryGb !== null ? node.cardMemoryGb * 1024 : null;
    const shares = [
      { numerator: cores ?? 0, denominator: 100 },
      { numerator: percentage ?? 0, denominator: 100 },
      ...(mib !== null && cardMib !== null
        ? [{ numerator: mib, denominator: cardMib }]
        : []),
    ].sort((a, b) => b.numerator * a.denominator - a.numerator * b.denominator);
    const [largest] = shares;
    const isUnsized =
      largest === undefined ||
      largest.numerator === 0 ||
      largest.numerator > largest.denominator;
    const share = isUnsized ? { numerator: 1, denominator: 1 } : largest;
    return {
      resource: GPUS,
      units,
      weight: {
        numerator: units * share.numerator,
        denominator: share.denominator,
      },
    };
  },
};
