/** One column of a CSV file. */
export interface CsvColumn<T> {
  readonly header: string;
  value(row: T): string | number | boolean | null;
}

function field(value: string | number | boolean | null): string {
  if (value === null) {
    return '';
  }
  // Spreadsheets run text that begins like a formula; names come from elsewhere and are not ours to trust.
  const text =
    typeof value === 'string' && /^[=+\-@\t\r]/.test(value)
      ? `'${value}`
      : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** RFC 4180 text: plain numbers, times in RFC 3339 UTC, unknown values empty. */
export function csvText<T>(
  columns: readonly CsvColumn<T>[],
  rows: readonly T[],
): string {
  const lines = [
    columns.map(column => column.header),
    ...rows.map(row => columns.map(column => field(column.value(row)))),
  ];
  return lines.map(line => `${line.join(',')}\r\n`).join('');
}
