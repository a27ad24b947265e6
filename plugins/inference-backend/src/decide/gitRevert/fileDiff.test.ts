import { fileDiff } from './fileDiff';

const diff = (before: string, after: string) =>
  fileDiff({ path: 'chat.yaml', before, after });

describe('fileDiff', () => {
  it('shows the lines that change, each part with where it stands, and none around them', () => {
    expect(
      diff('a: 1\nkeep: x\nb: 2\nc: 3\n', 'a: 9\nkeep: x\nb: 2\nd: 4\n'),
    ).toBe('@@ line 1 @@\n-a: 1\n+a: 9\n@@ line 4 @@\n-c: 3\n+d: 4');
  });

  it('redacts a literal secret', () => {
    expect(diff('password: hunter2\n', 'password: hunter3\n')).not.toContain(
      'hunter',
    );
  });

  it('says how much of a long change it leaves out', () => {
    const after = Array.from({ length: 500 }, (_, line) => `- ${line}`);
    expect(diff('', after.join('\n'))).toMatch(/… \d+ more lines$/);
  });
});
