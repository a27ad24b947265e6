import { at, fieldsOf, isFields, itemsOf, textOf } from '../adapters/fields';
import type { InstantMs } from '../../../types';
import { instantOf } from './instant';

/** What `managedFields` tells about the writers of an object. */
export interface ChangeAuthor {
  /** Manager of the newest write to the specification other than its replica count. */
  readonly changedBy: string | null;
  readonly changedAt: InstantMs | null;
  /** All managers, sorted. */
  readonly managers: readonly string[];
}

function touchesSpecification(entry: unknown): boolean {
  const written = at(entry, 'fieldsV1', 'f:spec');
  if (!isFields(written)) {
    return false;
  }
  // A write of nothing but the replica count is scaling, not a change of what runs.
  return Object.keys(fieldsOf(written)).some(
    field => field !== 'f:replicas' && field !== '.',
  );
}

/** Reads `metadata.managedFields` of an object. */
export function readChangeAuthor(object: unknown): ChangeAuthor {
  const entries = itemsOf(at(object, 'metadata', 'managedFields'));
  const managers = new Set<string>();
  let changedBy: string | null = null;
  let changedAt: InstantMs | null = null;
  for (const entry of entries) {
    const manager = textOf(at(entry, 'manager'));
    if (manager === null) {
      continue;
    }
    managers.add(manager);
    const subresource = textOf(at(entry, 'subresource'));
    const time = instantOf(at(entry, 'time'));
    if (subresource !== null || time === null || !touchesSpecification(entry)) {
      continue;
    }
    if (
      changedAt === null ||
      changedBy === null ||
      time > changedAt ||
      (time === changedAt && manager > changedBy)
    ) {
      changedBy = manager;
      changedAt = time;
    }
  }
  return { changedBy, changedAt, managers: [...managers].sort() };
}
