import type { CostReport } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText, type Text } from '../../translation/useText';
import { bucketName, isNobodys, type CostBucketName } from './costKeys';
import type { CurrencyView } from './currencyView';
import type { ChosenWindow } from './costWindow';
import styles from './Costs.module.css';

/** Parts of a total as a sentence tells them; kinds of idle are one. */
const PARTS = [
  'owned',
  'idle',
  'unallocated',
  'unobserved',
  'commitment',
] as const;
type Part = (typeof PARTS)[number];

const PART_OF: { readonly [bucket in CostBucketName]: Part | null } = {
  owned: 'owned',
  unallocated: 'unallocated',
  'idle-free': 'idle',
  'idle-fragmented': 'idle',
  'idle-cordoned': 'idle',
  'unused-commitment': 'commitment',
  unobserved: 'unobserved',
  overcommit: null,
};

/** What the sentence adds up, in micro-units. */
function partsOf(report: CostReport): ReadonlyMap<Part, number> {
  const sums = new Map<Part, number>();
  for (const { bucket, micros } of report.buckets) {
    const name = bucketName(bucket);
    const part = name === null ? null : PART_OF[name];
    if (part !== null && micros !== null && micros !== 0) {
      sums.set(part, (sums.get(part) ?? 0) + micros);
    }
  }
  return sums;
}

/** Share of the held GPU-hours in which the GPUs did something, as far as it was measured; null when it never was. */
export function activityOf(lines: CurrencyView['lines']): number | null {
  const measured = lines.filter(
    line => !isNobodys(line.key) && line.gpuActivity !== null,
  );
  const hours = measured.reduce((sum, line) => sum + line.gpuHours, 0);
  return hours === 0
    ? null
    : measured.reduce(
        (sum, line) => sum + line.gpuHours * (line.gpuActivity ?? 0),
        0,
      ) / hours;
}

/** `this month so far`, as a part of a sentence. */
export function windowPhrase(
  chosen: ChosenWindow,
  dates: { readonly first: string; readonly last: string },
  t: Text,
): string {
  return chosen.name === 'custom'
    ? t('costs.phrase.custom', dates)
    : t(`costs.phrase.${chosen.name}`);
}

/** The answer in one sentence, and what it is made of in a second one. */
export function CostsHeadline(props: {
  report: CostReport;
  view: CurrencyView;
  /** As `windowPhrase` says it. */
  window: string;
  /** Relative difference to the period before; null when there is nothing to compare with. */
  change: number | null;
}) {
  const t = useText();
  const formats = useFormats();
  const { report, view, change } = props;
  const { total, currency } = view;
  const hours = formats.count(report.gpuHours);
  const activity = activityOf(view.lines);
  if (total === null || currency === null) {
    return (
      <h2 className={styles.headline}>
        {t('costs.headlineUnpriced', { hours, window: props.window })}
      </h2>
    );
  }
  const parts = partsOf(report);
  const told = PARTS.flatMap(part => {
    const micros = parts.get(part);
    return micros === undefined
      ? []
      : t(`costs.part.${part}`, {
          amount: formats.moneyShort(micros, currency),
          share: formats.percent(total === 0 ? 0 : micros / total),
        });
  });
  return (
    <div className={styles.answer}>
      <h2
        className={styles.headline}
        title={formats.moneyExact(total, currency)}
      >
        {change === null
          ? t('costs.headline', {
              total: formats.moneyShort(total, currency),
              window: props.window,
            })
          : t('costs.headlineChange', {
              total: formats.moneyShort(total, currency),
              window: props.window,
              change: formats.percentSigned(change),
            })}
      </h2>
      <p>
        {told.length > 0 && t('costs.parts', { parts: formats.list(told) })}{' '}
        {activity !== null &&
          t('costs.activity', { share: formats.percent(activity) })}
      </p>
    </div>
  );
}
