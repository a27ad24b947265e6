import { VisuallyHidden } from '@backstage/ui';
import { useText } from '../../translation/useText';
import styles from './states.module.css';

/** What nobody knows: a dash, with the reason on hover and for screen readers. Never 0. */
export function Absent({ reason }: { reason: string }) {
  const text = useText()('common.absent', { reason });
  return (
    <span className={styles.absent} title={text}>
      <span aria-hidden="true">—</span>
      <VisuallyHidden>{text}</VisuallyHidden>
    </span>
  );
}
