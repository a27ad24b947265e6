import type {
  ServerUsage,
  UsagePoint,
} from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import {
  meanOf,
  seenShare,
  sumOf,
  type UsageSlot,
} from '../Activity/usageSlots';
import { UnitCostLine } from './UnitCostLine';
import styles from './Usage.module.css';

/** What is said as 100 % is not worth a sentence. */
const WHOLE = 0.995;

/** How much of a time somebody counted requests: the server itself, or a gateway before it. */
function requestCoverage({
  coverage: { traffic, gateway },
}: UsagePoint): number | null {
  return traffic === null && gateway === null
    ? null
    : Math.max(traffic ?? 0, gateway ?? 0);
}

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
  const seen = {
    requests: seenShare(slots, requestCoverage),
    gpu: seenShare(slots, point => point.coverage.gpu),
  };
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
      {(seen.requests < WHOLE || seen.gpu < WHOLE) && (
        <p className={styles.note}>
          {seen.requests === 0
            ? t('usage.seenNoRequests')
            : t('usage.seenRequests', {
                share: formats.percent(seen.requests),
              })}{' '}
          {seen.gpu === 0
            ? t('usage.seenNoGpu')
            : t('usage.seenGpu', { share: formats.percent(seen.gpu) })}{' '}
          {t('usage.seenHint')}
        </p>
      )}
    </div>
  );
}
