import { VisuallyHidden } from '@backstage/ui';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import type { GridColumn, GridSort } from './GridColumn';
import styles from './table.module.css';

/** The name of a column, a button where rows can be ordered by it. */
export function HeaderCell<T>(props: {
  column: GridColumn<T>;
  sort: GridSort;
  onSort(column: string): void;
}) {
  const { column, sort } = props;
  const sorted = sort.column === column.id;
  const direction = sort.descending ? 'descending' : 'ascending';
  if (column.unsortable) {
    return (
      <div className={styles.cell} role="columnheader">
        {column.hiddenHeader ? (
          <VisuallyHidden>{column.header}</VisuallyHidden>
        ) : (
          <span className={styles.unsortable}>{column.header}</span>
        )}
      </div>
    );
  }
  const Arrow = sort.descending ? RiArrowDownLine : RiArrowUpLine;
  return (
    <div
      className={styles.cell}
      role="columnheader"
      aria-sort={sorted ? direction : 'none'}
      data-numeric={column.numeric || undefined}
    >
      <button
        type="button"
        className={styles.sort}
        onClick={() => props.onSort(column.id)}
      >
        {column.header}
        {sorted && <Arrow size={14} aria-hidden="true" />}
      </button>
    </div>
  );
}
