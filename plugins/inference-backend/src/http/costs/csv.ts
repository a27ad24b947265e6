import { formatMicros } from '../../decide/cost/decimals';

/** A cell: text is quoted where it has to be, money has six decimals, numbers stand as they are, null is empty. */
export type CsvCell =
  | string
  | number
  | boolean
  | null
  | { readonly micros: number | null };

/** What makes a spreadsheet take text for a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;
const NEEDS_QUOTES = /[",;\r\n\t]|^\s|\s$/;

function cellText(cell: CsvCell): string {
  if (cell === null) {
    return '';
  }
  if (typeof cell === 'object') {
    return cell.micros === null ? '' : formatMicros(BigInt(cell.micros));
  }
  if (typeof cell !== 'string') {
    return String(cell);
  }
  // Names come from clusters, and so from whoever may create a pod there: with an apostrophe a spreadsheet shows them and computes nothing.
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of a CSV file (RFC 4180), with its line end. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}
