import { useMemo, useState } from 'react';
import { SearchField } from '@backstage/ui';
import type {
  CostGrouping,
  CostLine,
} from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../../format/useFormats';
import { useText } from '../../../translation/useText';
import { Panel } from '../../layout/Panel';
import { CompactTable } from '../../table/CompactTable';
import { DataGrid } from '../../table/DataGrid';
import type { GridSort } from '../../table/GridColumn';
import { lineName } from '../costKeys';
import type { CurrencyView } from '../currencyView';
import { usePrinting } from '../usePrinting';
import styles from '../Costs.module.css';
import { selectLines } from './costLines';
import { useCostColumns, type CostLineActions } from './useCostColumns';

const ROW_HEIGHT = 32;
const ROWS_IN_VIEW = 16;
/** From this number of lines on, a search is worth its room. */
const SEARCH_FROM = 12;

/** The lines of a report; a line opens into its parts. */
export function CostsTable(props: {
  view: CurrencyView;
  grouping: CostGrouping;
  actions: CostLineActions;
  isPreviousIncomplete: boolean;
}) {
  const t = useText();
  const formats = useFormats();
  const printing = usePrinting();
  const { view, grouping, actions } = props;
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<GridSort>({
    column: 'cost',
    descending: true,
  });
  const rows = useMemo(
    () =>
      selectLines(view.lines, search, sort, line =>
        lineName(line, grouping, t),
      ),
    [view.lines, search, sort, grouping, t],
  );
  const columns = useCostColumns({
    grouping,
    total: view.total,
    lines: view.lines,
    actions,
    isPreviousIncomplete: props.isPreviousIncomplete,
  });
  const rowKey = (line: CostLine) => `${line.key} ${line.currency ?? ''}`;
  const height = (Math.min(rows.length, ROWS_IN_VIEW) + 1) * ROW_HEIGHT + 2;
  return (
    <Panel
      title={t('costs.table.title', {
        count: view.lines.length,
        grouping: t(`costs.by.${grouping}`),
      })}
      action={
        view.lines.length >= SEARCH_FROM ? (
          <SearchField
            size="small"
            className={styles.search}
            aria-label={t('costs.table.search')}
            placeholder={t('costs.table.search')}
            value={search}
            onChange={setSearch}
          />
        ) : (
          <span className={styles.note}>{t('costs.table.hint')}</span>
        )
      }
    >
      {printing ? (
        <CompactTable
          label={t('costs.table.label')}
          columns={columns.filter(({ hiddenHeader }) => !hiddenHeader)}
          rows={rows}
          rowKey={rowKey}
        />
      ) : (
        <div className={styles.grid} style={{ height }}>
          <DataGrid
            label={t('costs.table.label')}
            columns={columns}
            rows={rows}
            rowKey={rowKey}
            sort={sort}
            onSort={column =>
              setSort(({ column: before, descending }) => ({
                column,
                // Amounts are asked for from the largest on.
                descending: before === column ? !descending : column !== 'name',
              }))
            }
            open={line =>
              actions.linkTo(line) === null
                ? actions.onExplain(line)
                : actions.onOpen(line)
            }
          />
        </div>
      )}
      {search !== '' && (
        <p className={styles.note} role="status">
          {t('costs.table.found', { number: formats.count(rows.length) })}
        </p>
      )}
    </Panel>
  );
}
