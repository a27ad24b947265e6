import type { GpuPlan } from '@inference-portal/plugin-inference-common';
import type { Formats } from '../../format/createFormats';
import type { Text } from '../../translation/useText';
import { planSentence } from '../Planner/planSentence';

/** Whether it fits, how much, and what it costs an hour and a month. */
export function planWithMonth(t: Text, formats: Formats, plan: GpuPlan) {
  const sentence = planSentence(t, formats, plan);
  return plan.fits && plan.cost !== null
    ? t('deploy.gpu.month', {
        sentence,
        price: formats.moneyShort(plan.cost.perMonth, plan.cost.currency),
      })
    : sentence;
}
