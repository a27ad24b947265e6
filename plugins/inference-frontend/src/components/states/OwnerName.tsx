import { parseEntityRef } from '@backstage/catalog-model';
import { useText } from '../../translation/useText';
import { MiddleText } from './MiddleText';
import styles from './states.module.css';

/** Name part of an entity ref, without its namespace when that is the default one. */
export function shortOwner(ref: string): string {
  try {
    const { namespace, name } = parseEntityRef(ref, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
    return namespace === 'default' ? name : `${namespace}/${name}`;
  } catch {
    // Teams may write anything on a workload; what they wrote is better than nothing.
    return ref;
  }
}

/** An owner in a table: its short name, or that there is none. */
export function OwnerName({ owner }: { owner: string | null }) {
  const t = useText();
  if (owner === null) {
    return <em>{t('common.unowned')}</em>;
  }
  return (
    <span className={styles.middle} title={owner}>
      <MiddleText text={shortOwner(owner)} />
    </span>
  );
}
