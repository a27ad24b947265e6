import { BgProvider } from '@backstage/ui';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import styles from './layout.module.css';

/** A titled part of a page. What stands in it, such as a button, knows its background and sets itself apart. */
export function Panel(props: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
  /** A link led to it: it takes the focus and comes into view when it is first drawn. */
  arrived?: boolean;
}) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const arrived = props.arrived ?? false;
  useEffect(() => {
    if (arrived) {
      heading.current?.focus();
    }
  }, [arrived]);
  return (
    <BgProvider bg="neutral-1">
      <section className={styles.panel} aria-labelledby={id}>
        <div className={styles.panelHead}>
          <h3 id={id} ref={heading} tabIndex={arrived ? -1 : undefined}>
            {props.title}
          </h3>
          {props.action}
        </div>
        {props.children}
      </section>
    </BgProvider>
  );
}
