/** Milliseconds that a `Retry-After` header asks for, in seconds or as a date; 0 when it does not. */
export function readRetryAfter(header: string | null): number {
  if (header === null) {
    return 0;
  }
  const seconds = Number(header);
  const milliseconds = Number.isFinite(seconds)
    ? seconds * 1000
    : Date.parse(header) - Date.now();
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : 0;
}
