/** A rule of `inference.ownership.rules`. Patterns know `*` (any text) and `?` (one character). */
export interface OwnershipRule {
  readonly cluster: string | null;
  readonly namespace: string | null;
  /** Label name to pattern; every one must match. */
  readonly labels: { readonly [name: string]: string };
  /** As written in the configuration. */
  readonly owner: string;
}
