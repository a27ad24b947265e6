import type { RenderedFile } from '../RenderedFile';

/** A fence that is longer than any run of backticks in the text, so that nothing in it ends the block. */
function fenceFor(text: string): string {
  const longest = Math.max(
    2,
    ...[...text.matchAll(/`+/g)].map(([run]) => run.length),
  );
  return '`'.repeat(longest + 1);
}

/** Files as one text: a heading and a block of code each. */
export function filesAsMarkdown(files: readonly RenderedFile[]): string {
  return files
    .map(({ path, content }) => {
      const fence = fenceFor(content);
      const language = path.endsWith('.yaml') ? 'yaml' : 'markdown';
      const end = content.endsWith('\n') ? '' : '\n';
      return `### ${path}\n\n${fence}${language}\n${content}${end}${fence}\n`;
    })
    .join('\n');
}
