import { isAndCriteria, isOrCriteria } from '@backstage/plugin-permission-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';

/** Filters, and what is combined of them. */
export type Combined<Filter> =
  | Filter
  | { readonly kind: 'allOf'; readonly filters: readonly Combined<Filter>[] }
  | { readonly kind: 'anyOf'; readonly filters: readonly Combined<Filter>[] }
  | { readonly kind: 'not'; readonly filter: Combined<Filter> };

/** Turns the criteria of a conditional decision, whose leaves are filters already, into one filter. */
export function criteriaToFilter<Filter extends { readonly kind: string }>(
  criteria: PermissionCriteria<Filter>,
): Combined<Filter> {
  // Asked first: filters have members called anyOf, too.
  if ('kind' in criteria) {
    return criteria;
  }
  if (isAndCriteria(criteria)) {
    return {
      kind: 'allOf',
      filters: criteria.allOf.map(part => criteriaToFilter(part)),
    };
  }
  if (isOrCriteria(criteria)) {
    return {
      kind: 'anyOf',
      filters: criteria.anyOf.map(part => criteriaToFilter(part)),
    };
  }
  return { kind: 'not', filter: criteriaToFilter(criteria.not) };
}
