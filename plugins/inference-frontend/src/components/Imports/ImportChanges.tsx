import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  ImportChange,
  ImportRunDetail,
} from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { useFormats } from '../../format/useFormats';
import { modelRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { shortModelName } from '../Models/modelsQuery';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import styles from './Imports.module.css';

const SHOWN = 20;

/** What a run wrote, or would write, one row a thing. */
export function ImportChanges({ run }: { run: ImportRunDetail }) {
  const t = useText();
  const formats = useFormats();
  const modelLink = useRouteRef(modelRouteRef);
  const [all, setAll] = useState(false);
  const { changes } = run;
  if (changes.length === 0) {
    return null;
  }
  /** What a dry run would register has no page yet. */
  const nameOf = ({ kind, model, name }: ImportChange) => {
    const { namespace } = model;
    const text = shortModelName(model);
    const isVersion = name !== null && kind.startsWith('version');
    const query = isVersion ? `?${new URLSearchParams({ version: name })}` : '';
    const label = name === null ? text : `${text} @ ${name}`;
    return run.dryRun ? (
      label
    ) : (
      <Link to={`${modelLink({ namespace, name: model.name })}${query}`}>
        {label}
      </Link>
    );
  };
  const columns: readonly CompactColumn<ImportChange>[] = [
    {
      id: 'what',
      header: t('imports.change'),
      cell: ({ kind }) =>
        t(run.dryRun ? `imports.wouldBe.${kind}` : `imports.was.${kind}`),
    },
    {
      id: 'model',
      header: t('imports.name'),
      rowHeader: true,
      cell: nameOf,
    },
    {
      id: 'detail',
      header: t('imports.detail'),
      cell: ({ detail }) => detail ?? '',
    },
  ];
  const rest = changes.length - SHOWN;
  return (
    <section className={styles.part} aria-label={t('imports.changes')}>
      <h5>{t(run.dryRun ? 'imports.dryChanges' : 'imports.changes')}</h5>
      <CompactTable
        label={t('imports.changes')}
        columns={columns}
        rows={all ? changes : changes.slice(0, SHOWN)}
        rowKey={change =>
          JSON.stringify([change.kind, change.model, change.name])
        }
      />
      {!all && rest > 0 && (
        <Button size="small" variant="secondary" onPress={() => setAll(true)}>
          {t('metrics.all', { number: formats.count(changes.length) })}
        </Button>
      )}
      {run.changesOmitted > 0 && (
        <p>{t('imports.omitted', { count: run.changesOmitted })}</p>
      )}
    </section>
  );
}
