import type { FindingPage } from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import type { Show } from './findingsQuery';
import { avoidableText } from './findingSum';
import styles from './Findings.module.css';

/** What the findings come to, in one sentence, and how fresh that is. */
export function FindingsHeadline(props: {
  page: FindingPage;
  show: Show;
  now: InstantMs;
}) {
  const t = useText();
  const formats = useFormats();
  const { totals, detection } = props.page;
  const amount = avoidableText(totals, formats);
  const values = {
    count: totals.count,
    gpus: formats.gpuCount(totals.gpus),
  };
  const sentence = () => {
    if (props.show !== 'open') {
      return t('findings.headlineShown', values);
    }
    return amount === null
      ? t('findings.headlineUnpriced', values)
      : t('findings.headline', { ...values, amount });
  };
  const looked = parseInstant(detection.lastRunAt);
  return (
    <div className={styles.answer}>
      <h2 className={styles.headline} title={t('findings.avoidableHint')}>
        {sentence()}
      </h2>
      <p className={styles.note}>
        {amount !== null &&
          totals.unpriced > 0 &&
          `${t('findings.unpriced', { count: totals.unpriced })} `}
        {looked === null ? (
          t('findings.neverLooked')
        ) : (
          <span title={formats.utc(looked)}>
            {t('findings.checked', {
              when: formats.relative(looked, props.now),
            })}
          </span>
        )}
      </p>
    </div>
  );
}
