import { RiLockLine } from '@remixicon/react';
import { VisuallyHidden } from '@backstage/ui';
import { useText } from '../../../translation/useText';
import { aliasRight, type ModelActions } from '../modelActions';
import styles from './Versions.module.css';

/** An alias on a version: a button that moves it, or a word with the reason when the user may not. */
export function AliasChip(props: {
  alias: string;
  isProtected: boolean;
  actions: ModelActions;
  /** Inside of a grid, where arrow keys lead to it. */
  inGrid?: boolean;
}) {
  const t = useText();
  const { alias, isProtected, actions } = props;
  const { allowed, reason } = aliasRight(actions.rights, isProtected);
  const meaning = isProtected
    ? t('aliases.protectedHint')
    : t('aliases.unprotectedHint');
  const content = (
    <>
      {isProtected && <RiLockLine size={12} aria-hidden="true" />}
      {alias}
    </>
  );
  return allowed ? (
    <button
      type="button"
      className={styles.alias}
      tabIndex={props.inGrid ? -1 : undefined}
      title={meaning}
      aria-label={t('aliases.moveLabel', { alias })}
      onClick={() => actions.moveAlias(alias, null)}
    >
      {content}
    </button>
  ) : (
    <span className={styles.alias} title={reason ?? meaning}>
      {content}
      {isProtected && <VisuallyHidden>{meaning}</VisuallyHidden>}
    </span>
  );
}
