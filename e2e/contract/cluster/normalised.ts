/** What two runs never have in common, by field name, and what stands for it. */
const volatile: { readonly [field: string]: string } = {
  uid: '<uid>',
  resourceVersion: '<version>',
  creationTimestamp: '<time>',
  time: '<time>',
};

/** A copy in which uids, versions and times are replaced, so that answers of different clusters can be compared. */
export function normalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalised);
  if (typeof value !== 'object' || value === null) return value;
  // Two forms of one set of managed fields: a map that is owned itself and nothing in it.
  if (Object.keys(value).join() === '.') return {};
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [
      field,
      typeof inner === 'string' && Object.hasOwn(volatile, field)
        ? volatile[field]
        : normalised(inner),
    ]),
  );
}
