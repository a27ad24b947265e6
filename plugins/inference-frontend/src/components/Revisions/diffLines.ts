import { diffArrays } from 'diff';

/** One line of a diff. Line numbers are counted from 1; null on the side where the line does not stand. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** A run of lines: a change with its surroundings, or unchanged lines that are folded away. */
export type DiffBlock =
  | { readonly kind: 'lines'; readonly lines: readonly DiffLine[] }
  | {
      readonly kind: 'fold';
      /** Stable name: the number of the first line on the side `after`. */
      readonly id: number;
      readonly lines: readonly DiffLine[];
    };

/** A diff of two texts. */
export interface LineDiff {
  readonly lines: readonly DiffLine[];
  readonly added: number;
  readonly removed: number;
  /** Runs of changed lines. */
  readonly changes: number;
}

// Beyond this many edits two specifications have nothing in common, and the search for what they share would freeze the page.
const LARGEST_EDIT = 2_000;

/** Compares two texts line by line. */
export function diffTexts(before: string, after: string): LineDiff {
  const left = before.split('\n');
  const right = after.split('\n');
  const parts = diffArrays(left, right, { maxEditLength: LARGEST_EDIT }) ?? [
    { value: left, removed: true, added: false, count: left.length },
    { value: right, removed: false, added: true, count: right.length },
  ];
  const lines: DiffLine[] = [];
  let beforeNumber = 0;
  let afterNumber = 0;
  let added = 0;
  let removed = 0;
  let changes = 0;
  let inChange = false;
  for (const part of parts) {
    const changed = part.added || part.removed;
    if (changed && !inChange) {
      changes++;
    }
    inChange = changed;
    for (const text of part.value) {
      if (part.added) {
        added++;
        lines.push({ kind: 'added', text, before: null, after: ++afterNumber });
      } else if (part.removed) {
        removed++;
        lines.push({
          kind: 'removed',
          text,
          before: ++beforeNumber,
          after: null,
        });
      } else {
        lines.push({
          kind: 'same',
          text,
          before: ++beforeNumber,
          after: ++afterNumber,
        });
      }
    }
  }
  return { lines, added, removed, changes };
}

/** Folds unchanged lines that are further than `context` lines away from a change; folds of a single line are not worth it. */
export function foldLines(
  lines: readonly DiffLine[],
  context: number,
): readonly DiffBlock[] {
  const near = lines.map(line => line.kind !== 'same');
  lines.forEach((line, index) => {
    if (line.kind !== 'same') {
      const end = Math.min(lines.length - 1, index + context);
      for (let i = Math.max(0, index - context); i <= end; i++) {
        near[i] = true;
      }
    }
  });
  const blocks: DiffBlock[] = [];
  let start = 0;
  while (start < lines.length) {
    let end = start;
    while (end < lines.length && near[end] === near[start]) {
      end++;
    }
    const run = lines.slice(start, end);
    blocks.push(
      near[start] || run.length === 1
        ? { kind: 'lines', lines: run }
        : { kind: 'fold', id: run[0]?.after ?? start, lines: run },
    );
    start = end;
  }
  return blocks;
}

/** True for a run of lines in which something changed. */
export function isChange(block: DiffBlock): boolean {
  return (
    block.kind === 'lines' && block.lines.some(line => line.kind !== 'same')
  );
}

/** A row of a diff that stands side by side. */
export interface SplitRow {
  readonly left: DiffLine | null;
  readonly right: DiffLine | null;
}

/** Puts removed lines beside the added lines that took their place. */
export function splitRows(lines: readonly DiffLine[]): readonly SplitRow[] {
  const rows: SplitRow[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index];
    if (line === undefined || line.kind === 'same') {
      rows.push({ left: line ?? null, right: line ?? null });
      index++;
      continue;
    }
    const removed: DiffLine[] = [];
    const added: DiffLine[] = [];
    for (
      let next = lines[index];
      next !== undefined && next.kind !== 'same';
      next = lines[++index]
    ) {
      (next.kind === 'removed' ? removed : added).push(next);
    }
    const height = Math.max(removed.length, added.length);
    for (let i = 0; i < height; i++) {
      rows.push({ left: removed[i] ?? null, right: added[i] ?? null });
    }
  }
  return rows;
}
