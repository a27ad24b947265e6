/** Milliseconds since the Unix epoch, UTC. */
export type InstantMs = number & { readonly __unit: 'InstantMs' };

/** Reads an RFC 3339 time; null stays null, and so does what is not a time. */
export function parseInstant(
  text: string | null | undefined,
): InstantMs | null {
  if (text === null || text === undefined) {
    return null;
  }
  const value = Date.parse(text);
  return Number.isNaN(value) ? null : (value as InstantMs);
}

/** The present moment. */
export function currentInstant(): InstantMs {
  return Date.now() as InstantMs;
}
