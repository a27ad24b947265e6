import fc from 'fast-check';
import { csvLine, type CsvCell } from './csv';

/** Reads one line as RFC 4180 says. */
function parse(line: string): string[] {
  const cells: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",]*))(,|\r\n$)/gy;
  for (let match = pattern.exec(line); match; match = pattern.exec(line)) {
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
  }
  return cells;
}

describe('csvLine', () => {
  it('quotes what would end a cell', () => {
    expect(csvLine(['a,b', 'say "hi"', 'two\nlines', null, 1.5, true])).toBe(
      '"a,b","say ""hi""","two\nlines",,1.5,true\r\n',
    );
  });

  it.each([
    '=HYPERLINK("http://evil.example","x")',
    '+1',
    '-1+cmd|x',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
  ])('takes the power from %j to be a formula', text => {
    const [cell] = parse(csvLine([text]));
    expect(cell).toBe(`'${text}`);
  });

  it('leaves negative numbers numbers', () => {
    expect(csvLine([-1.25])).toBe('-1.25\r\n');
  });

  it('is read back as what was written, and no cell begins a formula', () => {
    const cell = fc
      .oneof(
        fc.string({
          unit: fc.constantFrom('a', ',', '"', '\n', '=', ' ', 'ü'),
        }),
        fc.string(),
      )
      // The apostrophe that is added could not be told from one that was there.
      .filter(text => !text.startsWith("'"));
    fc.assert(
      fc.property(fc.array<CsvCell>(cell, { minLength: 1 }), cells => {
        const read = parse(csvLine(cells));
        expect(read.map(one => one.replace(/^'(?=[=+\-@\t\r\n])/, ''))).toEqual(
          cells,
        );
        expect(read.some(one => /^[=+\-@\t\r\n]/.test(one))).toBe(false);
      }),
    );
  });
});
