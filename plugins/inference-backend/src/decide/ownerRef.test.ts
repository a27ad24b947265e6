import fc from 'fast-check';
import { parseOwnerRef } from './ownerRef';

describe('parseOwnerRef', () => {
  it.each([
    ['search', 'group:default/search'],
    ['  Search-Relevance ', 'group:default/search-relevance'],
    ['group:search', 'group:default/search'],
    ['ml/search', 'group:ml/search'],
    ['user:default/ada.lovelace', 'user:default/ada.lovelace'],
    ['Group:Default/Search', 'group:default/search'],
  ])('reads %j as %s', (text, ref) => {
    expect(parseOwnerRef(text)).toEqual({ status: 'valid', ref });
  });

  it.each([
    ['', 'it is empty'],
    ['component:default/chat', 'a component owns nothing'],
    ['a:b:c', 'write it as group:default/name'],
    ['a/b/c', 'write it as group:default/name'],
    ['-search', 'names have 1 to 63'],
    ['команда', 'names have 1 to 63'],
    ['x'.repeat(64), 'names have 1 to 63'],
  ])('refuses %j and says why', (text, why) => {
    expect(parseOwnerRef(text)).toMatchObject({
      status: 'invalid',
      problem: expect.stringContaining(why),
    });
  });

  it('keeps the refusal of a huge text short', () => {
    const parsed = parseOwnerRef('ü'.repeat(5_000_000));
    expect(JSON.stringify(parsed).length).toBeLessThan(300);
  });

  it('reads its own answers unchanged', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'Z', '0', '.', '-', '_'),
      minLength: 1,
    });
    const texts = fc.oneof(
      word,
      fc.tuple(word, word).map(([namespace, name]) => `${namespace}/${name}`),
      word.map(name => `User:${name}`),
    );
    fc.assert(
      fc.property(texts, text => {
        const parsed = parseOwnerRef(text);
        fc.pre(parsed.status === 'valid');
        expect(parseOwnerRef(parsed.ref)).toEqual(parsed);
      }),
    );
  });
});
