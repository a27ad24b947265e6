import styles from './states.module.css';

const TAIL = 8;

/** Text that loses its middle when there is no room, because names differ at their ends. Whole on hover. */
export function MiddleText({ text }: { text: string }) {
  if (text.length <= TAIL * 2) {
    return (
      <span className={styles.middle} title={text}>
        <span className={styles.middleHead}>{text}</span>
      </span>
    );
  }
  return (
    <span className={styles.middle} title={text}>
      <span className={styles.middleHead}>{text.slice(0, -TAIL)}</span>
      <span className={styles.middleTail}>{text.slice(-TAIL)}</span>
    </span>
  );
}
