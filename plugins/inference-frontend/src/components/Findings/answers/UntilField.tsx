import { useId } from 'react';
import { Button } from '@backstage/ui';
import { useText } from '../../../translation/useText';
import { addDays } from '../../Costs/localDate';
import styles from '../Findings.module.css';
import { parseUntil, type UntilBounds } from './untilDay';

/** Until when an answer holds: a day of UTC, with the usual lengths one click away. */
export function UntilField(props: {
  value: string;
  bounds: UntilBounds;
  /** Lengths in days. */
  lengths: readonly number[];
  onChange(value: string): void;
}) {
  const t = useText();
  const id = useId();
  const { value, bounds } = props;
  const problem =
    parseUntil(value, bounds) === null
      ? t('findings.untilProblem', {
          earliest: bounds.earliest,
          latest: bounds.latest,
        })
      : null;
  return (
    <div className={styles.until}>
      <label htmlFor={id}>{t('findings.until')}</label>
      <div className={styles.untilInputs}>
        <input
          id={id}
          type="date"
          value={value}
          min={bounds.earliest}
          max={bounds.latest}
          required
          aria-invalid={problem !== null}
          aria-describedby={`${id}help`}
          onChange={event => props.onChange(event.target.value)}
        />
        <span
          role="group"
          aria-label={t('findings.untilQuick')}
          className={styles.untilQuick}
        >
          {props.lengths.map(days => (
            <Button
              key={days}
              size="small"
              variant="tertiary"
              onPress={() => props.onChange(addDays(bounds.today, days))}
            >
              {t('findings.untilDays', { count: days })}
            </Button>
          ))}
        </span>
      </div>
      <span
        id={`${id}help`}
        className={problem === null ? styles.note : styles.problem}
      >
        {problem ?? t('findings.untilHelp', { latest: bounds.latest })}
      </span>
    </div>
  );
}
