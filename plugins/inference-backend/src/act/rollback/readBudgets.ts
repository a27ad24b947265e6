import type { DisruptionBudget } from '../../decide/rollback/rollbackWorld';
import {
  at,
  integerOf,
  itemsOf,
  textMapOf,
  textOf,
} from '../../observe/clusters/adapters/fields';
import { ClusterRequestError } from '../../observe/clusters/connection/ClusterRequestError';
import type { ClusterWriter } from '../clusters/ClusterWriter';

/** What promises that some pods stay. */
export const BUDGETS = {
  group: 'policy',
  version: 'v1',
  plural: 'poddisruptionbudgets',
} as const;

type Labels = { readonly [name: string]: string };

function holds(expression: unknown, labels: Labels): boolean {
  const key = textOf(at(expression, 'key')) ?? '';
  const values = itemsOf(at(expression, 'values'));
  const value = labels[key];
  switch (textOf(at(expression, 'operator'))) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

/** Whether a selector of labels takes pods with these; an empty one takes all, and none at all takes nothing. */
function selects(selector: unknown, labels: Labels): boolean {
  return (
    typeof selector === 'object' &&
    selector !== null &&
    Object.entries(textMapOf(at(selector, 'matchLabels'))).every(
      ([name, value]) => labels[name] === value,
    ) &&
    itemsOf(at(selector, 'matchExpressions')).every(one => holds(one, labels))
  );
}

/** A bound is a number or a share such as `50%`. */
function boundOf(value: unknown): string | null {
  const count = integerOf(value);
  return count === null ? textOf(value) : String(count);
}

/** PodDisruptionBudgets of a namespace that select pods with these labels; null when the portal may not look. */
export async function readBudgets(
  writer: ClusterWriter,
  namespace: string,
  labels: Labels,
): Promise<readonly DisruptionBudget[] | null> {
  let list: unknown;
  try {
    list = await writer.list({ ...BUDGETS, namespace });
  } catch (error) {
    if (error instanceof ClusterRequestError && error.kind === 'forbidden') {
      return null;
    }
    throw error;
  }
  return itemsOf(at(list, 'items'))
    .filter(item => selects(at(item, 'spec', 'selector'), labels))
    .map(item => ({
      name: textOf(at(item, 'metadata', 'name')) ?? '',
      minAvailable: boundOf(at(item, 'spec', 'minAvailable')),
      maxUnavailable: boundOf(at(item, 'spec', 'maxUnavailable')),
    }));
}
