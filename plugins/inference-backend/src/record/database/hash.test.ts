import { hashJson } from './hash';

describe('hashJson', () => {
  it('is the same whatever order keys stand in', () => {
    expect(hashJson({ a: [1, { c: null, d: 'x' }], b: true })).toBe(
      hashJson({ b: true, a: [1, { d: 'x', c: null }] }),
    );
    expect(hashJson({ a: 1, b: undefined })).toBe(hashJson({ a: 1 }));
  });

  it('tells values of other types, places and orders apart', () => {
    const values = [null, 'null', [], {}, [1, 2], [2, 1], { a: 1 }, { a: '1' }];
    expect(new Set(values.map(hashJson)).size).toBe(values.length);
  });
});
