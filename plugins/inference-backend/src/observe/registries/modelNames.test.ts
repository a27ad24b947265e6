import fc from 'fast-check';
import { findModelNameProblem } from '../../decide/registry/names';
import { assignNames, toModelName } from './modelNames';

describe('names of imported models', () => {
  it.each([
    ['fraud_detector', 'fraud_detector'],
    ['Qwen/Qwen3-8B', 'Qwen-Qwen3-8B'],
    ['iris classifier (v2)', 'iris-classifier-v2'],
    ['../../etc/passwd', 'etc-passwd'],
    ['catalog.schema.model', 'catalog.schema.model'],
    ['a'.repeat(80), 'a'.repeat(63)],
    ['\u043c\u043e\u0434\u0435\u043b\u044c-1', null],
    ['', null],
    ['---', null],
  ])('%j is %j here', (name, expected) => {
    expect(toModelName(name)).toBe(expected);
  });

  it('are names of catalog entities, each once, whatever the source has', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.oneof(
            fc.string({ unit: 'grapheme' }),
            fc.stringMatching(/^[aAbB ._/-]{1,4}$/),
          ),
        ),
        names => {
          const { named, refused } = assignNames(names.map(name => ({ name })));
          const given = named.map(({ name }) => name.toLowerCase());
          expect(new Set(given).size).toBe(given.length);
          expect(given.every(name => findModelNameProblem(name) === null)).toBe(
            true,
          );
          expect(named.length + refused.length).toBe(names.length);
        },
      ),
    );
  });

  it('belong to who has them exactly, and to nobody when two are bent to one', () => {
    const { named, refused } = assignNames(
      ['a b', 'a-b', 'c d', 'c/d'].map(name => ({ name })),
    );
    expect(named).toEqual([{ listed: { name: 'a-b' }, name: 'a-b' }]);
    expect(refused).toHaveLength(3);
  });
});
