/** A number as English sentences write it: `496,274`. */
export function thousands(value: number): string {
  return value.toLocaleString('en-US');
}
