import type { ReactNode } from 'react';
import styles from './layout.module.css';

/** A list of names and values. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>;
}

/** One name with its value, and with the place the value was read from. */
export function Fact(props: {
  name: string;
  children: ReactNode;
  evidence?: string;
}) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>
        {props.children}
        {props.evidence !== undefined && (
          <span className={styles.evidence}>{props.evidence}</span>
        )}
      </dd>
    </>
  );
}
