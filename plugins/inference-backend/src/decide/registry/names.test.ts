import {
  findAliasProblem,
  findModelRefProblems,
  findVersionProblem,
} from './names';

describe('names', () => {
  it.each([
    ['default', 'qwen3-32b'],
    ['support', 'Qwen3_32B.v2'],
    ['a', '7'],
    ['a'.repeat(63), 'b'.repeat(63)],
  ])('takes %s/%s', (namespace, name) => {
    expect(findModelRefProblems({ namespace, name })).toEqual([]);
  });

  it.each([
    ['default', '../x'],
    ['default', '..'],
    ['default', ''],
    ['default', 'a/b'],
    ['default', '-a'],
    ['default', 'a-'],
    ['default', 'a b'],
    ['default', 'b'.repeat(64)],
    ['under_score', 'a'],
    ['-a', 'a'],
    ['a'.repeat(64), 'a'],
  ])('refuses %s/%s', (namespace, name) => {
    expect(findModelRefProblems({ namespace, name })).toHaveLength(1);
  });

  it('refuses look-alikes and shows which letter it is', () => {
    expect(
      findModelRefProblems({ namespace: 'default', name: 'qwеn3' }),
    ).toEqual([
      {
        field: 'name',
        message: expect.stringContaining('"qw\\u{435}n3"'),
      },
    ]);
  });

  it.each(['1', 'v1.2.3', '2026-10-04', '1.0+cu12', 'main', 'a'.repeat(128)])(
    'takes version %s',
    version => {
      expect(findVersionProblem(version)).toBeNull();
    },
  );

  it.each([
    ['latest', 'moves'],
    ['LATEST', 'moves'],
    ['@production', 'alias'],
    ['.', 'no version'],
    ['..', 'no version'],
    ['', 'no version'],
    ['1 2', 'no version'],
    ['１', 'look like others'],
    ['a'.repeat(129), 'no version'],
  ])('refuses version %s', (version, reason) => {
    expect(findVersionProblem(version)).toContain(reason);
  });

  it.each(['production', 'candidate', 'eu.canary', 'v1-beta'])(
    'takes alias %s',
    alias => {
      expect(findAliasProblem(alias)).toBeNull();
    },
  );

  it.each([
    ['latest', 'newest version'],
    ['v1', 'reads like a version'],
    ['1.2', 'reads like a version'],
    ['Production', 'lower-case'],
    ['a'.repeat(64), 'no alias'],
    ['', 'no alias'],
  ])('refuses alias %s', (alias, reason) => {
    expect(findAliasProblem(alias)).toContain(reason);
  });
});
