import { finding, findingPage } from '../../__fixtures__/findings/findings';
import { findingGroups, firstRows } from './findingGroups';

const manyOf = (owner: string | null, count: number) =>
  Array.from({ length: count }, (_, index) =>
    finding({ id: `${owner} ${index}`, owner }),
  );

describe('findingGroups', () => {
  it('keeps the order of the backend and leaves out owners without a row', () => {
    const all = [...manyOf('group:default/b', 2), ...manyOf(null, 1)];
    const { byOwner } = findingPage([...all, ...manyOf('group:default/a', 1)]);
    expect(
      findingGroups(byOwner, all).map(({ owner, findings, sum }) => [
        owner,
        findings.length,
        sum?.count,
      ]),
    ).toEqual([
      ['group:default/b', 2, 2],
      [null, 1, 1],
    ]);
  });

  it('keeps a finding whose owner changed since the sums were made', () => {
    const [group] = findingGroups([], manyOf('group:default/new', 1));
    expect(group).toMatchObject({ owner: 'group:default/new', sum: null });
  });
});

describe('firstRows', () => {
  it('draws at most 20 rows of an owner and 150 of all', () => {
    const groups = findingGroups(
      [],
      Array.from({ length: 12 }, (_, index) => manyOf(`o${index}`, 30)).flat(),
    );
    const rows = firstRows(groups);
    expect(rows.slice(0, 8)).toEqual([20, 20, 20, 20, 20, 20, 20, 10]);
    expect(rows.reduce((sum, count) => sum + count, 0)).toBe(150);
  });
});
