/** The row that a key moves to, out of `count` rows of which `visible` fit on the screen; undefined for other keys. */
export function rowAfterKey(
  key: string,
  current: number,
  count: number,
  visible: number,
): number | undefined {
  const steps: { readonly [key: string]: number } = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + Math.max(1, visible - 1),
    PageUp: current - Math.max(1, visible - 1),
    Home: 0,
    End: count - 1,
  };
  const target = steps[key];
  if (target === undefined || count === 0) {
    return undefined;
  }
  return Math.min(Math.max(target, 0), count - 1);
}
