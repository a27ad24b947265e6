import type { ServerUsage } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { meanOf, sumOf, type UsageSlot } from '../Activity/usageSlots';
import { UnitCostLine } from './UnitCostLine';
import styles from './Usage.module.css';

/** What a server did in a window, and what that cost, in sentences. */
export function UsageHeadline(props: {
  usage: ServerUsage;
  slots: readonly UsageSlot[];
}) {
  const t = useText();
  const formats = useFormats();
  const { usage, slots } = props;
  const window = t(`usage.phrase.${usage.granularity}`);
  const requests = sumOf(slots, point => point.requests);
  const errors = sumOf(slots, point => point.errors);
  const prompt = sumOf(slots, point => point.promptTokens);
  const generated = sumOf(slots, point => point.generatedTokens);
  const gpu = meanOf(slots, point => point.gpuActivityAvg);
  const seen = slots.filter(({ point }) => point !== null).length;
  const headline = () => {
    if (requests === null) {
      return t('usage.headlineUnknown', { window });
    }
    return requests === 0 && (errors ?? 0) === 0
      ? t('usage.headlineNone', { window })
      : t('usage.headline', {
          window,
          requests: formats.count(Math.round(requests)),
          errors: errors === null ? '—' : formats.count(Math.round(errors)),
        });
  };
  return (
    <div className={styles.answer}>
      <h3 className={styles.headline}>{headline()}</h3>
      <p>
        {prompt !== null &&
          generated !== null &&
          prompt + generated > 0 &&
          `${t('usage.tokensLine', {
            prompt: formats.compact(prompt),
            generated: formats.compact(generated),
          })} `}
        {gpu !== null &&
          `${t('usage.gpuLine', { share: formats.percent(gpu) })} `}
        <UnitCostLine costs={usage.unitCosts} />
      </p>
      {seen < slots.length && (
        <p className={styles.note} title={t('usage.seenHint')}>
          {t('usage.seen', { share: formats.percent(seen / slots.length) })}{' '}
          {t('usage.seenHint')}
        </p>
      )}
    </div>
  );
}
