import type {
  DataSource,
  DataSourceIssue,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../types';

/** What is wrong, before it is known since when. */
export type Issue = Omit<DataSourceIssue, 'since'>;

/** Numbers in a message change from check to check, what is wrong does not. */
function isSameFault(one: Issue, other: Issue): boolean {
  const words = ({ message }: Issue) => message.replace(/\d+(\.\d+)?/g, '0');
  return words(one) === words(other);
}

/** Issues with the instant of the check that first saw them. `previous` is the health before. */
export function withSince(
  issues: readonly Issue[],
  previous: DataSource | undefined,
  now: InstantMs,
): DataSourceIssue[] {
  return issues.map(issue => ({
    ...issue,
    since:
      previous?.issues.find(
        earlier => earlier.code === issue.code && isSameFault(earlier, issue),
      )?.since ?? new Date(now).toISOString(),
  }));
}

/** Since when anything at all is wrong with a source. RFC 3339. */
export function earliestSince({ issues }: DataSource, now: InstantMs): string {
  return issues.reduce((earliest, { since }) => {
    return since && since < earliest ? since : earliest;
  }, new Date(now).toISOString());
}
