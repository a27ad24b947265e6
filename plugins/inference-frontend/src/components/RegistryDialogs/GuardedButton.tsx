import { Button, VisuallyHidden, type ButtonProps } from '@backstage/ui';
import type { Right } from '../../hooks/registry/useModelPermission';
import styles from './dialogs.module.css';

/** A button that says why it cannot be pressed, on hover and to screen readers, when a right is missing. */
export function GuardedButton(
  props: Omit<ButtonProps, 'isDisabled'> & {
    right: Right;
    /** Why it makes no sense now, though it would be allowed. */
    blocked?: string | null;
  },
) {
  const { right, blocked, children, ...button } = props;
  const reason = right.reason ?? blocked ?? null;
  return (
    <span className={styles.guarded} title={reason ?? undefined}>
      <Button
        size="small"
        variant="secondary"
        {...button}
        isDisabled={!right.allowed || reason !== null}
      >
        {children}
      </Button>
      {reason !== null && <VisuallyHidden>{reason}</VisuallyHidden>}
    </span>
  );
}
