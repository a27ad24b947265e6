import type { UsageSource } from '../../record';
import { parseUsageSource } from '../../record/usage/usageSource';

/** What is wrong with the usage that a Prometheus tells, cluster by cluster, for the page of data sources. */
export function usageIssues(
  prometheus: string,
  sources: readonly UsageSource[],
): UsageSource['issues'] {
  return sources.flatMap(({ source, issues }) => {
    const parsed = parseUsageSource(source);
    return parsed?.prometheus === prometheus
      ? issues.map(issue => ({
          ...issue,
          message: `Usage of ${parsed.cluster}: ${issue.message}`,
        }))
      : [];
  });
}
