import { inferenceServerReadPermission } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { isRolling, useRollbacks } from '../../hooks/changes/useRollbacks';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../translation/useText';
import { PageMessage } from '../states/PageMessage';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import { RollbacksTable } from './RollbacksTable';
import styles from '../Changes/Changes.module.css';

const NOW_INTERVAL_MS = 10_000;
const SHOWN = 200;

/** Which servers were rolled back, how it went, and how long it took until they served again. */
export function RollbacksPage() {
  const t = useText();
  const formats = useFormats();
  const now = useNow(NOW_INTERVAL_MS);
  const state = useRollbacks({ limit: SHOWN });
  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        what={t('rollback.what')}
        permission={inferenceServerReadPermission.name}
      />
    );
  }
  const { items, meanSecondsToRestore, nextCursor } = state.data;
  const running = items.filter(isRolling).length;
  return (
    <>
      <StaleBanner stale={state.stale} />
      {items.length === 0 ? (
        <PageMessage title={t('rollback.emptyTitle')}>
          <p>{t('rollback.emptyHint')}</p>
        </PageMessage>
      ) : (
        <div className={styles.progress}>
          <h2 className={styles.headline}>
            {meanSecondsToRestore === null
              ? t('rollback.headlineNone', { count: items.length })
              : t('rollback.headline', {
                  count: items.length,
                  time: formats.duration(meanSecondsToRestore * 1000),
                })}
          </h2>
          {running > 0 && (
            <p className={styles.note} role="status">
              {t('rollback.running', { count: running })}
            </p>
          )}
          {nextCursor !== undefined && (
            <p className={styles.note}>
              {t('rollback.newest', { number: formats.count(items.length) })}
            </p>
          )}
          <RollbacksTable rollbacks={items} now={now} />
        </div>
      )}
    </>
  );
}
