import type { ReactNode } from 'react';

/** One column of a large table. */
export interface GridColumn<T> {
  readonly id: string;
  readonly header: string;
  /** Pixels below which the table scrolls sideways instead. */
  readonly minWidth: number;
  /** Share of the room that is left. */
  readonly grow: number;
  readonly numeric?: boolean;
  /** Width of the table (pixels) below which the others need its room. */
  readonly hiddenBelow?: number;
  /** The rows have no order by it. */
  readonly unsortable?: boolean;
  /** Its name is for screen readers only. */
  readonly hiddenHeader?: boolean;
  cell(row: T): ReactNode;
}

/** The column that orders the rows, and which way. */
export interface GridSort {
  readonly column: string;
  readonly descending: boolean;
}
