import type { DisruptionBudget } from '../../decide/rollback/rollbackWorld';
import { at, itemsOf, textOf } from '../../observe/clusters/adapters/fields';
import { ClusterRequestError } from '../../observe/clusters/connection/ClusterRequestError';
import { boundOf } from '../../observe/clusters/scaling/readScaling';
import {
  type Labels,
  selects,
} from '../../observe/clusters/servers/labelSelector';
import type { ClusterWriter } from '../clusters/ClusterWriter';

/** What promises that some pods stay. */
export const BUDGETS = {
  group: 'policy',
  version: 'v1',
  plural: 'poddisruptionbudgets',
} as const;

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
