import type { RollbackRevision } from '@inference-portal/plugin-inference-common';
import { useText } from '../../translation/useText';
import { MiddleText } from '../states/MiddleText';
import styles from '../Changes/Changes.module.css';

/** A revision as its number and its images. */
export function RevisionLine(props: { revision: RollbackRevision | null }) {
  const t = useText();
  const { revision } = props;
  if (revision === null) {
    return <em>{t('rollback.noRevision')}</em>;
  }
  return (
    <span className={styles.field}>
      <strong>
        {t('common.revision', { number: String(revision.number) })}
      </strong>
      {revision.images.map((image, index) => (
        <code key={index} title={image.digest ?? undefined}>
          <MiddleText text={image.reference ?? image.digest ?? '—'} />
        </code>
      ))}
      {revision.changeCause !== null && (
        <span className={styles.object}>{revision.changeCause}</span>
      )}
    </span>
  );
}
