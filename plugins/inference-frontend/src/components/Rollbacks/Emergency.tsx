import { Checkbox } from '@backstage/ui';
import { useForceRight } from '../../hooks/changes/useRollbacks';
import { useText } from '../../translation/useText';
import styles from '../Changes/Changes.module.css';

/** Asks whether to wait for the approval of a second person; only whoever may force is asked. */
export function Emergency(props: {
  serverId: string;
  value: boolean;
  onChange(value: boolean): void;
}) {
  const t = useText();
  const { allowed } = useForceRight(props.serverId);
  return allowed ? (
    <div>
      <Checkbox
        isSelected={props.value}
        onChange={props.onChange}
        aria-describedby="rollback-emergency"
      >
        {t('rollback.emergency')}
      </Checkbox>
      <p className={styles.note} id="rollback-emergency">
        {t('rollback.emergencyHelp')}
      </p>
    </div>
  ) : null;
}
