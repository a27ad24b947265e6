import type {
  CostCaveat,
  CostReport,
} from '@inference-portal/plugin-inference-common';
import { RiAlertLine, RiInformationLine, RiLockLine } from '@remixicon/react';
import type { Formats } from '../../format/createFormats';
import { parseInstant } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { ToneBadge } from '../states/ToneBadge';
import styles from './Costs.module.css';

/** The caveat's values as people read them. */
function readableValues(
  { code, values }: CostCaveat,
  formats: Formats,
): {
  hours: string;
  days: string;
  date: string;
  currencies: string;
  amount: string;
} {
  const date = parseInstant(String(values.date ?? ''));
  const show = code === 'still-counting' ? formats.dateTime : formats.date;
  return {
    hours: formats.count(Number(values.hours ?? 0)),
    days: formats.count(Number(values.days ?? 0)),
    date: date === null ? '' : show(date),
    currencies: String(values.currencies ?? ''),
    amount:
      code === 'corrected'
        ? formats.moneySigned(
            Number(values.micros ?? 0),
            String(values.currency ?? ''),
          )
        : '',
  };
}

/** True when the period before is not known well enough to tell a change in per cent. */
export function isPreviousIncomplete({
  caveats,
}: Pick<CostReport, 'caveats'>): boolean {
  return caveats.some(({ code }) => code === 'previous-incomplete');
}

/** Why the figures above are less than exact, and how much of them is priced: a word each, with the reason beside it. */
export function CostCaveats({ report }: { report: CostReport }) {
  const t = useText();
  const formats = useFormats();
  const priced = report.priced
    .filter(({ source }) => source !== 'unpriced')
    .reduce((sum, { share }) => sum + share, 0);
  const closedAt = parseInstant(report.closedMonths.at(-1)?.closedAt ?? '');
  return (
    <ul className={styles.caveats} aria-label={t('costs.caveats')}>
      <li>
        <a className={styles.link} href="#cost-prices">
          {t('costs.priced', { share: formats.percent(Math.min(1, priced)) })}
        </a>
      </li>
      {closedAt !== null && closedAt !== undefined && (
        <li>
          <ToneBadge
            tone="neutral"
            icon={RiLockLine}
            label={t('costs.closed', { count: report.closedMonths.length })}
          />
          <span>
            {t('costs.closedReason', {
              count: report.closedMonths.length,
              date: formats.date(closedAt),
            })}
          </span>
        </li>
      )}
      {report.caveats.map(caveat => (
        <li key={caveat.code}>
          <ToneBadge
            tone={caveat.code === 'still-counting' ? 'neutral' : 'warning'}
            icon={
              caveat.code === 'still-counting' ? RiInformationLine : RiAlertLine
            }
            label={t(`costs.caveat.${caveat.code}`)}
          />
          <span>
            {t(
              `costs.caveatReason.${caveat.code}`,
              readableValues(caveat, formats),
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
