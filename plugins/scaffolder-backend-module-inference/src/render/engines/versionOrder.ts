/** Major, minor and patch of a version; a release candidate counts as its release. */
function parts(version: string): readonly number[] {
  return (/^(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? [])
    .slice(1)
    .map(part => Number(part ?? 0));
}

/** Negative when `a` is older than `b`, 0 when they are the same, positive when it is newer. */
export function compareVersions(a: string, b: string): number {
  const others = parts(b);
  return (
    parts(a)
      .map((part, index) => part - (others[index] ?? 0))
      .find(difference => difference !== 0) ?? 0
  );
}

/** Versions of an engine that have something: from `since` on, up to but without `until`; null is no bound. */
export interface VersionRange {
  readonly since: string | null;
  readonly until: string | null;
}

/** Whether a version lies in a range. */
export function isWithin(
  version: string,
  { since, until }: VersionRange,
): boolean {
  return (
    (since === null || compareVersions(version, since) >= 0) &&
    (until === null || compareVersions(version, until) < 0)
  );
}
