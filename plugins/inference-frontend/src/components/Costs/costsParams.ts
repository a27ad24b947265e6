import {
  costGroupings,
  idleViews,
  type CostGrouping,
  type IdleView,
} from '@inference-portal/plugin-inference-common';
import {
  COST_WINDOWS,
  type ChosenWindow,
  type CostWindowName,
} from './costWindow';
import {
  SCOPE_NAMES,
  WHOLE_FLEET,
  type CostScope,
  type ScopeName,
} from './costScope';
import { parseLocalDate } from './localDate';

/** What the page is asked for, as it stands in the URL. */
export interface CostsParams {
  readonly view: 'costs' | 'budgets';
  readonly window: ChosenWindow;
  /** IANA name, perhaps one that does not exist. */
  readonly zone: string;
  readonly idle: IdleView;
  /** Null: the parts of the scope. */
  readonly by: CostGrouping | null;
  /** Name of the pod label that `by=label` groups by. */
  readonly label: string;
  /** Null while there is only one. */
  readonly currency: string | null;
  /** Levels of the group hierarchy below which owners are put together; 0 keeps them apart. */
  readonly rollUp: number;
  readonly scope: CostScope;
}

/** What pods say with the label that Kubernetes recommends for this: the application that they are a part of. */
export const DEFAULT_LABEL = 'app.kubernetes.io/part-of';

const DEFAULT_WINDOW = 'month' satisfies CostWindowName;
const DEFAULT_IDLE: IdleView = 'separate';
const MAX_ROLL_UP = 20;

function parseWindow(params: URLSearchParams): ChosenWindow {
  const name =
    COST_WINDOWS.find(one => one === params.get('window')) ?? DEFAULT_WINDOW;
  if (name !== 'custom') {
    return { name };
  }
  const first = parseLocalDate(params.get('from'));
  const last = parseLocalDate(params.get('to'));
  return first === null || last === null || last < first
    ? { name: DEFAULT_WINDOW }
    : { name, first, last };
}

function parseRollUp(text: string | null): number {
  const value = Number(text ?? 0);
  return Number.isInteger(value) && value >= 0 && value <= MAX_ROLL_UP
    ? value
    : 0;
}

/** Reads the query out of a URL; what makes no sense is as usual. */
export function parseCostsParams(
  params: URLSearchParams,
  readerZone: string,
): CostsParams {
  const scope = SCOPE_NAMES.map((name): [ScopeName, readonly string[]] => [
    name,
    params.getAll(name).filter(value => value !== ''),
  ]);
  return {
    view: params.get('view') === 'budgets' ? 'budgets' : 'costs',
    window: parseWindow(params),
    zone: params.get('zone') ?? readerZone,
    idle: idleViews.find(one => one === params.get('idle')) ?? DEFAULT_IDLE,
    by: costGroupings.find(one => one === params.get('by')) ?? null,
    label: params.get('label')?.trim() || DEFAULT_LABEL,
    currency: params.get('currency'),
    rollUp: parseRollUp(params.get('rollUp')),
    scope: { ...WHOLE_FLEET, ...Object.fromEntries(scope) },
  };
}

/**
 * Writes the query into a copy of the parameters; what is as usual is left out, so that links stay short. The zone is always
 * written: who follows the link from elsewhere sees the same days.
 */
export function writeCostsParams(
  wanted: CostsParams,
  params: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const next = new URLSearchParams(params);
  const set = (name: string, value: string | null) =>
    value === null ? next.delete(name) : next.set(name, value);
  const { window, scope } = wanted;
  const custom = window.name === 'custom' ? window : null;
  set('view', wanted.view === 'costs' ? null : wanted.view);
  set('window', window.name === DEFAULT_WINDOW ? null : window.name);
  set('from', custom?.first ?? null);
  set('to', custom?.last ?? null);
  set('zone', wanted.zone);
  set('idle', wanted.idle === DEFAULT_IDLE ? null : wanted.idle);
  set('by', wanted.by);
  set('label', wanted.by === 'label' ? wanted.label : null);
  set('currency', wanted.currency);
  set('rollUp', wanted.rollUp === 0 ? null : String(wanted.rollUp));
  for (const name of SCOPE_NAMES) {
    next.delete(name);
    for (const value of scope[name]) {
      next.append(name, value);
    }
  }
  return next;
}
