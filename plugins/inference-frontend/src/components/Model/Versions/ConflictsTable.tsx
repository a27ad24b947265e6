import {
  inferenceModelReadPermission,
  type ModelRef,
  type RegistryConflict,
} from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../../format/instant';
import { useRegistryConflicts } from '../../../hooks/registry/useModelDetails';
import { useText } from '../../../translation/useText';
import { Moment } from '../../states/Moment';
import { UnloadedView } from '../../states/UnloadedView';
import { CompactTable, type CompactColumn } from '../../table/CompactTable';
import { fieldLabel } from '../Fields/fieldLabel';
import { FieldValue } from '../Fields/FieldValue';
import styles from '../Model.module.css';

/** Facts that changed at a source after they were imported; the registry keeps what it had. */
export function ConflictsTable(props: {
  model: ModelRef;
  version: string;
  now: InstantMs;
}) {
  const t = useText();
  const state = useRegistryConflicts(props.model);
  const value = (conflict: RegistryConflict, side: 'recorded' | 'found') => (
    <FieldValue field={conflict.field} value={conflict[side]} now={props.now} />
  );
  const columns: readonly CompactColumn<RegistryConflict>[] = [
    {
      id: 'field',
      header: t('conflicts.field'),
      rowHeader: true,
      cell: conflict => (
        <span title={conflict.field}>{fieldLabel(t, conflict.field)}</span>
      ),
    },
    {
      id: 'recorded',
      header: t('conflicts.recorded'),
      cell: conflict => value(conflict, 'recorded'),
    },
    {
      id: 'found',
      header: t('conflicts.found'),
      cell: conflict => value(conflict, 'found'),
    },
    {
      id: 'source',
      header: t('conflicts.source'),
      cell: conflict => conflict.source,
    },
    {
      id: 'since',
      header: t('conflicts.since'),
      cell: conflict => (
        <Moment at={parseInstant(conflict.firstSeenAt)} now={props.now} />
      ),
    },
  ];
  return (
    <section className={styles.stack} aria-label={t('conflicts.title')}>
      <h4>{t('conflicts.title')}</h4>
      <p>{t('conflicts.hint')}</p>
      {state.status === 'ready' ? (
        <CompactTable
          label={t('conflicts.title')}
          columns={columns}
          rows={state.data.filter(({ version }) => version === props.version)}
          rowKey={conflict => `${conflict.source} ${conflict.field}`}
        />
      ) : (
        <UnloadedView
          state={state}
          kind="model"
          what={t('states.whatConflicts')}
          permission={inferenceModelReadPermission.name}
          rows={1}
        />
      )}
    </section>
  );
}
