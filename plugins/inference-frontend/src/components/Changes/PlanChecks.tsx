import {
  RiAlertLine,
  RiCheckLine,
  RiForbid2Line,
  type RemixiconComponentType,
} from '@remixicon/react';
import { useText } from '../../translation/useText';
import type { Tone } from '../states/serverStates';
import { ToneBadge } from '../states/ToneBadge';
import type { CheckResult, ShownPlan } from './shownPlan';
import styles from './Changes.module.css';

const ICONS: { readonly [result in CheckResult]: RemixiconComponentType } = {
  pass: RiCheckLine,
  warn: RiAlertLine,
  block: RiForbid2Line,
};

const TONES: { readonly [result in CheckResult]: Tone } = {
  pass: 'good',
  warn: 'warning',
  block: 'bad',
};

/** What was looked at before the act, what stands against it first. */
export function PlanChecks({ checks }: { checks: ShownPlan['checks'] }) {
  const t = useText();
  return (
    <ul className={styles.checks} aria-label={t('changes.checks')}>
      {checks.map(({ code, result, message }) => (
        <li key={code}>
          <ToneBadge
            tone={TONES[result]}
            icon={ICONS[result]}
            label={t(`changes.results.${result}`)}
            title={code}
          />
          <span>{message}</span>
        </li>
      ))}
    </ul>
  );
}
