import { useId, useState, type FormEvent } from 'react';
import { Button } from '@backstage/ui';
import { useText } from '../../translation/useText';
import type { ChosenWindow } from './costWindow';
import { parseLocalDate, type LocalDate } from './localDate';
import styles from './Costs.module.css';

/** First and last day of a window. They count when both are chosen, not while one is being typed. */
export function CustomWindow(props: {
  first: LocalDate;
  last: LocalDate;
  onChange(window: ChosenWindow): void;
}) {
  const t = useText();
  const id = useId();
  const [first, setFirst] = useState<string>(props.first);
  const [last, setLast] = useState<string>(props.last);
  const from = parseLocalDate(first);
  const to = parseLocalDate(last);
  const problem =
    from === null || to === null || to < from ? t('costs.customProblem') : null;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (from !== null && to !== null && problem === null) {
      props.onChange({ name: 'custom', first: from, last: to });
    }
  };
  const day = (
    name: string,
    label: string,
    value: string,
    set: (value: string) => void,
  ) => (
    <span className={styles.day}>
      <label htmlFor={`${id}${name}`}>{label}</label>
      <input
        id={`${id}${name}`}
        type="date"
        value={value}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}problem`}
        onChange={event => set(event.target.value)}
      />
    </span>
  );
  return (
    <form className={styles.custom} onSubmit={onSubmit}>
      {day('first', t('costs.first'), first, setFirst)}
      {day('last', t('costs.last'), last, setLast)}
      <Button
        type="submit"
        size="small"
        variant="secondary"
        isDisabled={problem !== null}
      >
        {t('costs.show')}
      </Button>
      {problem !== null && (
        <span id={`${id}problem`} className={styles.problem} role="alert">
          {problem}
        </span>
      )}
    </form>
  );
}
