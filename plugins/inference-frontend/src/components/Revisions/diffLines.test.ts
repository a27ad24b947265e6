import fc from 'fast-check';
import { diffTexts, foldLines, isChange, splitRows } from './diffLines';

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 30 })
  .map(lines => lines.join('\n'));

describe('diffTexts', () => {
  it('finds the one line that changed', () => {
    const diff = diffTexts('a\nb\nc', 'a\nB\nc');
    expect(diff).toMatchObject({ added: 1, removed: 1, changes: 1 });
    expect(diff.lines.map(line => `${line.kind} ${line.text}`)).toEqual([
      'same a',
      'removed b',
      'added B',
      'same c',
    ]);
  });

  it('gives back both texts from its lines', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { lines } = diffTexts(before, after);
        const side = (unwanted: 'added' | 'removed') =>
          lines
            .filter(line => line.kind !== unwanted)
            .map(line => line.text)
            .join('\n');
        expect(side('added')).toBe(before);
        expect(side('removed')).toBe(after);
      }),
    );
  });

  it('finds no change between a text and itself', () => {
    fc.assert(
      fc.property(text, same => {
        expect(diffTexts(same, same).changes).toBe(0);
      }),
    );
  });

  it('shows two texts that have nothing in common as removed and added', () => {
    const of = (word: string) =>
      Array.from({ length: 6000 }, (_, i) => `${word}${i}`).join('\n');
    expect(diffTexts(of('a'), of('b'))).toMatchObject({
      added: 6000,
      removed: 6000,
      changes: 1,
    });
  });
});

describe('foldLines', () => {
  it('folds what is far from a change and keeps its surroundings', () => {
    const before = Array.from({ length: 30 }, (_, i) => `line ${i}`);
    const after = before.map(line => (line === 'line 15' ? 'changed' : line));
    const blocks = foldLines(
      diffTexts(before.join('\n'), after.join('\n')).lines,
      3,
    );
    expect(blocks.map(block => [block.kind, block.lines.length])).toEqual([
      ['fold', 12],
      ['lines', 8],
      ['fold', 11],
    ]);
    expect(blocks.filter(isChange)).toHaveLength(1);
  });

  it('loses no line and folds no change', () => {
    fc.assert(
      fc.property(text, text, fc.nat(4), (before, after, context) => {
        const { lines } = diffTexts(before, after);
        const blocks = foldLines(lines, context);
        expect(blocks.flatMap(block => block.lines)).toEqual(lines);
        const folded = blocks.flatMap(block =>
          block.kind === 'fold' ? block.lines : [],
        );
        expect(folded.every(line => line.kind === 'same')).toBe(true);
      }),
    );
  });
});

describe('splitRows', () => {
  it('keeps every line on its side', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const rows = splitRows(diffTexts(before, after).lines);
        const side = (name: 'left' | 'right') =>
          rows
            .flatMap(row => row[name] ?? [])
            .map(line => line.text)
            .join('\n');
        expect(side('left')).toBe(before);
        expect(side('right')).toBe(after);
      }),
    );
  });
});
