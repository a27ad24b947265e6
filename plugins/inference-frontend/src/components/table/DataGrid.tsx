import {
  memo,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useWidth } from '../../hooks/useWidth';
import type { GridColumn, GridSort } from './GridColumn';
import { HeaderCell } from './HeaderCell';
import { rowAfterKey } from './rowAfterKey';
import styles from './table.module.css';

const ROW_HEIGHT = 32;
const COLUMN_GAP = 8;
const SIDE_PADDING = 12;
/** Width (pixels) that is taken until the table is measured; all columns have room in it. */
const ASSUMED_WIDTH = 1200;

/** What a large table needs. `open` follows the one link of a row. */
export interface DataGridProps<T> {
  readonly label: string;
  readonly columns: readonly GridColumn<T>[];
  readonly rows: readonly T[];
  readonly sort: GridSort;
  rowKey(row: T): string;
  onSort(column: string): void;
  open(row: T): void;
  /** Key of the row that is shown elsewhere on the page: marked, brought into view, and first in the tab order. */
  readonly selected?: string;
}

function asNode(target: EventTarget): Node | null {
  return target instanceof Node ? target : null;
}

interface CellsProps<T> {
  row: T;
  columns: readonly GridColumn<T>[];
}

function PlainCells<T>({ row, columns }: CellsProps<T>) {
  return (
    <>
      {columns.map(column => (
        <div
          key={column.id}
          className={styles.cell}
          role="gridcell"
          data-numeric={column.numeric || undefined}
        >
          {column.cell(row)}
        </div>
      ))}
    </>
  );
}

// Rows that stay in view while others come and go are not drawn again. `memo` loses the type parameter.
const Cells = memo(PlainCells) as typeof PlainCells;

/**
 * A table that stays smooth at any length: only the rows in view are drawn. One row is in the tab order; arrow keys,
 * Home, End and Page keys move to others, Enter opens one, the right arrow goes to its first button.
 */
export function DataGrid<T>(props: DataGridProps<T>) {
  const { rows, sort, rowKey, selected } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller, ASSUMED_WIDTH);
  const shown = (column: GridColumn<T>) => width >= (column.hiddenBelow ?? 0);
  const shownIds = props.columns
    .filter(shown)
    .map(({ id }) => id)
    .join();
  // The same ones while they stay the same, as the rows are drawn again with others: not at each pixel of a resize.
  const columns = useMemo(
    () => props.columns.filter(shown),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [props.columns, shownIds],
  );
  const selectedIndex =
    selected === undefined
      ? -1
      : rows.findIndex(row => rowKey(row) === selected);
  const [active, setActive] = useState(Math.max(0, selectedIndex));
  // Focus follows the active row only after a key was pressed, never by itself.
  const wantsFocus = useRef(false);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    getItemKey: index => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
    initialRect: { width: ASSUMED_WIDTH, height: 720 },
  });
  const current = Math.min(active, Math.max(0, rows.length - 1));

  useEffect(() => {
    if (!wantsFocus.current) {
      return;
    }
    const element = scroller.current?.querySelector<HTMLElement>(
      `[data-index="${current}"]`,
    );
    if (element) {
      wantsFocus.current = false;
      element.focus({ preventScroll: true });
    }
  });

  const selectedIsHere = selectedIndex >= 0;
  useEffect(() => {
    if (selectedIsHere) {
      virtualizer.scrollToIndex(selectedIndex);
      setActive(selectedIndex);
    }
    // Another order of the rows is no reason to move.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected, selectedIsHere]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const line = event.currentTarget;
    if (event.target !== line) {
      const back = event.key === 'ArrowLeft' || event.key === 'Escape';
      if (back && line.contains(asNode(event.target))) {
        line.focus({ preventScroll: true });
      }
      return;
    }
    if (event.key === 'ArrowRight') {
      line.querySelector<HTMLElement>('button')?.focus();
      return;
    }
    const row = rows[current];
    if (event.key === 'Enter' && row !== undefined) {
      props.open(row);
      return;
    }
    const visible = Math.floor(
      (scroller.current?.clientHeight ?? 0) / ROW_HEIGHT,
    );
    const next = rowAfterKey(event.key, current, rows.length, visible);
    if (next !== undefined) {
      event.preventDefault();
      wantsFocus.current = true;
      setActive(next);
      virtualizer.scrollToIndex(next);
    }
  };
  const onClick = (event: MouseEvent<HTMLElement>, row: T) => {
    // Links and buttons handle their own clicks, with all modifiers of the browser; marking text opens nothing.
    const onControl =
      event.target instanceof Element &&
      event.target.closest('a, button') !== null;
    // A menu or dialog that a control opened is drawn elsewhere, but its events come through here.
    const inRow = event.currentTarget.contains(asNode(event.target));
    const marking = window.getSelection()?.isCollapsed === false;
    if (inRow && !onControl && !marking) {
      props.open(row);
    }
  };

  const tracks = {
    gridTemplateColumns: columns
      .map(column => `minmax(${column.minWidth}px, ${column.grow}fr)`)
      .join(' '),
  };
  const minWidth = columns.reduce(
    (sum, column) => sum + column.minWidth + COLUMN_GAP,
    2 * SIDE_PADDING - COLUMN_GAP,
  );
  const items = virtualizer.getVirtualItems();
  // When the active row was scrolled away, the first one that is drawn takes its place in the tab order.
  const reachable = items.some(item => item.index === current)
    ? current
    : items[0]?.index;
  return (
    <div
      ref={scroller}
      className={styles.grid}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
    >
      <div
        className={styles.gridInner}
        style={{ minWidth }}
        role="presentation"
      >
        <div role="rowgroup">
          <div
            className={styles.headRow}
            style={tracks}
            role="row"
            aria-rowindex={1}
          >
            {columns.map(column => (
              <HeaderCell
                key={column.id}
                column={column}
                sort={sort}
                onSort={props.onSort}
              />
            ))}
          </div>
        </div>
        <div
          className={styles.body}
          role="rowgroup"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {items.map(item => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <div
                key={item.key}
                data-index={item.index}
                className={styles.row}
                style={{ ...tracks, transform: `translateY(${item.start}px)` }}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={
                  selected === undefined
                    ? undefined
                    : item.index === selectedIndex
                }
                tabIndex={item.index === reachable ? 0 : -1}
                onFocus={() => setActive(item.index)}
                onKeyDown={onKeyDown}
                onClick={event => onClick(event, row)}
              >
                <Cells row={row} columns={columns} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
