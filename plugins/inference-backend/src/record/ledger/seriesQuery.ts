import type { Knex } from 'knex';
import type { CostDimensions } from '../../decide/cost/terms';
import { nullablePlainText } from '../database/codec';
import { whereAnyOf } from '../database/conditions';
import type { CostFilter, CostSumQuery } from './LedgerStore';
import { DIMENSION_COLUMNS } from './series';
import type { SeriesRow } from './tables';

/** Conditions on `ledger_series as series`. */
export function whereSeries(
  query: Knex.QueryBuilder,
  filter: CostFilter | null,
): void {
  if (filter?.owners) {
    whereAnyOf(query, 'series.owner', filter.owners.map(nullablePlainText));
  }
  if (filter?.versions) {
    whereAnyOf(query, 'series.version', filter.versions.map(nullablePlainText));
  }
  for (const [column, values] of [
    ['series.model', filter?.models],
    ['series.server_id', filter?.servers],
    ['series.cluster', filter?.clusters],
    ['series.gpu_product', filter?.gpuProducts],
  ] as const) {
    if (values) {
      whereAnyOf(query, column, values);
    }
  }
}

/** The dimensions that were asked for, out of the columns of a series. */
export function readKey(
  row: Partial<SeriesRow>,
  groupBy: CostSumQuery['groupBy'],
): Partial<CostDimensions> {
  return Object.fromEntries(
    groupBy.map(name => {
      const value = row[DIMENSION_COLUMNS[name]] ?? null;
      return [name, name === 'estimated' ? value === 1 : value];
    }),
  );
}
