import { useMemo } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import type {
  CostGrouping,
  CostLine,
} from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { useFormats } from '../../../format/useFormats';
import { useText } from '../../../translation/useText';
import { Absent } from '../../states/Absent';
import { Chip } from '../../states/Chip';
import { MiddleText } from '../../states/MiddleText';
import type { GridColumn } from '../../table/GridColumn';
import { lineName } from '../costKeys';
import { MoneyText } from '../MoneyText';
import styles from '../Costs.module.css';
import { CostLineMenu } from './CostLineMenu';
import { changeOf } from './costLines';
import { useOptionalColumns } from './useOptionalColumns';

/** What a table of lines can do with one. */
export interface CostLineActions {
  /** Address of its parts; null when it has none. */
  linkTo(line: CostLine): string | null;
  onOpen(line: CostLine): void;
  onExplain(line: CostLine): void;
}

/** Columns of the table of costs. `total` is in micro-units. */
export function useCostColumns(options: {
  grouping: CostGrouping;
  total: number | null;
  lines: readonly CostLine[];
  actions: CostLineActions;
  /** Changes are told as money: in per cent of what is known in part they would mislead. */
  isPreviousIncomplete: boolean;
}): readonly GridColumn<CostLine>[] {
  const t = useText();
  const formats = useFormats();
  const { grouping, total, lines, actions, isPreviousIncomplete } = options;
  const optional = useOptionalColumns(lines);
  return useMemo<readonly GridColumn<CostLine>[]>(
    () => [
      {
        id: 'name',
        header: t(`costs.by.${grouping}`),
        minWidth: 180,
        grow: 3,
        cell: line => {
          const name = lineName(line, grouping, t);
          const to = actions.linkTo(line);
          return (
            <>
              {to === null ? (
                <MiddleText text={name} />
              ) : (
                <Link to={to} tabIndex={-1}>
                  <MiddleText text={name} />
                </Link>
              )}
              {line.estimated && (
                <Chip
                  label={t('costs.table.estimated')}
                  title={t('costs.table.estimatedHint')}
                />
              )}
            </>
          );
        },
      },
      {
        id: 'cost',
        header: t('costs.cost'),
        minWidth: 120,
        grow: 0.6,
        numeric: true,
        cell: line => (
          <>
            {line.micros !== null && line.unpricedGpuHours > 0 && (
              <Chip
                label={t('costs.table.partly')}
                title={t('costs.table.partlyHint', {
                  hours: formats.count(line.unpricedGpuHours),
                })}
              />
            )}
            <MoneyText micros={line.micros} currency={line.currency} />
          </>
        ),
      },
      {
        id: 'share',
        header: t('costs.table.share'),
        minWidth: 110,
        grow: 1,
        unsortable: true,
        cell: line => {
          const share =
            total === null || total === 0 || line.micros === null
              ? null
              : line.micros / total;
          return share === null ? (
            <Absent reason={t('costs.unpriced')} />
          ) : (
            <span className={styles.share}>
              <span className={styles.bar} aria-hidden="true">
                <span
                  style={{
                    width: `${100 * Math.min(1, Math.max(0, share))}%`,
                  }}
                />
              </span>
              <span>{formats.percent(share)}</span>
            </span>
          );
        },
      },
      {
        id: 'change',
        header: t('costs.table.change'),
        minWidth: 84,
        grow: 0.4,
        numeric: true,
        cell: line => {
          const change = changeOf(line);
          if (change === null || line.currency === null) {
            return <Absent reason={t('costs.table.noChange')} />;
          }
          const { difference, before, price, quantity } = change;
          const hint = t('costs.table.changeHint', {
            price: formats.moneySigned(price, line.currency),
            quantity: formats.moneySigned(quantity, line.currency),
            before: formats.money(before, line.currency),
          });
          return (
            <span title={hint}>
              {before === 0 || isPreviousIncomplete
                ? formats.moneySigned(difference, line.currency)
                : formats.percentSigned(difference / before)}
              <VisuallyHidden>{hint}</VisuallyHidden>
            </span>
          );
        },
      },
      {
        id: 'hours',
        header: t('costs.gpuHours'),
        minWidth: 92,
        grow: 0.4,
        numeric: true,
        cell: line => (
          <span title={t('costs.table.hoursExact', { hours: line.gpuHours })}>
            {formats.count(line.gpuHours)}
          </span>
        ),
      },
      ...optional,
      {
        id: 'actions',
        header: t('table.actions'),
        hiddenHeader: true,
        unsortable: true,
        minWidth: 32,
        grow: 0,
        cell: line => (
          <CostLineMenu
            name={lineName(line, grouping, t)}
            onExplain={() => actions.onExplain(line)}
            onOpen={
              actions.linkTo(line) === null ? null : () => actions.onOpen(line)
            }
          />
        ),
      },
    ],
    [t, formats, grouping, total, actions, optional, isPreviousIncomplete],
  );
}
