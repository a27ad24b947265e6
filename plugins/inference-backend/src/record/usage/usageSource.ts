/** A source of usage: what one Prometheus tells of one cluster. */
export interface UsageSourceName {
  readonly prometheus: string;
  readonly cluster: string;
}

/** Key of a source's watermark. */
export function usageSource({ prometheus, cluster }: UsageSourceName): string {
  return JSON.stringify([prometheus, cluster]);
}

/** Reads what {@link usageSource} wrote; null for anything else. */
export function parseUsageSource(source: string): UsageSourceName | null {
  let parts: unknown;
  try {
    parts = JSON.parse(source);
  } catch {
    return null;
  }
  if (!Array.isArray(parts)) {
    return null;
  }
  const [prometheus, cluster]: unknown[] = parts;
  return typeof prometheus === 'string' && typeof cluster === 'string'
    ? { prometheus, cluster }
    : null;
}
