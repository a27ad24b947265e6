import { InputError } from '@backstage/errors';
import {
  COST_KEY_NONE,
  COST_KEY_UNALLOCATED,
  type CostGranularity,
  type CostQuery,
} from '@inference-portal/plugin-inference-common';
import type {
  CostQuestion,
  CostSelection,
  ReportQuestion,
} from '../../costs/CostRequest';
import { parseOwnerRef } from '../../decide/ownerRef';
import { HOUR_MS } from '../../durations';
import { readWindow, requireTimezone } from './readTimes';

/** Values of `?owner=` that stand for what nobody owns. */
const NO_OWNER: ReadonlySet<string> = new Set(['none', COST_KEY_UNALLOCATED]);
/** Pieces of time in one answer; a year by the hour has 8,784. */
const MAX_HOURS = 24 * 93;

type AskedQuery = Omit<
  CostQuery,
  'granularity' | 'idle' | 'compare' | 'unitCosts'
>;

function readOwner(text: string): string | null {
  if (NO_OWNER.has(text)) {
    return null;
  }
  const parsed = parseOwnerRef(text);
  if (parsed.status === 'invalid') {
    throw new InputError(`owner: ${parsed.problem}`);
  }
  return parsed.ref;
}

function readSelection(query: AskedQuery): CostSelection {
  return {
    owners: query.owner?.map(readOwner) ?? null,
    models: query.model ?? null,
    versions:
      query.version?.map(version =>
        version === COST_KEY_NONE ? null : version,
      ) ?? null,
    servers: query.server ?? null,
    clusters: query.cluster ?? null,
    gpuProducts: query.gpuProduct ?? null,
  };
}

/** The part of a query that reports and their evidence have in common. Throws `InputError` that names the field. */
export function readCostQuestion(query: AskedQuery): CostQuestion {
  const { groupBy = 'owner', label, rollUp = 0 } = query;
  const timezone = requireTimezone('timezone', query.timezone ?? 'UTC');
  if (groupBy === 'label' && !label?.trim()) {
    throw new InputError(
      'label: name the pod label to group by, such as app.kubernetes.io/part-of',
    );
  }
  if (groupBy !== 'label' && label !== undefined) {
    throw new InputError('label: it goes with groupBy=label only');
  }
  return {
    window: readWindow(query, timezone),
    timezone,
    groupBy,
    label: label?.trim() ?? null,
    selection: readSelection(query),
    rollUp,
  };
}

function checkGranularity(
  granularity: CostGranularity,
  { window }: CostQuestion,
): void {
  if (granularity === 'hour' && window.to - window.from > MAX_HOURS * HOUR_MS) {
    throw new InputError(
      'granularity: hours are told of at most 93 days at a time; ask for days, or for a shorter window',
    );
  }
}

/** What `GET /costs` asks, with every default decided. Throws `InputError` that names the field. */
export function readReportQuestion(query: CostQuery): ReportQuestion {
  const {
    granularity = 'total',
    idle = 'separate',
    compare,
    unitCosts = false,
    ...rest
  } = query;
  const question = readCostQuestion(rest);
  checkGranularity(granularity, question);
  return {
    ...question,
    granularity,
    idle,
    comparesPrevious: compare === 'previous',
    tellsUnitCosts: unitCosts,
  };
}
