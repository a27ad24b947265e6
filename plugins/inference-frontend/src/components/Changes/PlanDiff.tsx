import { useText } from '../../translation/useText';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import type { ShownDifference } from './shownPlan';
import styles from './Changes.module.css';

/** The fields that a plan changes, before and after. */
export function PlanDiff({ diff }: { diff: readonly ShownDifference[] }) {
  const t = useText();
  const value = (text: string | null, side: 'before' | 'after') =>
    text === null ? (
      <em>{t('changes.absent')}</em>
    ) : (
      <code className={styles.value} data-side={side}>
        {text}
      </code>
    );
  const columns: readonly CompactColumn<ShownDifference>[] = [
    {
      id: 'field',
      header: t('changes.field'),
      rowHeader: true,
      cell: ({ field, object }) => (
        <span className={styles.field}>
          <code>{field}</code>
          {object !== null && <span className={styles.object}>{object}</span>}
        </span>
      ),
    },
    {
      id: 'before',
      header: t('changes.before'),
      cell: ({ before }) => value(before, 'before'),
    },
    {
      id: 'after',
      header: t('changes.after'),
      cell: ({ after }) => value(after, 'after'),
    },
  ];
  return diff.length === 0 ? (
    <p className={styles.note}>{t('changes.noDiff')}</p>
  ) : (
    <CompactTable
      label={t('changes.diff')}
      columns={columns}
      rows={diff}
      rowKey={({ object, field }) => `${object ?? ''} ${field}`}
    />
  );
}
