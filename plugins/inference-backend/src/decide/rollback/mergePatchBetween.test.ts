import type { Json, JsonObject } from '@inference-portal/plugin-inference-node';
import fc from 'fast-check';
import { matchesPatch } from '../remediation/matchesPatch';
import { mergePatchBetween, nestedPatch } from './mergePatchBetween';

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 7386, section 2. */
function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) result.delete(name);
    else result.set(name, mergePatch(result.get(name), value));
  }
  return Object.fromEntries(result);
}

const names = fc.constantFrom('image', 'args', 'env', 'spec', '__proto__', 'a');
const { object } = fc.letrec<{ value: Json; object: JsonObject }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom('', 'v1', 'v2', true),
    fc.array(tie('value'), { maxLength: 2 }),
    tie('object'),
  ),
  object: fc
    .uniqueArray(fc.tuple(names, tie('value')), {
      maxLength: 4,
      selector: ([name]) => name,
    })
    .map(entries => Object.fromEntries(entries)),
}));

describe('mergePatchBetween', () => {
  it('makes the one of the other, whatever they are', () => {
    fc.assert(
      fc.property(object, object, (from, to) => {
        expect(mergePatch(from, mergePatchBetween(from, to))).toEqual(to);
      }),
    );
  });

  it('leads back to where it came from', () => {
    fc.assert(
      fc.property(object, object, (from, to) => {
        const there = mergePatch(from, mergePatchBetween(from, to));
        expect(mergePatch(there, mergePatchBetween(to, from))).toEqual(from);
      }),
    );
  });

  it('touches nothing that neither of them has', () => {
    fc.assert(
      fc.property(object, object, (from, to) => {
        const patch = mergePatchBetween(from, to);
        const live = { ...from, replicas: 3 };
        expect(mergePatch(live, patch)).toEqual({ ...to, replicas: 3 });
      }),
    );
  });

  it('is recognised as done by what it made', () => {
    fc.assert(
      fc.property(object, object, (from, to) => {
        expect(matchesPatch(to, mergePatchBetween(from, to))).toBe(true);
      }),
    );
  });

  it('is empty between equals, whatever the order of their fields', () => {
    expect(mergePatchBetween({ a: 1, b: [2] }, { b: [2], a: 1 })).toEqual({});
  });

  it('takes away by an explicit null, at any depth, and replaces lists as a whole', () => {
    expect(
      mergePatchBetween(
        { spec: { grace: 60, args: ['a', 'b'] } },
        { spec: { args: ['a'] } },
      ),
    ).toEqual({ spec: { grace: null, args: ['a'] } });
  });
});

it('nestedPatch puts a value below a path', () => {
  expect(nestedPatch(['spec', 'template'], { a: 1 })).toEqual({
    spec: { template: { a: 1 } },
  });
  expect(nestedPatch([], { a: 1 })).toEqual({ a: 1 });
});
