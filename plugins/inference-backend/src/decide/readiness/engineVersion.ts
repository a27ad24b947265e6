/** Whether a version such as `0.11.2` is at least `major.minor.patch`; null when not enough of it is known to say. */
export function isSince(
  version: string | null,
  major: number,
  minor: number,
  patch = 0,
): boolean | null {
  const match = /^v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?/.exec(version ?? '');
  if (!match) {
    return null;
  }
  const [, ownMajor, ownMinor, ownPatch] = match;
  if (Number(ownMajor) !== major) {
    return Number(ownMajor) > major;
  }
  if (Number(ownMinor) !== minor) {
    return Number(ownMinor) > minor;
  }
  if (ownPatch === undefined) {
    return patch === 0 ? true : null;
  }
  return Number(ownPatch) >= patch;
}
