import type { LineageLink } from '@inference-portal/plugin-inference-common';
import { useText } from '../../../translation/useText';
import { CompactTable, type CompactColumn } from '../../table/CompactTable';
import { NodeLink } from './NodeLink';
import styles from '../Model.module.css';

/** What a version was made from. */
export function LineageLinks({ links }: { links: readonly LineageLink[] }) {
  const t = useText();
  const columns: readonly CompactColumn<LineageLink>[] = [
    {
      id: 'relation',
      header: t('lineage.relation'),
      cell: link => t(`relation.${link.relation}`),
    },
    {
      id: 'to',
      header: t('lineage.madeFrom'),
      rowHeader: true,
      cell: link => <NodeLink id={link.to} />,
    },
    { id: 'note', header: t('lineage.note'), cell: link => link.note ?? '' },
  ];
  return (
    <section className={styles.stack} aria-label={t('lineage.madeFromTitle')}>
      <h4>{t('lineage.madeFromTitle')}</h4>
      {links.length === 0 ? (
        <p>{t('lineage.noLinks')}</p>
      ) : (
        <CompactTable
          label={t('lineage.madeFromTitle')}
          columns={columns}
          rows={links}
          rowKey={link => `${link.relation} ${link.to}`}
        />
      )}
    </section>
  );
}
