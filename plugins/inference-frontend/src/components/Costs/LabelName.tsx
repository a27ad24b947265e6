import { useId, useState, type FormEvent } from 'react';
import { Button } from '@backstage/ui';
import { useText } from '../../translation/useText';
import styles from './Costs.module.css';

/** Which pod label to group by. It counts when it is confirmed, not while it is being typed. */
export function LabelName(props: {
  name: string;
  onChange(name: string): void;
}) {
  const t = useText();
  const id = useId();
  const [text, setText] = useState(props.name);
  const name = text.trim();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (name !== '') {
      props.onChange(name);
    }
  };
  return (
    <form className={styles.custom} onSubmit={onSubmit}>
      <span className={styles.day}>
        <label htmlFor={id}>{t('costs.labelName')}</label>
        <input
          id={id}
          value={text}
          size={28}
          maxLength={317}
          autoComplete="off"
          spellCheck={false}
          onChange={event => setText(event.target.value)}
        />
      </span>
      <Button
        type="submit"
        size="small"
        variant="secondary"
        isDisabled={name === '' || name === props.name}
      >
        {t('costs.show')}
      </Button>
    </form>
  );
}
