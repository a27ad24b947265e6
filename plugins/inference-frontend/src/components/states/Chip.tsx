import styles from './states.module.css';

/** A word beside a value, with its meaning on hover. */
export function Chip(props: { label: string; title?: string }) {
  return (
    <span className={styles.chip} title={props.title}>
      {props.label}
    </span>
  );
}
