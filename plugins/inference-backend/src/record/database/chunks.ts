/**
 * Rows in one statement. SQLite joins the rows of an insert with at most 500 `union all`, and its pool has one connection, so
 * that everything else waits for the statement; PostgreSQL binds at most 65535 values.
 */
export const ROWS_PER_STATEMENT = 200;

/** Cuts a list into pieces of at most `size`. */
export function* chunks<T>(
  items: readonly T[],
  size: number = ROWS_PER_STATEMENT,
): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) {
    yield items.slice(start, start + size);
  }
}
