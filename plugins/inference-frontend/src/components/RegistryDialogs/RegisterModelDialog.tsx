import { useState } from 'react';
import type {
  Model,
  ModelRef,
  NewModel,
} from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useRegistryWrite } from '../../hooks/registry/useRegistryWrite';
import { useIdentity } from '../../hooks/useIdentity';
import { useText } from '../../translation/useText';
import { fieldOfProblem } from './fieldOfProblem';
import { FormDialog } from './FormDialog';
import { FormField } from './FormField';
import { entries } from './modelDraft';
import styles from './dialogs.module.css';

const FIELDS = [
  'namespace',
  'name',
  'owner',
  'title',
  'description',
  'homepage',
  'tags',
  'sourceIds',
] as const;
type Field = (typeof FIELDS)[number];

/** What was typed as the body of the request; what is empty is left out. */
export function newModelOf(draft: {
  readonly [field in Field]: string;
}): NewModel {
  const text = (field: Field) => draft[field].trim() || undefined;
  const list = (field: Field) => {
    const found = entries(draft[field]);
    return found.length > 0 ? found : undefined;
  };
  return {
    namespace: draft.namespace.trim(),
    name: draft.name.trim(),
    owner: draft.owner.trim(),
    title: text('title'),
    description: text('description'),
    homepage: text('homepage'),
    tags: list('tags'),
    sourceIds: list('sourceIds'),
  };
}

/** Registers a model that is new. */
export function RegisterModelDialog(props: {
  onClose(): void;
  onRegistered(model: ModelRef): void;
}) {
  const t = useText();
  const formats = useFormats();
  const identity = useIdentity();
  const [draft, setDraft] = useState<{ readonly [field in Field]: string }>({
    namespace: 'default',
    name: '',
    owner: '',
    title: '',
    description: '',
    homepage: '',
    tags: '',
    sourceIds: '',
  });
  // Until something is typed, the first group of the user is proposed.
  const [ownerTyped, setOwnerTyped] = useState(false);
  const owner = ownerTyped ? draft.owner : identity?.ownershipRefs[0] ?? '';
  const refs =
    identity && identity.ownershipRefs.length > 0
      ? formats.list(identity.ownershipRefs)
      : '—';
  const write = useRegistryWrite(
    (api, model: NewModel) => api.createModel(model),
    (model: Model) => {
      props.onClose();
      props.onRegistered(model);
    },
  );
  const atField =
    write.problem?.statusCode === 400
      ? fieldOfProblem(write.problem.message, FIELDS)
      : null;
  const set = (field: Field) => (value: string) => {
    write.reset();
    setDraft(previous => ({ ...previous, [field]: value }));
  };
  const field = (name: Field) => ({
    name,
    label: t(`registerModel.${name}`),
    help: t(`registerModel.${name}Help`, { refs }),
    value: draft[name],
    onChange: set(name),
    problem: atField === name ? write.problem?.message ?? null : null,
  });
  const complete =
    draft.namespace.trim() !== '' &&
    draft.name.trim() !== '' &&
    owner.trim() !== '';
  return (
    <FormDialog
      title={t('registerModel.dialogTitle')}
      submit={t('registerModel.submit')}
      pending={write.pending}
      problem={atField === null ? write.problem?.message ?? null : null}
      blocked={complete ? null : t('registerModel.incomplete')}
      width={680}
      onSubmit={() => write.run(newModelOf({ ...draft, owner }))}
      onClose={props.onClose}
    >
      <div className={styles.pair}>
        <FormField {...field('name')} required first />
        <FormField {...field('namespace')} required />
      </div>
      <FormField
        {...field('owner')}
        value={owner}
        onChange={value => {
          setOwnerTyped(true);
          set('owner')(value);
        }}
        required
      />
      <FormField {...field('sourceIds')} rows={2} />
      <div className={styles.pair}>
        <FormField {...field('title')} />
        <FormField {...field('tags')} />
      </div>
      <FormField {...field('description')} rows={3} />
      <FormField {...field('homepage')} />
    </FormDialog>
  );
}
