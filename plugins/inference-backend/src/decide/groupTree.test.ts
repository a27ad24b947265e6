import fc from 'fast-check';
import { GroupTree } from './groupTree';

const group = (name: string, parent: string | null, title?: string) => ({
  ref: `group:default/${name}`,
  parent: parent === null ? null : `group:default/${parent}`,
  title: title ?? null,
});

const tree = new GroupTree([
  group('engineering', null, 'Engineering'),
  group('ml', 'engineering'),
  group('search', 'ml'),
  group('orphan', 'deleted'),
]);

describe('GroupTree', () => {
  it('puts an owner into the group of a depth', () => {
    const rollUps = [0, 1, 2, 3, 9].map(depth =>
      tree.rollUp('group:default/search', depth),
    );
    expect(rollUps).toEqual([
      'group:default/search',
      'group:default/engineering',
      'group:default/ml',
      'group:default/search',
      'group:default/search',
    ]);
  });

  it('leaves owners alone that the catalog does not know, and groups whose parent it does not know', () => {
    expect(tree.rollUp('user:default/ada', 1)).toBe('user:default/ada');
    expect(tree.rollUp('group:default/orphan', 1)).toBe('group:default/orphan');
  });

  it('knows what is below a group, the group itself among it', () => {
    const within = ['engineering', 'ml', 'search', 'orphan'].map(name =>
      tree.isWithin(`group:default/${name}`, 'group:default/ml'),
    );
    expect(within).toEqual([false, true, true, false]);
    expect(tree.isWithin('user:default/ada', 'user:default/ada')).toBe(true);
    expect(tree.within('group:default/ml')).toEqual([
      'group:default/ml',
      'group:default/search',
    ]);
    expect(tree.within('user:default/ada')).toEqual(['user:default/ada']);
  });

  it('tells the title of a group', () => {
    expect(tree.titleOf('group:default/engineering')).toBe('Engineering');
    expect(tree.titleOf('group:default/ml')).toBeNull();
  });

  it('has one topmost group for all of a cycle', () => {
    const cycle = new GroupTree([
      group('b', 'a'),
      group('a', 'c'),
      group('c', 'b'),
      group('below', 'c'),
      group('self', 'self'),
    ]);
    expect(
      ['a', 'b', 'c', 'below', 'self'].map(name =>
        cycle.rollUp(`group:default/${name}`, 1),
      ),
    ).toEqual([
      'group:default/a',
      'group:default/a',
      'group:default/a',
      'group:default/a',
      'group:default/self',
    ]);
  });

  it('puts every group into exactly one topmost group, whatever the parents', () => {
    const names = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const groups = fc.uniqueArray(
      fc.record({ name: names, parent: fc.option(names) }),
      { selector: ({ name }) => name },
    );
    fc.assert(
      fc.property(groups, facts => {
        const any = new GroupTree(
          facts.map(({ name, parent }) => group(name, parent)),
        );
        for (const { name } of facts) {
          const ref = `group:default/${name}`;
          const top = any.rollUp(ref, 1);
          expect(any.rollUp(top, 1)).toBe(top);
          expect(any.isWithin(ref, top)).toBe(true);
        }
      }),
    );
  });
});
