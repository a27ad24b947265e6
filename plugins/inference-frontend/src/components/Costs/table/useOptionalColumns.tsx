import { useMemo } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import type { CostLine } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../../format/useFormats';
import { useText } from '../../../translation/useText';
import { Absent } from '../../states/Absent';
import { Chip } from '../../states/Chip';
import type { GridColumn } from '../../table/GridColumn';
import { MoneyText } from '../MoneyText';
import { correctionOf } from './costLines';
import { UnitCostText } from './UnitCostText';

/** Columns that are there only when some line has something to say in them: how busy the GPUs were, unit costs, corrections. */
export function useOptionalColumns(
  lines: readonly CostLine[],
): readonly GridColumn<CostLine>[] {
  const t = useText();
  const formats = useFormats();
  const withActivity = lines.some(({ gpuActivity }) => gpuActivity !== null);
  const withUnitCosts = lines.some(({ unitCosts }) => unitCosts !== null);
  const withCorrections = lines.some(({ told }) => told !== null);
  return useMemo(() => {
    const columns: GridColumn<CostLine>[] = [];
    if (withActivity) {
      columns.push({
        id: 'activity',
        header: t('costs.table.activity'),
        minWidth: 76,
        grow: 0.3,
        numeric: true,
        cell: line =>
          line.gpuActivity === null ? (
            <Absent reason={t('costs.table.noActivity')} />
          ) : (
            formats.percent(line.gpuActivity)
          ),
      });
    }
    if (withUnitCosts) {
      columns.push({
        id: 'unit',
        header: t('costs.table.perMillion'),
        minWidth: 132,
        grow: 0.4,
        numeric: true,
        cell: ({ unitCosts, currency }) => (
          <UnitCostText costs={unitCosts} currency={currency} />
        ),
      });
    }
    if (withCorrections) {
      columns.push({
        id: 'correction',
        header: t('costs.table.correction'),
        minWidth: 110,
        grow: 0.4,
        numeric: true,
        cell: line => {
          const correction = correctionOf(line);
          if (correction === null) {
            return <Absent reason={t('costs.table.noCorrection')} />;
          }
          const told = line.told?.micros ?? null;
          const hint =
            line.currency === null || told === null
              ? ''
              : t('costs.table.correctionHint', {
                  told: formats.moneyExact(told, line.currency),
                });
          return (
            <span title={hint}>
              {correction === 'time' ? (
                <Chip label={t('costs.table.hoursCorrected')} />
              ) : (
                <MoneyText
                  micros={correction}
                  currency={line.currency}
                  signed
                />
              )}
              <VisuallyHidden>{hint}</VisuallyHidden>
            </span>
          );
        },
      });
    }
    return columns;
  }, [t, formats, withActivity, withUnitCosts, withCorrections]);
}
