import type { CostReport } from '@inference-portal/plugin-inference-common';
import { RiAlertLine, RiInformationLine } from '@remixicon/react';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { ToneBadge } from '../states/ToneBadge';
import styles from './Costs.module.css';

/** Why the figures above are less than exact, and how much of them is priced: a word each, with the reason beside it. */
export function CostCaveats({ report }: { report: CostReport }) {
  const t = useText();
  const formats = useFormats();
  const priced = report.priced
    .filter(({ source }) => source !== 'unpriced')
    .reduce((sum, { share }) => sum + share, 0);
  return (
    <ul className={styles.caveats} aria-label={t('costs.caveats')}>
      <li>
        <a className={styles.link} href="#cost-prices">
          {t('costs.priced', { share: formats.percent(Math.min(1, priced)) })}
        </a>
      </li>
      {report.caveats.map(({ code, message }) => (
        <li key={code}>
          <ToneBadge
            tone={code === 'still-counting' ? 'neutral' : 'warning'}
            icon={code === 'still-counting' ? RiInformationLine : RiAlertLine}
            label={t(`costs.caveat.${code}`)}
          />
          <span>{message}</span>
        </li>
      ))}
    </ul>
  );
}
