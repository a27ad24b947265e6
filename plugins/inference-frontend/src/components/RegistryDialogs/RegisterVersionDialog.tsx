import { useState } from 'react';
import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import type {
  ModelRef,
  ModelVersionDetail,
  NewModelVersion,
} from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useRegistryWrite } from '../../hooks/registry/useRegistryWrite';
import { useText } from '../../translation/useText';
import { shortModelName } from '../Models/modelsQuery';
import { fieldOfProblem } from './fieldOfProblem';
import { FormDialog } from './FormDialog';
import { FormField } from './FormField';
import {
  EMPTY_VERSION,
  parseVersionDraft,
  RELATION_NAMES,
  VERSION_FIELDS,
  type VersionField,
} from './versionDraft';
import styles from './dialogs.module.css';

const MORE: readonly VersionField[] = [
  'architecture',
  'parameters',
  'contextLength',
  'quantization',
  'creator',
  'homepage',
];

// They stand in a part that may be closed, where a problem would not be seen.
const FOLDED: readonly VersionField[] = [...MORE, 'description', 'modelCard'];

/** Registers an immutable version of a model. */
export function RegisterVersionDialog(props: {
  model: ModelRef;
  onClose(): void;
  onRegistered(version: string): void;
}) {
  const t = useText();
  const formats = useFormats();
  const { model } = props;
  const [draft, setDraft] = useState(EMPTY_VERSION);
  const write = useRegistryWrite(
    (api, version: NewModelVersion) => api.registerModelVersion(model, version),
    ({ version }: ModelVersionDetail) => {
      props.onClose();
      props.onRegistered(version);
    },
  );
  const parsed = parseVersionDraft(draft);
  const atField =
    write.problem?.statusCode === 400
      ? fieldOfProblem(write.problem.message, VERSION_FIELDS)
      : null;
  const problemOf = (name: VersionField) => {
    if (parsed.status === 'problems') {
      const local = parsed.problems.get(name);
      if (local !== undefined) {
        return t(`registerVersion.problem.${local}`, {
          relations: formats.list(RELATION_NAMES),
        });
      }
    }
    return atField === name ? write.problem?.message ?? null : null;
  };
  const field = (name: VersionField) => ({
    name,
    label: t(`registerVersion.${name}`),
    help: t(`registerVersion.${name}Help`),
    value: draft[name],
    onChange: (value: string) => {
      write.reset();
      setDraft(previous => ({ ...previous, [name]: value }));
    },
    problem: problemOf(name),
  });
  const complete = draft.version.trim() !== '' && draft.source.trim() !== '';
  const blocked = () => {
    if (!complete) {
      return t('registerVersion.incomplete');
    }
    return parsed.status === 'problems' ? t('registerVersion.problems') : null;
  };
  return (
    <FormDialog
      title={t('registerVersion.title', { model: shortModelName(model) })}
      submit={t('registerVersion.submit')}
      pending={write.pending}
      problem={
        atField === null || FOLDED.includes(atField)
          ? write.problem?.message ?? null
          : null
      }
      blocked={blocked()}
      width={760}
      onSubmit={() => {
        if (parsed.status === 'ready') {
          write.run(parsed.version);
        }
      }}
      onClose={props.onClose}
    >
      <p className={styles.effect}>{t('registerVersion.effect')}</p>
      <div className={styles.pair}>
        <FormField {...field('version')} required first />
        <FormField {...field('license')} />
      </div>
      <FormField {...field('source')} required />
      <FormField {...field('digest')} />
      <div className={styles.pair}>
        <FormField {...field('format')} />
        <FormField {...field('precision')} />
      </div>
      <FormField {...field('lineage')} rows={3} />
      <Accordion>
        <AccordionTrigger title={t('registerVersion.more')} />
        <AccordionPanel>
          <div className={styles.more}>
            <div className={styles.pair}>
              {MORE.map(name => (
                <FormField key={name} {...field(name)} />
              ))}
            </div>
            <FormField {...field('description')} rows={2} />
            <FormField {...field('modelCard')} rows={6} />
          </div>
        </AccordionPanel>
      </Accordion>
    </FormDialog>
  );
}
