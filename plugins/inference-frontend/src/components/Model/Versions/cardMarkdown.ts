const FENCE = /^\s*(`{3,}|~{3,})/;
const FRONT_MATTER = /^---\r?\n[\s\S]*?\r?\n---\r?\n/;

/**
 * A model card as it fits into a page: without the YAML in front of it, which the registry has read, and with its
 * headings below those of the page. Lines of code stay as they are.
 */
export function cardMarkdown(card: string, deeper = 3): string {
  let fence: string | null = null;
  return card
    .replace(FRONT_MATTER, '')
    .split('\n')
    .map(line => {
      const mark = FENCE.exec(line)?.[1];
      if (mark !== undefined) {
        if (fence === null) {
          fence = mark;
        } else if (mark.startsWith(fence)) {
          fence = null;
        }
        return line;
      }
      if (fence !== null) {
        return line;
      }
      return line.replace(/^(#{1,6})(?=\s)/, found =>
        '#'.repeat(Math.min(6, found.length + deeper)),
      );
    })
    .join('\n');
}
