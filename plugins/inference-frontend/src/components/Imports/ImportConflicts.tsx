import { useRouteRef } from '@backstage/core-plugin-api';
import type { ImportConflict } from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import type { InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { modelRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { fieldLabel } from '../Model/Fields/fieldLabel';
import { FieldValue } from '../Model/Fields/FieldValue';
import { shortModelName } from '../Models/modelsQuery';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import styles from './Imports.module.css';

/** Facts of the source that differ from what is registered; nothing is overwritten. */
export function ImportConflicts(props: {
  conflicts: readonly ImportConflict[];
  /** With those that are not listed. */
  total: number;
  now: InstantMs;
}) {
  const t = useText();
  const formats = useFormats();
  const modelLink = useRouteRef(modelRouteRef);
  const { conflicts, total, now } = props;
  const side = (conflict: ImportConflict, of: 'recorded' | 'found') => (
    <FieldValue field={conflict.field} value={conflict[of]} now={now} />
  );
  const columns: readonly CompactColumn<ImportConflict>[] = [
    {
      id: 'version',
      header: t('versions.version'),
      rowHeader: true,
      cell: ({ model, version }) => (
        <Link
          to={`${modelLink({
            namespace: model.namespace,
            name: model.name,
          })}?${new URLSearchParams({ version })}`}
        >
          {shortModelName(model)} @ {version}
        </Link>
      ),
    },
    {
      id: 'field',
      header: t('conflicts.field'),
      cell: ({ field }) => <span title={field}>{fieldLabel(t, field)}</span>,
    },
    {
      id: 'recorded',
      header: t('conflicts.recorded'),
      cell: conflict => side(conflict, 'recorded'),
    },
    {
      id: 'found',
      header: t('conflicts.found'),
      cell: conflict => side(conflict, 'found'),
    },
  ];
  return (
    <section className={styles.part} aria-label={t('imports.conflicts')}>
      <h5>{t('conflicts.title')}</h5>
      <p>{t('conflicts.hint')}</p>
      <CompactTable
        label={t('conflicts.title')}
        columns={columns}
        rows={conflicts}
        rowKey={({ model, version, field }) =>
          JSON.stringify([model, version, field])
        }
      />
      {total > conflicts.length && (
        <p>
          {t('imports.conflictsShown', {
            shown: formats.count(conflicts.length),
            total: formats.count(total),
          })}
        </p>
      )}
    </section>
  );
}
