import { InputError } from '@backstage/errors';

/** Place in an ordered list: the sort key of the last item that was given. */
export type SortKey = readonly (string | number)[];

function badCursor(): InputError {
  return new InputError(
    '`cursor` is not a `nextCursor` of this list: leave it out to start from the first page',
  );
}

export function encodeCursor(key: SortKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * Reads a cursor whose parts have the types of `shape`.
 * Throws `InputError` when it is not one that `encodeCursor` made.
 */
export function decodeCursor<T extends SortKey>(
  cursor: string,
  shape: { readonly [I in keyof T]: T[I] extends string ? 'string' : 'number' },
): T {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw badCursor();
  }
  if (
    !Array.isArray(key) ||
    key.length !== shape.length ||
    !shape.every((type, index) => typeof key[index] === type) ||
    key.some(part => typeof part === 'number' && !Number.isSafeInteger(part)) ||
    key.some(part => typeof part === 'string' && part.includes('\0'))
  ) {
    throw badCursor();
  }
  return key as unknown as T;
}
