import type { RollbackPods as Pods } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Absent } from '../states/Absent';
import styles from '../Changes/Changes.module.css';

/** Pods of a server while it is rolled back: how many are the restored ones, and how many are ready. */
export function RollbackPods({ pods }: { pods: Pods | null }) {
  const t = useText();
  const formats = useFormats();
  if (pods === null) {
    return <p className={styles.note}>{t('rollback.podsUnknown')}</p>;
  }
  const { desired, crashing } = pods;
  const bar = (label: string, value: number | null) => (
    <>
      <span>{label}</span>
      <span className={styles.track} aria-hidden="true">
        <span
          style={{
            width:
              value === null || !desired
                ? '0%'
                : `${Math.min(100, (100 * value) / desired)}%`,
          }}
        />
      </span>
      {value === null || desired === null ? (
        <Absent reason={t('absent.replicas')} />
      ) : (
        <span>
          {t('rollback.podsOf', {
            value: formats.count(value),
            desired: formats.count(desired),
          })}
        </span>
      )}
    </>
  );
  return (
    <>
      <div className={styles.pods}>
        {bar(t('rollback.podsUpdated'), pods.updated)}
        {bar(t('rollback.podsReady'), pods.ready)}
      </div>
      {crashing > 0 && (
        <p className={styles.note} role="alert">
          {t('rollback.podsCrashing', { count: crashing })}
        </p>
      )}
    </>
  );
}
