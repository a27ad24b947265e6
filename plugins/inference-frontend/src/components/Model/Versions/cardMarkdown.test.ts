import { cardMarkdown } from './cardMarkdown';

describe('cardMarkdown', () => {
  it('takes the YAML in front away and puts headings below those of the page', () => {
    expect(
      cardMarkdown('---\nlicense: mit\n---\n# Card\n## Use\n##### Deep\n#no'),
    ).toBe('#### Card\n##### Use\n###### Deep\n#no');
  });

  it('leaves code as it is', () => {
    const code = '```sh\n# a comment\n```\n';
    expect(cardMarkdown(`${code}# After`)).toBe(`${code}#### After`);
    const nested = '````md\n```\n# in\n```\n# still in\n````';
    expect(cardMarkdown(nested)).toBe(nested);
  });

  it('keeps a rule that is no front matter', () => {
    expect(cardMarkdown('text\n\n---\n\nmore')).toBe('text\n\n---\n\nmore');
  });
});
