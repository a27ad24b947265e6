import { useState } from 'react';
import type {
  ModelVersion,
  Retirement,
} from '@inference-portal/plugin-inference-common';
import { useRegistryWrite } from '../../hooks/registry/useRegistryWrite';
import { useText } from '../../translation/useText';
import { shortModelName } from '../Models/modelsQuery';
import { FormDialog } from './FormDialog';
import { FormField } from './FormField';
import styles from './dialogs.module.css';

/** Retires a version with a reason, or takes a retired one back into use. */
export function RetireDialog(props: {
  version: ModelVersion;
  onClose(): void;
}) {
  const t = useText();
  const { version } = props;
  const [reason, setReason] = useState('');
  const retire = version.state === 'active';
  const write = useRegistryWrite(
    (api, retirement: Retirement) =>
      api.retireModelVersion(version.model, version.version, retirement),
    props.onClose,
  );
  const names = {
    model: shortModelName(version.model),
    version: version.version,
  };
  return (
    <FormDialog
      title={retire ? t('retire.title', names) : t('retire.backTitle', names)}
      submit={
        retire ? t('retire.submit', names) : t('retire.backSubmit', names)
      }
      destructive={retire}
      pending={write.pending}
      problem={write.problem?.message ?? null}
      blocked={reason.trim() === '' ? t('retire.incomplete') : null}
      onSubmit={() => write.run({ retired: retire, reason: reason.trim() })}
      onClose={props.onClose}
    >
      <p className={styles.effect}>
        {retire ? t('retire.effect') : t('retire.backEffect')}
        {retire && version.servers > 0 && (
          <> {t('retire.running', { count: version.servers })}</>
        )}
      </p>
      <FormField
        name="reason"
        label={t('retire.reason')}
        help={t('retire.reasonHelp')}
        value={reason}
        onChange={value => {
          write.reset();
          setReason(value);
        }}
        rows={3}
        required
        first
      />
    </FormDialog>
  );
}
