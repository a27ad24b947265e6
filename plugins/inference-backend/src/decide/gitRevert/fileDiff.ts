import { redactText } from '../secrets/redactText';
import type { RevisedFile } from './manifestPlaces';

/** Longest diff that a plan keeps and shows. */
const MAX_LINES = 400;

/** Lines behind a mark, without literal secrets: those are known by how a line begins, so that the mark comes last. */
function marked(mark: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0
    ? []
    : redactText(lines.join('\n'))
        .split('\n')
        .map(text => `${mark}${text}`);
}

/** Line by line: what both share stays out. Both lists are short, as their common ends are cut off. */
function hunks(
  before: readonly string[],
  after: readonly string[],
  line: number,
): readonly string[] {
  let head = 0;
  while (
    head < before.length &&
    head < after.length &&
    before[head] === after[head]
  ) {
    head += 1;
  }
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before.at(-1 - tail) === after.at(-1 - tail)
  ) {
    tail += 1;
  }
  const from = before.slice(head, before.length - tail);
  const to = after.slice(head, after.length - tail);
  if (from.length === 0 && to.length === 0) {
    return [];
  }
  // A line that both have and that stands once in each parts the change in two.
  const split = from.findIndex(
    one =>
      one.trim() !== '' &&
      from.indexOf(one) === from.lastIndexOf(one) &&
      to.includes(one) &&
      to.indexOf(one) === to.lastIndexOf(one),
  );
  if (split >= 0) {
    const other = to.indexOf(from[split] ?? '');
    return [
      ...hunks(from.slice(0, split), to.slice(0, other), line + head),
      ...hunks(
        from.slice(split + 1),
        to.slice(other + 1),
        line + head + split + 1,
      ),
    ];
  }
  return [
    `@@ line ${line + head} @@`,
    ...marked('-', from),
    ...marked('+', to),
  ];
}

/** The lines that change, for people. Without the lines around them, which could hold a secret that the portal has no need to keep. */
export function fileDiff({ after, before }: RevisedFile): string {
  const lines = hunks(before.split(/\r?\n/), after.split(/\r?\n/), 1);
  const shown = lines.slice(0, MAX_LINES);
  const rest = lines.length - shown.length;
  return [...shown, ...(rest > 0 ? [`… ${rest} more lines`] : [])].join('\n');
}
