import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { at, batch, observation } from '../__testUtils__/observations';
import { changePlan } from '../__testUtils__/changes';
import { DATABASE_IDS, openStores } from '../__testUtils__/openStores';
import { KnexChangeStore } from '../changes/KnexChangeStore';
import { KnexSyncPauseStore } from './KnexSyncPauseStore';
import type { NewSyncPause } from './SyncPauseStore';

jest.setTimeout(60_000);

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('pauses of syncs on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function open() {
    const { db, apply } = await openStores(databases, databaseId);
    await apply(batch(1_000, [observation({ name: 'chat' })]));
    const database = mockServices.database({ knex: db });
    const changes = await KnexChangeStore.create({ database });
    const plan = changePlan('p-1', 'chat', { kind: 'rollback' });
    await changes.savePlan(plan);
    const begun = await changes.begin({
      plan,
      key: 'k',
      state: 'planned',
      message: 'Ada began it.',
      actor: 'user:default/ada',
      reason: 'Errors rose',
      now: at(0),
    });
    if (begun.status !== 'begun') {
      throw new Error(begun.status);
    }
    const pause: NewSyncPause = {
      changeId: begun.change.id,
      cluster: 'eu-west',
      ref: {
        group: 'argoproj.io',
        version: 'v1alpha1',
        plural: 'applications',
        kind: 'Application',
        namespace: 'argocd',
        name: 'chat',
      },
      uid: 'u-1',
      automatic: { prune: true, retry: { limit: 5 } },
      pausedAt: at(10),
      until: at(1_000),
    };
    return { store: await KnexSyncPauseStore.create({ database }), pause };
  }

  it('are recorded once, with what the first one found', async () => {
    const { pause, store } = await open();
    const first = await store.open(pause);
    expect(first).toMatchObject({ ...pause, confirmedAt: null, endedAt: null });
    // After a crash the sync is found paused, and its time would begin again.
    const again = await store.open({
      ...pause,
      automatic: {},
      until: at(9_000),
    });
    expect(again).toEqual(first);
    expect(await store.listOpen()).toEqual([first]);
  });

  it('change while they are open, and never again', async () => {
    const { pause, store } = await open();
    await store.open(pause);
    const { changeId } = pause;
    const update = {
      confirmedAt: at(20),
      drifted: true,
      toldAt: at(30),
      failures: 2,
      problem: 'It does not answer\0.',
    };
    expect(await store.update(changeId, update)).toBe(true);
    expect(await store.find(changeId)).toMatchObject({
      ...update,
      problem: 'It does not answer\uFFFD.',
    });
    const end = { endedAt: at(40), ended: 'Its time was over.', problem: null };
    expect(await store.update(changeId, end)).toBe(true);
    expect(await store.listOpen()).toEqual([]);
    expect(await store.update(changeId, { endWanted: 'Late' })).toBe(false);
    expect(await store.find(changeId)).toMatchObject({
      ...end,
      endWanted: null,
      drifted: true,
    });
    expect(await store.find('none')).toBeUndefined();
  });
});
