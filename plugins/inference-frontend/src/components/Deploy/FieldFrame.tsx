import { Alert, BgProvider } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import { InferenceQueryProvider } from '../../api/InferenceQueryProvider';
import { useText } from '../../translation/useText';
import styles from './Deploy.module.css';

/** A form field of several inputs: its title, what the template says about it, and why its value cannot be taken. */
export function FieldFrame(props: {
  title: string;
  description?: string;
  children: ReactNode;
}) {
  const help = useId();
  const { title, description, children } = props;
  return (
    <InferenceQueryProvider>
      <BgProvider bg="neutral-1">
        <fieldset
          className={styles.field}
          aria-describedby={description === undefined ? undefined : help}
        >
          <legend>{title}</legend>
          {description !== undefined && (
            <p id={help} className={styles.help}>
              {description}
            </p>
          )}
          {children}
        </fieldset>
      </BgProvider>
    </InferenceQueryProvider>
  );
}

/** Why a value cannot be deployed; said aloud when it appears. */
export function FieldProblem({ problem }: { problem: string | null }) {
  const t = useText();
  return (
    <div role="alert">
      {problem !== null && (
        <Alert
          status="danger"
          icon
          title={t('deploy.problem')}
          description={problem}
        />
      )}
    </div>
  );
}
