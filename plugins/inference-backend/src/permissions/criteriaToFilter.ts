import { isAndCriteria, isOrCriteria } from '@backstage/plugin-permission-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { ServerFilter } from '../record';

/** Turns the criteria of a conditional decision, whose leaves are filters already, into one filter. */
export function criteriaToFilter(
  criteria: PermissionCriteria<ServerFilter>,
): ServerFilter {
  // Asked first: filters have members called anyOf, too.
  if ('kind' in criteria) {
    return criteria;
  }
  if (isAndCriteria(criteria)) {
    return { kind: 'allOf', filters: criteria.allOf.map(criteriaToFilter) };
  }
  if (isOrCriteria(criteria)) {
    return { kind: 'anyOf', filters: criteria.anyOf.map(criteriaToFilter) };
  }
  return { kind: 'not', filter: criteriaToFilter(criteria.not) };
}
