/** Whether a version such as `0.11.2` is at least `major.minor`; null when the version is not known. */
export function isSince(
  version: string | null,
  major: number,
  minor: number,
): boolean | null {
  const match = /^v?(\d{1,6})\.(\d{1,6})/.exec(version ?? '');
  if (!match) {
    return null;
  }
  const [, ownMajor, ownMinor] = match;
  return (
    Number(ownMajor) > major ||
    (Number(ownMajor) === major && Number(ownMinor) >= minor)
  );
}
