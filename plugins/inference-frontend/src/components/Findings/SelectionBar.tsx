import { Button } from '@backstage/ui';
import { useText } from '../../translation/useText';
import styles from './Findings.module.css';

/** What can be done with the chosen findings. Nothing while none is chosen. */
export function SelectionBar(props: {
  count: number;
  onSnooze(): void;
  onClear(): void;
}) {
  const t = useText();
  return (
    <div
      className={styles.selection}
      role="group"
      aria-label={t('findings.bulk')}
      data-empty={props.count === 0 || undefined}
    >
      <span role="status">
        {props.count > 0 && t('findings.selected', { count: props.count })}
      </span>
      {props.count > 0 && (
        <>
          <Button size="small" variant="primary" onPress={props.onSnooze}>
            {t('findings.snooze')}
          </Button>
          <Button size="small" variant="tertiary" onPress={props.onClear}>
            {t('findings.deselect')}
          </Button>
        </>
      )}
    </div>
  );
}
