const DIGITS = 12;

/** A text that sorts versions as people count: `v9` before `v10`, `2026-3` before `2026-10`. */
export function versionOrder(version: string): string {
  return version.replace(/\d+/g, digits => digits.padStart(DIGITS, '0'));
}
