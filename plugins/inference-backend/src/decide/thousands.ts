/** `1,234,567`: a number as the English sentences of the backend say it. */
export function thousands(value: number): string {
  return value.toLocaleString('en-US');
}
