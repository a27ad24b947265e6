import type { ReactNode } from 'react';
import styles from './states.module.css';

/** A page that has one thing to say instead of data. */
export function PageMessage(props: {
  title: string;
  children: ReactNode;
  role?: 'alert' | 'status';
}) {
  return (
    <section className={styles.message} role={props.role}>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}
