import type { ReactNode } from 'react';
import { InferenceQueryProvider } from '../../api/InferenceQueryProvider';
import styles from './layout.module.css';

/** The body of a page of the plugin, with the cache of the app's inference API. */
export function PageContent({ children }: { children: ReactNode }) {
  return (
    <InferenceQueryProvider>
      <main className={styles.content}>{children}</main>
    </InferenceQueryProvider>
  );
}
