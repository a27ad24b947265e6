import type { GpuPlan } from '@inference-portal/plugin-inference-common';
import type { Formats } from '../../format/createFormats';
import type { Text } from '../../translation/useText';

/** "2 × H100: fits 36 requests at 8,192 tokens, $4.30/h", or that it does not fit. */
export function planSentence(t: Text, formats: Formats, plan: GpuPlan): string {
  const gpus = formats.gpus(plan.gpus, plan.gpu.product);
  if (!plan.fits) {
    return t('planner.fitsNot', { gpus });
  }
  const { cost, maxConcurrency, maxModelLen } = plan;
  const fits =
    maxConcurrency === null || maxModelLen === null
      ? t('planner.fits', { gpus })
      : t('planner.fitsRequests', {
          gpus,
          count: Math.floor(maxConcurrency),
          tokens: formats.count(maxModelLen),
        });
  return cost === null
    ? fits
    : t('planner.withPrice', {
        fits,
        price: formats.money(cost.perHour, cost.currency),
      });
}
