import { byFacet, type TableQuery } from './tableQuery';

/** One value of a facet, and how many rows would be shown with it. */
export interface FacetOption {
  readonly value: string;
  readonly count: number;
}

/** What a table shows, and the options of every facet. */
export interface SelectedRows<T, Facet extends string> {
  readonly rows: readonly T[];
  readonly facets: { readonly [name in Facet]: readonly FacetOption[] };
}

/** How the rows of a table are searched, narrowed and ordered. */
export interface RowTraits<T, Facet extends string> {
  readonly facets: readonly Facet[];
  /** Values of a row under a facet; a row may have several. */
  facetValues(row: T, facet: Facet): readonly string[];
  /** Lower-case text that words are searched in. */
  searchText(row: T): string;
  /** Null stands last, whichever way the column is sorted. */
  sortKey(row: T, column: string): string | number | null;
  /** Break ties, in this order. */
  tieBreaks(row: T): readonly string[];
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') {
    return a - b;
  }
  const left = String(a);
  const right = String(b);
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}

/** Rows in the order of a column; ties stand as the traits say, unknown values last. */
export function sortRows<T, Facet extends string>(
  rows: readonly T[],
  sort: TableQuery<Facet>['sort'],
  traits: RowTraits<T, Facet>,
): T[] {
  const direction = sort.descending ? -1 : 1;
  const keyed = rows.map(row => ({
    row,
    key: traits.sortKey(row, sort.column),
    ties: traits.tieBreaks(row),
  }));
  keyed.sort((a, b) => {
    if ((a.key === null) !== (b.key === null)) {
      return a.key === null ? 1 : -1;
    }
    const order =
      a.key === null || b.key === null ? 0 : compare(a.key, b.key) * direction;
    return a.ties.reduce(
      (so, tie, index) => so || compare(tie, b.ties[index] ?? ''),
      order,
    );
  });
  return keyed.map(entry => entry.row);
}

/**
 * Applies search, filters and order. The count of an option is the number of rows that the table would show if it
 * were chosen under the other filters, so no option leads to an empty table.
 */
export function selectRows<T, Facet extends string>(
  all: readonly T[],
  query: TableQuery<Facet>,
  traits: RowTraits<T, Facet>,
): SelectedRows<T, Facet> {
  const words = query.search.toLowerCase().split(/\s+/).filter(Boolean);
  const counts = byFacet(traits.facets, () => new Map<string, number>());
  const rows: T[] = [];

  for (const row of all) {
    const text = words.length > 0 ? traits.searchText(row) : '';
    if (!words.every(word => text.includes(word))) {
      continue;
    }
    const refused = traits.facets.filter(name => {
      const wanted = query.facets[name];
      return (
        wanted.size > 0 &&
        !traits.facetValues(row, name).some(value => wanted.has(value))
      );
    });
    if (refused.length === 0) {
      rows.push(row);
    }
    for (const name of traits.facets) {
      const byOthers = refused.length > (refused.includes(name) ? 1 : 0);
      if (!byOthers) {
        const options = counts[name];
        for (const value of traits.facetValues(row, name)) {
          options.set(value, (options.get(value) ?? 0) + 1);
        }
      }
    }
  }

  const optionsOf = (name: Facet): FacetOption[] => {
    const options = new Map(counts[name]);
    // What is chosen stays visible even when nothing matches it any more.
    for (const value of query.facets[name]) {
      options.set(value, options.get(value) ?? 0);
    }
    return [...options]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || compare(a.value, b.value));
  };
  return {
    rows: sortRows(rows, query.sort, traits),
    facets: byFacet(traits.facets, optionsOf),
  };
}
