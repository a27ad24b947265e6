import { checkPrices } from '../../decide/cost/checkPrices';
import type { PriceRow } from '../../decide/cost/ledger';

/** Prices of one source, and what could not be used of it, each in a sentence that names the field and the fix. */
export interface LoadedPrices {
  readonly rows: readonly PriceRow[];
  readonly problems: readonly string[];
}

/** Takes out rows that contradict one that stands before them. `placeOf` names where a row stands. */
export function withoutOverlaps(
  rows: readonly PriceRow[],
  placeOf: (row: PriceRow) => string,
): LoadedPrices {
  const byId = new Map(rows.map(row => [row.id, row]));
  const refused = new Map<string, string>();
  for (const { rowId, field, message } of checkPrices(rows)) {
    const row = byId.get(rowId);
    if (row && !refused.has(rowId)) {
      refused.set(rowId, `${placeOf(row)}.${field}: ${message}`);
    }
  }
  return {
    rows: rows.filter(({ id }) => !refused.has(id)),
    problems: [...refused.values()],
  };
}
