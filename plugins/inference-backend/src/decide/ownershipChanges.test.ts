import type { InstantMs } from '../types';
import { ownershipChanges } from './ownershipChanges';

const now = 9_000 as InstantMs;
const chat = {
  subject: 'ms1',
  owner: 'group:default/support',
  model: 'default/qwen3',
  version: '1',
};
const recorded = { ...chat, from: 1_000 as InstantMs, isFresh: false };
const plan = (
  wanted: Partial<typeof chat>,
  options: { runsSince?: number; isFresh?: boolean } = {},
) =>
  ownershipChanges(
    { ...recorded, isFresh: options.isFresh ?? false },
    { ...chat, ...wanted },
    { runsSince: (options.runsSince ?? null) as InstantMs | null, now },
  );

describe('ownershipChanges', () => {
  it('takes what it hears of first as true always', () => {
    expect(ownershipChanges(null, chat, { runsSince: null, now })).toEqual([
      { from: 0, ownership: chat },
    ]);
  });

  it('leaves alone what is recorded already', () => {
    expect(plan({})).toEqual([]);
  });

  it('lets a new owner pay from now on', () => {
    expect(plan({ owner: 'group:default/search' })).toEqual([
      { from: 9_000, ownership: { ...chat, owner: 'group:default/search' } },
    ]);
  });

  it('dates a new version to the change of the server', () => {
    expect(plan({ version: '2' }, { runsSince: 5_000 })).toEqual([
      { from: 5_000, ownership: { ...chat, version: '2' } },
    ]);
  });

  it('puts a version right where it began when the server did not change', () => {
    expect(plan({ version: '2' }, { runsSince: 500 })).toEqual([
      { from: 1_000, ownership: { ...chat, version: '2' } },
    ]);
  });

  it('keeps a new version of before from the new owner', () => {
    const owner = 'group:default/search';
    expect(plan({ owner, version: '2' }, { runsSince: 5_000 })).toEqual([
      { from: 5_000, ownership: { ...chat, version: '2' } },
      { from: 9_000, ownership: { ...chat, owner, version: '2' } },
    ]);
  });

  it('puts an owner right from the beginning while catalogs are still being read', () => {
    const owner = 'group:default/search';
    expect(plan({ owner }, { isFresh: true })).toEqual([
      { from: 1_000, ownership: { ...chat, owner } },
    ]);
  });
});
