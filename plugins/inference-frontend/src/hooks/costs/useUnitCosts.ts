import { useMemo } from 'react';
import type {
  CostGrouping,
  CostLine,
  CostQuery,
  CostReport,
} from '@inference-portal/plugin-inference-common';
import { COSTS_INTERVAL_MS } from '../../api/polling';
import { useLiveQuery } from '../useLiveQuery';

/** Lines of these stand for servers, whose traffic takes longer to add up. */
const ASKED_APART: ReadonlySet<CostGrouping> = new Set<CostGrouping>([
  'owner',
  'model',
  'version',
]);

const NONE: readonly CostLine[] = [];

const nameOf = ({ key, currency }: CostLine) => JSON.stringify([key, currency]);

/** The report with what requests and tokens cost, as soon as that is known; until then it stands without. */
export function useUnitCosts(
  query: CostQuery,
  report: CostReport | null,
): CostReport | null {
  const { groupBy = 'owner', granularity, compare, ...rest } = query;
  const asked = ASKED_APART.has(groupBy)
    ? { ...rest, groupBy, unitCosts: true }
    : null;
  const state = useLiveQuery(
    ['unit-costs', asked],
    async (api, options) =>
      asked === null ? NONE : (await api.getCosts(asked, options)).lines,
    COSTS_INTERVAL_MS,
  );
  const told = state.status === 'ready' ? state.data : NONE;
  return useMemo(() => {
    if (report === null || report.groupBy !== groupBy || told.length === 0) {
      return report;
    }
    const byName = new Map(told.map(line => [nameOf(line), line]));
    return {
      ...report,
      lines: report.lines.map(line => {
        const { gpuActivity = null, unitCosts = null } =
          byName.get(nameOf(line)) ?? {};
        return {
          ...line,
          gpuActivity: line.gpuActivity ?? gpuActivity,
          unitCosts: line.unitCosts ?? unitCosts,
        };
      }),
    };
  }, [report, told, groupBy]);
}
