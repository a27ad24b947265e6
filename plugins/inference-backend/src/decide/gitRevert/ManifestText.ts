import { isCollection, isScalar } from 'yaml';

/** A stretch of text, by offsets, and what takes its place. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Why a text cannot be edited: the end of a sentence. */
export class CannotEdit extends Error {}

/** The text that nodes stand in. */
export class ManifestText {
  readonly text: string;
  readonly #lineEnd: string;

  constructor(text: string) {
    this.text = text;
    this.#lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  }

  lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Behind the end of the line that `offset` stands in; where it is a line's start already, it stays. */
  lineAfter(offset: number): number {
    if (offset > 0 && this.text[offset - 1] === '\n') {
      return offset;
    }
    const end = this.text.indexOf('\n', offset);
    return end < 0 ? this.text.length : end + 1;
  }

  /** Whole lines, put in at a line's start. */
  insert(offset: number, lines: string, indent: number): TextEdit {
    const body = lines
      .replace(/\n$/, '')
      .split('\n')
      .map(line => (line === '' ? line : `${' '.repeat(indent)}${line}`))
      .join(this.#lineEnd);
    const isOpen = offset > 0 && this.text[offset - 1] !== '\n';
    return {
      start: offset,
      end: offset,
      text: isOpen ? `${this.#lineEnd}${body}` : `${body}${this.#lineEnd}`,
    };
  }
}

/** The offsets of a node's value. */
export function rangeOf(node: unknown): readonly [number, number] {
  const range = isScalar(node) || isCollection(node) ? node.range : null;
  if (!range) {
    throw new CannotEdit('an anchor or something else stands there');
  }
  return [range[0], range[1]];
}

/** The text with all edits done. Throws {@link CannotEdit} when two of them meet. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  // Stable: lines that are put in at one place keep their order.
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let position = 0;
  for (const [index, edit] of sorted.entries()) {
    const { end, start, text: replacement } = edit;
    const last = sorted[index - 1];
    if (
      last?.start === start &&
      last.end === end &&
      last.text === replacement &&
      start < end
    ) {
      // Two containers of one image, which one line names.
      continue;
    }
    if (start < position) {
      throw new CannotEdit('two changes meet on one line');
    }
    result += text.slice(position, start) + replacement;
    position = end;
  }
  return result + text.slice(position);
}
