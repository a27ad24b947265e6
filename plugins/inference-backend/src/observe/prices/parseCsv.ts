/** A record of a CSV file. */
export interface CsvRecord {
  /** Line on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The character between cells: whichever of `,`, `;` and tab stands most often in the first line, outside quotes. */
function findDelimiter(text: string): string {
  const header = /^(?:"(?:[^"]|"")*"|[^\r\n"])*/.exec(text)?.[0] ?? '';
  const bare = header.replace(/"(?:[^"]|"")*"/g, '');
  const counts = [',', ';', '\t'].map(
    delimiter => [delimiter, bare.split(delimiter).length] as const,
  );
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/**
 * Reads CSV as RFC 4180 has it, and what spreadsheets make of it: a byte order mark, semicolons or tabs, any line ends, empty lines, and
 * lines that begin with `#`. A quote that is never closed ends with the file.
 */
export function parseCsv(content: string): readonly CsvRecord[] {
  const text = content
    .replace(/^\uFEFF/, '')
    .replace(/^(?:#[^\n]*\n|\r?\n)+/, skipped =>
      // Line numbers stay those of the file.
      '\n'.repeat(skipped.split('\n').length - 1),
    );
  const delimiter = findDelimiter(text.trimStart());
  const records: CsvRecord[] = [];
  let line = 1;
  let began = 1;
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let wasQuoted = false;
  const endCell = () => {
    cells.push(wasQuoted ? cell : cell.trim());
    cell = '';
    wasQuoted = false;
  };
  const endRecord = () => {
    endCell();
    const isBlank = cells.every(value => value === '');
    if (!isBlank && !cells[0]?.startsWith('#')) {
      records.push({ line: began, cells });
    }
    cells = [];
  };
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] ?? '';
    if (quoted) {
      if (char === '"' && text[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else if (char === '"') {
        quoted = false;
      } else {
        cell += char;
        line += char === '\n' ? 1 : 0;
      }
    } else if (char === '"' && cell.trim() === '') {
      quoted = true;
      wasQuoted = true;
      cell = '';
    } else if (char === delimiter) {
      endCell();
    } else if (char === '\n') {
      endRecord();
      line += 1;
      began = line;
    } else if (char !== '\r') {
      cell += char;
    }
  }
  endRecord();
  return records;
}
