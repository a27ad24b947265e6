import { useState } from 'react';
import type {
  InferenceApi,
  Rollback,
} from '@inference-portal/plugin-inference-common';
import { STALE_AFTER_CHANGE } from '../../hooks/changes/changeKeys';
import { useWrite } from '../../hooks/useWrite';
import { useText } from '../../translation/useText';
import { FormDialog } from '../RegistryDialogs/FormDialog';
import { FormField } from '../RegistryDialogs/FormField';

/** Asks why something is done to a rollback, and does it. */
export function ReasonDialog(props: {
  title: string;
  /** On the button: what happens. */
  submit: string;
  /** What follows, as a sentence. */
  effect: string;
  destructive?: boolean;
  write(api: InferenceApi, reason: string): Promise<Rollback>;
  onClose(): void;
}) {
  const t = useText();
  const [reason, setReason] = useState('');
  const write = useWrite(STALE_AFTER_CHANGE, props.write, props.onClose);
  return (
    <FormDialog
      title={props.title}
      submit={props.submit}
      destructive={props.destructive}
      pending={write.pending}
      problem={write.problem?.message ?? null}
      refused={t('changes.refused')}
      blocked={reason.trim() === '' ? t('changes.reasonMissing') : null}
      onSubmit={() => write.run(reason.trim())}
      onClose={props.onClose}
    >
      <p>{props.effect}</p>
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
