import { VisuallyHidden } from '@backstage/ui';
import type { Finding } from '@inference-portal/plugin-inference-common';
import { useText } from '../../translation/useText';
import { MoneyText } from '../Costs/MoneyText';
import styles from './Findings.module.css';

/** What the server of a finding costs a month; told apart where not all of it could be avoided. */
export function StakesText({ finding }: { finding: Finding }) {
  const t = useText();
  const { stakes, avoidable } = finding;
  const money = (
    <MoneyText
      micros={stakes.microsPerMonth}
      currency={stakes.currency}
      absent={t('findings.noPrice')}
      short
    />
  );
  if (avoidable || stakes.microsPerMonth === null) {
    return money;
  }
  return (
    <span className={styles.held} title={t('findings.heldHint')}>
      {money}
      <VisuallyHidden>{t('findings.heldHint')}</VisuallyHidden>
    </span>
  );
}
