import { useState } from 'react';
import type {
  Model,
  ModelChange,
} from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useOwnership } from '../../hooks/registry/useOwnership';
import { useRegistryWrite } from '../../hooks/registry/useRegistryWrite';
import { useIdentity } from '../../hooks/useIdentity';
import { useText } from '../../translation/useText';
import { shortModelName } from '../Models/modelsQuery';
import { fieldOfProblem } from './fieldOfProblem';
import { FormDialog } from './FormDialog';
import { FormField } from './FormField';
import {
  describedIn,
  DESCRIPTION_FIELDS,
  descriptionDraft,
  modelChange,
  type DescriptionDraft,
  type DescriptionField,
} from './modelDraft';
import styles from './dialogs.module.css';

/** Changes what describes a model; only what differs is sent, so that two people who edit different fields do not undo each other. */
export function EditModelDialog(props: { model: Model; onClose(): void }) {
  const t = useText();
  const formats = useFormats();
  const identity = useIdentity();
  const { owns } = useOwnership();
  // What the dialog showed when it opened; a later reading of the page does not change it.
  const [seen] = useState(props.model);
  const [draft, setDraft] = useState<DescriptionDraft>(() =>
    descriptionDraft(seen),
  );
  const write = useRegistryWrite(
    (api, change: ModelChange) => api.updateModel(seen, change),
    props.onClose,
  );
  const atField =
    write.problem?.statusCode === 400
      ? fieldOfProblem(write.problem.message, DESCRIPTION_FIELDS)
      : null;
  const refs =
    identity && identity.ownershipRefs.length > 0
      ? formats.list(identity.ownershipRefs)
      : '—';
  const field = (name: DescriptionField) => ({
    name,
    label: t(`registerModel.${name}`),
    help: t(`registerModel.${name}Help`, { refs }),
    value: draft[name],
    onChange: (value: string) => {
      write.reset();
      setDraft(previous => ({ ...previous, [name]: value }));
    },
    problem: atField === name ? write.problem?.message ?? null : null,
  });
  const change = modelChange(seen, draft);
  const owner = describedIn(draft).owner;
  const blocked = () => {
    if (owner === '') {
      return t('editModel.incomplete');
    }
    return change === null ? t('editModel.unchanged') : null;
  };
  const givesAway =
    change?.owner !== undefined && owner !== '' && owns(owner) === false;
  return (
    <FormDialog
      title={t('editModel.title', { model: shortModelName(seen) })}
      submit={t('editModel.submit')}
      pending={write.pending}
      problem={atField === null ? write.problem?.message ?? null : null}
      blocked={blocked()}
      width={680}
      onSubmit={() => {
        if (change !== null) {
          write.run(change);
        }
      }}
      onClose={props.onClose}
    >
      <p>{t('editModel.effect')}</p>
      <div className={styles.pair}>
        <FormField {...field('title')} first />
        <FormField {...field('tags')} />
      </div>
      <FormField {...field('owner')} required />
      {givesAway && (
        <p className={styles.effect} role="status">
          {t('editModel.givesAway', { owner })}
        </p>
      )}
      <FormField {...field('description')} rows={3} />
      <FormField {...field('homepage')} />
      <FormField {...field('sourceIds')} rows={3} />
    </FormDialog>
  );
}
