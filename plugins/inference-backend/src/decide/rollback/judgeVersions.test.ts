import type { Registration } from '@inference-portal/plugin-inference-common';
import { judgeVersions, type RegisteredVersions } from './judgeVersions';

const registration = (
  version: string | null,
  rest: Partial<Registration> = {},
): Registration => ({
  namespace: 'support',
  name: 'chat',
  version,
  reason: 'label',
  confidence: 'certain',
  ...rest,
});
const production = { alias: 'production', isProtected: false, mayMove: true };

function judge(facts: Partial<RegisteredVersions> = {}) {
  const { aliases, checks } = judgeVersions({
    fourEyes: false,
    running: registration('2'),
    target: registration('1'),
    number: 7,
    retired: null,
    pointing: [production],
    executes: true,
    ...facts,
  });
  const [retired, alias] = checks;
  return { aliases, retired, alias };
}

describe('judgeVersions', () => {
  it('asks a second person before traffic is taken from a protected version, and moves no alias with it', () => {
    const { aliases, approval, checks } = judgeVersions({
      fourEyes: true,
      running: registration('2'),
      target: null,
      number: null,
      retired: null,
      pointing: [{ ...production, isProtected: true }],
      executes: true,
    });
    expect([aliases, approval]).toEqual([[], ['production']]);
    expect(checks.map(({ code, result }) => [code, result])).toEqual([
      ['alias-policy', 'warn'],
      ['approval', 'warn'],
    ]);
    expect(checks[0]?.message).toContain('only traffic moves');
  });

  it('lets production follow the server', () => {
    const { alias, aliases, retired } = judge();
    expect(retired?.result).toBe('pass');
    expect(alias).toMatchObject({
      code: 'alias-policy',
      result: 'pass',
      message:
        'production points to version 2: it is moved back to 1 once the server is healthy.',
    });
    expect(aliases).toEqual([
      {
        model: { namespace: 'support', name: 'chat' },
        alias: 'production',
        from: '2',
        to: '1',
        how: 'move',
      },
    ]);
  });

  it('asks for a protected alias, and says that it stays', () => {
    const { alias, aliases } = judge({
      pointing: [{ ...production, isProtected: true }],
    });
    expect(alias).toMatchObject({
      result: 'warn',
      message: expect.stringContaining(
        'is protected: it stays, and approval of its move to 1 is asked for',
      ),
    });
    expect(aliases).toMatchObject([{ how: 'ask' }]);
  });

  it('blocks a version that is retired, and gives the reason', () => {
    expect(judge({ retired: 'leaks training data' }).retired).toMatchObject({
      code: 'version-retired',
      result: 'block',
      message: expect.stringContaining(
        'version 1 of support/chat, which is retired (leaks training data)',
      ),
    });
  });

  it.each<[string, Partial<RegisteredVersions>, RegExp]>([
    [
      'may not be moved by the caller',
      { pointing: [{ ...production, mayMove: false }] },
      /you may not move it: ask the owner/,
    ],
    [
      'cannot follow to a version that nobody knows',
      { target: null },
      /no version of revision 7: move it yourself/,
    ],
    [
      'cannot follow to another model',
      { target: registration('1', { name: 'summary' }) },
      /another model, support\/summary/,
    ],
    [
      'would follow a guess',
      { target: registration('1', { confidence: 'medium' }) },
      /not certain enough/,
    ],
    [
      'belongs to a server that Git manages',
      { executes: false },
      /does not write this rollback itself/,
    ],
  ])('leaves an alias that %s, with a warning', (_, facts, words) => {
    const { alias, aliases } = judge(facts);
    expect(aliases).toEqual([]);
    expect(alias?.result).toBe('warn');
    expect(alias?.message).toMatch(words);
  });

  it.each<[string, Partial<RegisteredVersions>]>([
    ['nothing is registered', { running: null, target: null, pointing: [] }],
    ['no alias points to the bad version', { pointing: [] }],
    [
      'both revisions run the same version',
      { target: registration('2', { name: 'Chat' }) },
    ],
  ])('passes where %s', (_, facts) => {
    const { alias, aliases, retired } = judge(facts);
    expect([retired?.result, alias?.result, aliases]).toEqual([
      'pass',
      'pass',
      [],
    ]);
  });
});
