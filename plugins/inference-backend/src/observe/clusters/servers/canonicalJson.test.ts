import fc from 'fast-check';
import { canonicalize, hashCanonical } from './canonicalJson';

describe('canonical JSON', () => {
  it('is the same for every order of fields and with null fields left out', () => {
    const one = canonicalize({
      b: [{ y: 1, x: null }],
      a: { d: 'é', c: true },
    });
    const two = canonicalize({ a: { c: true, d: 'é' }, b: [{ y: 1 }] });
    expect(hashCanonical(one)).toBe(hashCanonical(two));
  });

  it('differs for different values', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        fc.pre(a !== b);
        expect(hashCanonical({ a })).not.toBe(hashCanonical({ a: b }));
      }),
    );
  });

  it('keeps a field that is called __proto__', () => {
    const object = JSON.parse('{"__proto__": {"a": 1}}');
    expect(JSON.stringify(canonicalize(object))).toBe('{"__proto__":{"a":1}}');
  });
});
