import fc from 'fast-check';
import { matchPattern } from './matchPattern';

describe('matchPattern', () => {
  it.each([
    ['search', 'search', true],
    ['search', 'search-eu', false],
    ['search-*', 'search-', true],
    ['*-eu', 'search-eu', true],
    ['s*h-*u', 'search-eu', true],
    ['sear?h', 'search', true],
    ['sear?h', 'searh', false],
    ['*', '', true],
    ['?', '', false],
    ['a.c', 'abc', false],
  ])('%j against %j is %s', (pattern, text, expected) => {
    expect(matchPattern(pattern, text)).toBe(expected);
  });

  it('agrees with the regular expression of the same meaning', () => {
    const chars = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?') });
    const plain = fc.string({ unit: fc.constantFrom('a', 'b') });
    fc.assert(
      fc.property(chars, plain, (pattern, text) => {
        const expression = pattern.replace(/\*/g, '.*').replace(/\?/g, '.');
        expect(matchPattern(pattern, text)).toBe(
          new RegExp(`^${expression}$`).test(text),
        );
      }),
    );
  });

  it('answers quickly for a pattern that defeats backtracking', () => {
    expect(matchPattern(`${'*a'.repeat(50)}b`, 'a'.repeat(5_000))).toBe(false);
  });
});
