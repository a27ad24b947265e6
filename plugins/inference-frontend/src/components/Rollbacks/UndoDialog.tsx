import type { Rollback } from '@inference-portal/plugin-inference-common';
import { useText } from '../../translation/useText';
import { ReasonDialog } from './ReasonDialog';

/** Asks why a rollback is undone, and undoes it. */
export function UndoDialog(props: { rollback: Rollback; onClose(): void }) {
  const t = useText();
  const { rollback } = props;
  const closes = rollback.state === 'awaiting-merge';
  return (
    <ReasonDialog
      title={t('rollback.undoTitle', { server: rollback.server.name })}
      submit={
        closes
          ? t('rollback.pullRequest.close')
          : t('rollback.undoSubmit', {
              revision: String(rollback.from?.number ?? '—'),
            })
      }
      effect={t(
        closes ? 'rollback.pullRequest.closeEffect' : 'rollback.undoEffect',
      )}
      destructive
      write={(api, reason) => api.undoRollback(rollback.id, { reason })}
      onClose={props.onClose}
    />
  );
}
