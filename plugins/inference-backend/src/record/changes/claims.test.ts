import { TestDatabases } from '@backstage/backend-test-utils';
import { at } from '../__testUtils__/observations';
import { openChanges, step } from '../__testUtils__/openChanges';
import { DATABASE_IDS } from '../__testUtils__/openStores';

jest.setTimeout(60_000);

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('claims of changes on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  const open = (...names: readonly string[]) =>
    openChanges(databases, databaseId, names);

  it('gives a due change to one of two replicas', async () => {
    const { begun, claim } = await open();
    const { id } = await begun('p-1');
    const claims = await Promise.all([
      claim(0, 'replica-1'),
      claim(0, 'replica-2'),
    ]);
    expect(claims.flat()).toMatchObject([{ change: { id }, token: 1 }]);
    expect(await claim(999, 'replica-1')).toEqual([]);
  });

  it('gives a change to another replica when the first is silent, whose late step writes nothing', async () => {
    const { store, begun, claimOne } = await open();
    const { id } = await begun('p-1');
    const late = await claimOne(0, 'replica-1');
    const taken = await claimOne(1_000, 'replica-2');
    expect(taken.token).toBeGreaterThan(late.token);

    expect(await store.saveStep(late, step(5_000, { by: 1 }), at(1_001))).toBe(
      false,
    );
    expect(await store.saveFailure(late, at(9_000), at(1_001))).toBe(false);
    await store.release(late);
    expect(await store.find(id)).toMatchObject({
      state: 'applying',
      progress: {},
    });
    expect(await store.listEvents(id)).toHaveLength(1);
    expect(await store.saveStep(taken, step(5_000, { by: 2 }), at(1_002))).toBe(
      true,
    );
    expect(await store.find(id)).toMatchObject({
      state: 'watching',
      progress: { by: 2 },
      updatedAt: at(1_002),
    });
    expect(await store.saveStep(taken, step(null), at(1_003))).toBe(true);
    expect(await store.saveStep(taken, step(null), at(1_004))).toBe(false);
  });

  it('is due when its last step said so', async () => {
    const { store, begun, claim, claimOne } = await open();
    await begun('p-1');
    await store.saveStep(await claimOne(0), step(5_000, { n: 1 }), at(10));
    expect(await claim(4_999)).toEqual([]);
    const again = await claimOne(5_000);
    expect(again.change).toMatchObject({
      state: 'watching',
      progress: { n: 1 },
    });
    await store.saveStep(again, step(null, {}, 'succeeded'), at(5_010));
    expect(await claim(1e9)).toEqual([]);
    expect(await store.find(again.id)).toMatchObject({
      state: 'succeeded',
      finishedAt: at(5_010),
    });
  });

  it('counts failures and since when, until a step succeeds', async () => {
    const { store, begun, claim, claimOne } = await open();
    await begun('p-1');
    const first = await claimOne(0);
    expect(first).toMatchObject({ failures: 0, failingSince: null });
    await store.saveFailure(first, at(100), at(10));
    expect(await claim(99)).toEqual([]);
    const second = await claimOne(100);
    expect(second).toMatchObject({ failures: 1, failingSince: at(10) });
    await store.saveFailure(second, at(200), at(110));
    const third = await claimOne(200);
    expect(third).toMatchObject({ failures: 2, failingSince: at(10) });
    await store.saveStep(third, step(300), at(210));
    expect(await claimOne(300)).toMatchObject({
      failures: 0,
      failingSince: null,
    });
  });

  it('stays with who renews the claim, and leaves kinds alone that nobody asked for', async () => {
    const { store, begun, claim, claimOne } = await open();
    await begun('p-1');
    expect(
      await store.claimDue({
        kinds: ['rollback'],
        holder: 'replica-1',
        now: at(0),
        ttlMs: 1_000,
        limit: 10,
      }),
    ).toEqual([]);
    const first = await claimOne(0);
    expect(await store.renew(first, at(3_000))).toBe(true);
    expect(await claim(2_999)).toEqual([]);
    await claimOne(3_000, 'replica-2');
    expect(await store.renew(first, at(9_000))).toBe(false);
  });

  it('can be claimed at once when a claim was released', async () => {
    const { store, begun, claimOne } = await open();
    await begun('p-1');
    await store.release(await claimOne(0));
    expect(await claimOne(1, 'replica-2')).toMatchObject({ token: 2 });
  });

  it('keeps what a nudge brought while a step was under way, and goes on at once', async () => {
    const { store, begun, claimOne } = await open();
    const { id } = await begun('p-1');
    const nudge = (progress: { [name: string]: string }) =>
      store.nudge(
        id,
        progress,
        { state: 'applying', message: 'Ada asked to undo it.' },
        at(20),
      );
    const claim = await claimOne(0);
    expect(await nudge({ undo: 'ada' })).toBe(true);
    expect(await nudge({ why: 'errors' })).toBe(true);
    expect((await store.find(id))?.progress).toEqual({
      undo: 'ada',
      why: 'errors',
    });
    expect(await store.saveStep(claim, step(9_000, { n: 1 }), at(30))).toBe(
      true,
    );
    const again = await claimOne(30);
    expect(again.change.progress).toEqual({
      n: 1,
      undo: 'ada',
      why: 'errors',
    });

    // The step saw these: it alone says what is remembered.
    await store.saveStep(again, step(9_000, { n: 2 }), at(40));
    expect((await store.find(id))?.progress).toEqual({ n: 2 });
    expect(await store.listEvents(id)).toHaveLength(5);
  });

  it('does a last step again that knew nothing of a nudge', async () => {
    const { store, begun, claimOne } = await open();
    const { id } = await begun('p-1');
    const claim = await claimOne(0);
    const undo = () =>
      store.nudge(id, { undo: 'ada' }, { state: 'x', message: 'Undo' }, at(5));
    expect(await undo()).toBe(true);
    expect(await store.saveStep(claim, step(null), at(10))).toBe(false);
    const again = await claimOne(10);
    expect(again.change).toMatchObject({
      state: 'applying',
      progress: { undo: 'ada' },
      finishedAt: null,
    });
    expect(await store.saveStep(again, step(null), at(20))).toBe(true);
    expect(await undo()).toBe(false);
  });
});
