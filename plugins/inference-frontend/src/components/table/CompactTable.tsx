import type { ReactNode } from 'react';
import styles from './table.module.css';

/** One column of a small table. */
export interface CompactColumn<T> {
  readonly id: string;
  readonly header: string;
  /** Numbers stand at the end of their column. */
  readonly numeric?: boolean;
  /** Names the row for screen readers. */
  readonly rowHeader?: boolean;
  cell(row: T): ReactNode;
}

/** A dense table of up to a few hundred rows. */
export function CompactTable<T>(props: {
  label: string;
  columns: readonly CompactColumn<T>[];
  rows: readonly T[];
  rowKey(row: T): string;
}) {
  const { columns, rows } = props;
  return (
    <div
      className={styles.scroll}
      role="group"
      aria-label={props.label}
      // A region that scrolls sideways must be reachable by keyboard.
      tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex
    >
      <table className={styles.compact} aria-label={props.label}>
        <thead>
          <tr>
            {columns.map(column => (
              <th
                key={column.id}
                scope="col"
                data-numeric={column.numeric || undefined}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={props.rowKey(row)}>
              {columns.map(column =>
                column.rowHeader ? (
                  <th key={column.id} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td
                    key={column.id}
                    data-numeric={column.numeric || undefined}
                  >
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
