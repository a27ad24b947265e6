import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import {
  KnexChangeStore,
  type ChangeStep,
  type RecordedChange,
} from '../../record';
import { ALL_CHANGES, changePlan } from '../../record/__testUtils__/changes';
import {
  at,
  batch,
  observation,
} from '../../record/__testUtils__/observations';
import { openStores } from '../../record/__testUtils__/openStores';
import type { InstantMs } from '../../types';
import { ManualClock } from './__testUtils__/ManualClock';
import type { ChangeHandler } from './ChangeHandler';
import { ChangeRunner, GIVE_UP_MS } from './ChangeRunner';
import { CLAIM_TTL_MS, STEP_LIMIT_MS } from './holdStep';

jest.setTimeout(60_000);

type Advance = ChangeHandler['advance'];

describe('ChangeRunner', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function open(advance: Advance) {
    const { db, apply } = await openStores(databases, 'SQLITE_3');
    await apply(batch(1_000, [observation({ name: 'support-chat' })]));
    const store = await KnexChangeStore.create({
      database: mockServices.database({ knex: db }),
    });
    const clock = new ManualClock(at(0));
    const logger = mockServices.logger.mock();
    const handler: ChangeHandler = {
      kind: 'remediation',
      advance,
      giveUp: (_, problem) => end('failed', problem),
    };
    const start = (holder: string) =>
      new ChangeRunner({
        store,
        handlers: [handler],
        logger,
        holder,
        now: () => clock.now,
        pause: clock.pause,
      });
    const plan = changePlan('p-1');
    await store.savePlan(plan);
    await store.begin({
      plan,
      key: 'k-1',
      state: 'applying',
      message: 'Ada began it.',
      actor: 'user:default/ada',
      reason: 'Unused',
      now: clock.now as InstantMs,
    });
    const read = async (): Promise<RecordedChange> => {
      const { items } = await store.list({ filter: ALL_CHANGES, limit: 2 });
      return items[0];
    };
    /** One look of the scheduler, and whatever follows from it. */
    const look = async (runner: ChangeRunner) => {
      await runner.tick();
      await runner.idle();
    };
    return { store, clock, logger, start, read, look };
  }

  function end(state: string, message: string): ChangeStep {
    return {
      state,
      progress: {},
      events: [{ state, message }],
      next: 'finished',
    };
  }

  function on(state: string, progress: JsonObject, next: number): ChangeStep {
    return { state, progress, events: [], next: next as InstantMs };
  }

  /** A step that ends when its signal says so. */
  const endless: Advance = (_, { signal }) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });

  it('goes from step to step until the change is over, at the times that they say', async () => {
    const seen: [string, JsonObject, number][] = [];
    const { clock, start, read, look } = await open(
      async ({ state, progress }, { now }) => {
        seen.push([state, progress, now - at(0)]);
        if (state === 'applying') return on('watching', { n: 1 }, now);
        return progress.n === 1
          ? on('watching', { n: 2 }, now + 60_000)
          : end('succeeded', 'Nothing was refused.');
      },
    );
    const runner = start('replica-1');
    await look(runner);
    expect(seen).toEqual([
      ['applying', {}, 0],
      ['watching', { n: 1 }, 0],
    ]);
    clock.now += 59_999;
    await look(runner);
    expect(seen).toHaveLength(2);
    clock.now += 1;
    await look(runner);
    expect(seen[2]).toEqual(['watching', { n: 2 }, 60_000]);
    expect(await read()).toMatchObject({
      state: 'succeeded',
      finishedAt: at(60_000),
    });
  });

  it('does not wait for the scheduler when something begins, or when a step wants to go on soon', async () => {
    const { clock, start, read } = await open(async ({ state }, { now }) =>
      state === 'applying'
        ? on('watching', {}, now + 1_500)
        : end('succeeded', 'Done.'),
    );
    const runner = start('replica-1');
    runner.poke();
    await runner.idle();
    expect((await read()).state).toBe('watching');
    await clock.pass(1_500);
    await runner.idle();
    expect((await read()).state).toBe('succeeded');
  });

  it('does a step again whose end was lost in a crash, on another replica and from what was saved', async () => {
    const attempts: JsonObject[] = [];
    const { store, clock, start, read, look } = await open(
      async ({ progress }) => {
        attempts.push(progress);
        return end('succeeded', 'Done.');
      },
    );
    // The crash: it acts, and what it came to never reaches the database.
    const saveStep = jest
      .spyOn(store, 'saveStep')
      .mockRejectedValue(new Error('killed'));
    const saveFailure = jest
      .spyOn(store, 'saveFailure')
      .mockRejectedValue(new Error('killed'));
    await look(start('replica-1'));
    saveStep.mockRestore();
    saveFailure.mockRestore();
    expect(attempts).toHaveLength(1);

    const other = start('replica-2');
    clock.now += CLAIM_TTL_MS - 1;
    await look(other);
    expect(attempts).toHaveLength(1);
    clock.now += 1;
    await look(other);
    expect(attempts).toEqual([{}, {}]);
    expect((await read()).state).toBe('succeeded');
  });

  it('tries again after growing pauses, and then goes on as if nothing had been', async () => {
    const attempts: number[] = [];
    let isBroken = true;
    const { clock, start, read, look } = await open(async (_, { now }) => {
      attempts.push((now - at(0)) / 1_000);
      if (isBroken) throw new Error('eu-west does not answer');
      return end('succeeded', 'Done.');
    });
    const runner = start('replica-1');
    for (let second = 0; second <= 80; second += 5) {
      await look(runner);
      clock.now += 5_000;
    }
    expect(attempts).toEqual([0, 5, 15, 35, 75]);
    isBroken = false;
    clock.now += 80_000;
    await look(runner);
    expect((await read()).state).toBe('succeeded');
  });

  it('gives up what could not go on for half an hour, and says why', async () => {
    const { store, clock, start, read, look } = await open(async () => {
      throw new Error('eu-west does not answer');
    });
    const runner = start('replica-1');
    while (clock.now < at(GIVE_UP_MS)) {
      await look(runner);
      clock.now += 5_000;
    }
    expect((await read()).state).toBe('applying');
    clock.now += 300_000;
    await look(runner);
    const { id, state, finishedAt } = await read();
    expect([state, finishedAt]).toEqual(['failed', clock.now]);
    expect(await store.listEvents(id)).toMatchObject([
      { message: 'Ada began it.' },
      { state: 'failed', message: 'eu-west does not answer' },
    ]);
  });

  it('holds its claim for as long as a step takes', async () => {
    let finish: (step: ChangeStep) => void = () => {};
    const advance = jest.fn(
      () =>
        new Promise<ChangeStep>(resolve => {
          finish = resolve;
        }),
    );
    const { clock, start, read, look } = await open(advance);
    const runner = start('replica-1');
    await runner.tick();
    await clock.pass(4 * CLAIM_TTL_MS);
    await look(start('replica-2'));
    expect(advance).toHaveBeenCalledTimes(1);
    finish(end('succeeded', 'Done.'));
    await runner.idle();
    expect((await read()).state).toBe('succeeded');
  });

  it('ends a step that takes too long, and tries again', async () => {
    const { clock, logger, start, read } = await open(endless);
    const runner = start('replica-1');
    await runner.tick();
    await clock.pass(STEP_LIMIT_MS + 15_000);
    await runner.idle();
    expect(logger.warn.mock.calls.flat().join()).toContain(
      'It took longer than 5 minutes',
    );
    expect((await read()).finishedAt).toBeNull();
  });

  it('ends a step whose claim went to another replica, and writes nothing of it', async () => {
    const { store, clock, start, read } = await open(endless);
    const runner = start('replica-1');
    await runner.tick();
    const [taken] = await store.claimDue({
      kinds: ['remediation'],
      holder: 'replica-2',
      // By a clock that runs ahead.
      now: (clock.now + CLAIM_TTL_MS) as InstantMs,
      ttlMs: CLAIM_TTL_MS,
      limit: 1,
    });
    await clock.pass(20_000);
    await runner.idle();
    expect(await read()).toMatchObject({ state: 'applying', progress: {} });
    const mine = { id: taken.change.id, token: taken.token };
    expect(
      await store.saveStep(mine, end('succeeded', 'By the other.'), at(30_000)),
    ).toBe(true);
  });

  it('ends its steps when the backend shuts down, and another replica goes on at once', async () => {
    let isSlow = true;
    const { start, read, look } = await open((change, context) =>
      isSlow
        ? endless(change, context)
        : Promise.resolve(end('succeeded', 'Done.')),
    );
    const runner = start('replica-1');
    await runner.tick();
    await runner.shutdown();
    isSlow = false;
    await look(runner);
    expect((await read()).state).toBe('applying');
    await look(start('replica-2'));
    expect((await read()).state).toBe('succeeded');
  });

  it('says that the database does not answer, and looks again at the next tick', async () => {
    const { store, logger, start, read, look } = await open(async () =>
      end('succeeded', 'Done.'),
    );
    jest.spyOn(store, 'claimDue').mockRejectedValueOnce(new Error('no route'));
    const runner = start('replica-1');
    await look(runner);
    expect(logger.warn.mock.calls.flat().join()).toContain('no route');
    await look(runner);
    expect((await read()).state).toBe('succeeded');
  });
});
