import { useState } from 'react';
import type { Rollback } from '@inference-portal/plugin-inference-common';
import { STALE_AFTER_CHANGE } from '../../hooks/changes/changeKeys';
import { useWrite } from '../../hooks/useWrite';
import { useText } from '../../translation/useText';
import { FormDialog } from '../RegistryDialogs/FormDialog';
import { FormField } from '../RegistryDialogs/FormField';

/** Asks why a rollback is undone, and undoes it. */
export function UndoDialog(props: { rollback: Rollback; onClose(): void }) {
  const t = useText();
  const { rollback } = props;
  const [reason, setReason] = useState('');
  const write = useWrite(
    STALE_AFTER_CHANGE,
    (api, why: string) => api.undoRollback(rollback.id, { reason: why }),
    props.onClose,
  );
  return (
    <FormDialog
      title={t('rollback.undoTitle', { server: rollback.server.name })}
      submit={t('rollback.undoSubmit', {
        revision: String(rollback.from?.number ?? '—'),
      })}
      destructive
      pending={write.pending}
      problem={write.problem?.message ?? null}
      refused={t('changes.refused')}
      blocked={reason.trim() === '' ? t('changes.reasonMissing') : null}
      onSubmit={() => write.run(reason.trim())}
      onClose={props.onClose}
    >
      <p>{t('rollback.undoEffect')}</p>
      <FormField
        name="reason"
        label={t('changes.reason')}
        help={t('changes.reasonHelp')}
        value={reason}
        onChange={value => {
          write.reset();
          setReason(value);
        }}
        rows={2}
        required
        first
      />
    </FormDialog>
  );
}
