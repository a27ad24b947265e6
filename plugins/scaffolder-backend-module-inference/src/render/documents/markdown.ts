/**
 * Free text as Markdown that shows it as it is: every character that could mean something is escaped, so no link, heading, HTML or
 * `${{ }}` of it comes alive. Lines stay lines.
 */
export function markdownText(text: string): string {
  return text
    .split('\n')
    .map(line =>
      line
        .trim()
        .replace(/[\\`*_{}[\]()#+!|<>&~$:@]/g, '\\$&')
        // What starts a list or underlines a heading.
        .replace(/^([-=]|\d+(?=[.)]))/, start =>
          /\d/.test(start) ? `${start}\\` : `\\${start}`,
        ),
    )
    .join('\\\n');
}

/** Free text as a quotation of its own. */
export function markdownQuote(text: string): string {
  return markdownText(text)
    .split('\n')
    .map(line => `> ${line}`)
    .join('\n');
}

/** Rows of a table; the cells are Markdown already. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return [head, head.map(() => '---'), ...rows]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}
