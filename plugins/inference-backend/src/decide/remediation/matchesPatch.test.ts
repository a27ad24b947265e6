import type { JsonObject } from '@inference-portal/plugin-inference-node';
import fc from 'fast-check';
import { matchesPatch } from './matchesPatch';

/** RFC 7386, as an API server does it. */
function merged(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    return patch;
  }
  const result: { [key: string]: unknown } =
    typeof target === 'object' && target !== null && !Array.isArray(target)
      ? { ...target }
      : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else {
      result[key] = merged(result[key], value);
    }
  }
  return result;
}

const objects = fc.dictionary(
  fc.constantFrom('a', 'b', 'c'),
  fc.letrec(tie => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(0, 1, '0', null, true),
      fc.array(fc.constantFrom(0, 1), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value')),
    ),
  })).value,
) as fc.Arbitrary<JsonObject>;

describe('matchesPatch', () => {
  it('holds for every object that the patch was applied to', () => {
    fc.assert(
      fc.property(objects, objects, (object, patch) => {
        expect(matchesPatch(merged(object, patch), patch)).toBe(true);
      }),
    );
  });

  it.each<[string, unknown, JsonObject]>([
    ['another number', { spec: { replicas: 2 } }, { spec: { replicas: 0 } }],
    ['a field that is absent', { spec: {} }, { spec: { replicas: 0 } }],
    ['a field that should be absent', { a: { b: '1' } }, { a: { b: null } }],
    ['a number as text', { a: '0' }, { a: 0 }],
    ['a longer list', { a: [1, 2] }, { a: [1] }],
  ])('does not hold for %s', (_what, object, patch) => {
    expect(matchesPatch(object, patch)).toBe(false);
  });

  it('takes missing annotations for annotations without the one that shall be absent', () => {
    expect(
      matchesPatch(
        { metadata: {} },
        { metadata: { annotations: { x: null } } },
      ),
    ).toBe(true);
  });
});
