/** Days of a month such as `2026-02`; 31 for what is none. */
export function daysOfMonth(month: string): number {
  const match = /^(\d{4})-(\d{2})$/.exec(month);
  return match === null
    ? 31
    : new Date(Date.UTC(Number(match[1]), Number(match[2]), 0)).getUTCDate();
}
