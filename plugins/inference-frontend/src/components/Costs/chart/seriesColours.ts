/**
 * Colours with a contrast of at least 3:1 against the panels of both themes, which colour-blind eyes tell apart by hue and lightness.
 * Neighbours in a stack are separated by a line as well.
 */
const PALETTE = [
  '#2a78b5',
  '#c9641b',
  '#11877b',
  '#8b62cc',
  '#7a8420',
  '#cc4f87',
  '#a0694b',
  '#4f8fd0',
] as const;

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}

/** A colour for each key: the same on every page, unless two keys of one chart want the same. At most eight keys. */
export function seriesColours(
  keys: readonly string[],
): ReadonlyMap<string, string> {
  const colours = new Map<string, string>();
  const taken = new Set<number>();
  // By key and not by size, so that a day's ranking does not repaint the chart.
  for (const key of [...keys].sort()) {
    let index = hash(key) % PALETTE.length;
    while (taken.has(index) && taken.size < PALETTE.length) {
      index = (index + 1) % PALETTE.length;
    }
    taken.add(index);
    colours.set(key, PALETTE[index] ?? PALETTE[0]);
  }
  return colours;
}
