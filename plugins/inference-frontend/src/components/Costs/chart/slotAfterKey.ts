/** The slot that a key moves to, out of `count`; null leaves the chart, undefined is another key. */
export function slotAfterKey(
  key: string,
  current: number | null,
  count: number,
): number | null | undefined {
  if (count === 0) {
    return undefined;
  }
  const last = count - 1;
  switch (key) {
    case 'ArrowRight':
      return current === null ? 0 : Math.min(current + 1, last);
    case 'ArrowLeft':
      return current === null ? last : Math.max(current - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'Escape':
      return null;
    default:
      return undefined;
  }
}
