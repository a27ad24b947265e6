import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  CHAT,
  PATH,
  startRollbacks,
  type StartedRollbacks,
} from '../../__testUtils__/startRollbacks';
import { HOUR_MS } from '../../durations';
import { at } from '../../record/__testUtils__/observations';
import { KnexUsageStore } from '../../record';

jest.setTimeout(60_000);

/** In the hour of v1, 95 % of requests took at most 800 ms. */
async function measureBefore({ api }: StartedRollbacks) {
  const usage = await KnexUsageStore.create({
    database: mockServices.database({ knex: api.stores.db }),
  });
  await usage.saveHours([
    {
      serverId: CHAT,
      hour: at(0),
      requests: 1_000,
      errors: 0,
      promptTokens: null,
      generatedTokens: null,
      prefillSeconds: null,
      decodeSeconds: null,
      latencyMs: { p50: 300, p95: 800, p99: 1_200 },
      firstTokenMs: null,
      waitingMax: null,
      runningMax: null,
      kvCacheMax: null,
      gpuActivityAvg: null,
      gpuActivityMax: null,
      gpuMemoryBytes: null,
      networkBytesPerSecond: null,
      restarts: null,
      coverage: { traffic: 1, gpu: null, gateway: null },
    },
  ]);
}

describe('the verification of a rollback', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let one: StartedRollbacks;
  const last = async (id: string): Promise<string> =>
    (await one.get(id)).events.at(-1).message;

  beforeEach(async () => {
    one = await startRollbacks(databases);
  });

  it('does not call a server healthy that is slower than the revision was, until it is as fast', async () => {
    await measureBefore(one);
    const { answered } = one.api.changes;
    answered.requests = { succeeded: 400, failed: 0 };
    answered.latency = { requests: 400, p95Ms: 5_000 };
    const { body } = await one.start((await one.plan()).body);
    await one.run();
    expect(await one.get(body.id)).toMatchObject({
      state: 'verifying',
      healthyAt: null,
    });
    expect(await last(body.id)).toBe(
      '95 % of 400 requests to its new pods took up to 5,000 ms, and up to 800 ms with revision 1 before. It is watched on.',
    );
    answered.latency = { requests: 9_000, p95Ms: 700 };
    await one.run();
    expect(await one.get(body.id)).toMatchObject({ state: 'succeeded' });
    expect(await last(body.id)).toContain('took up to 700 ms');
  });

  it('says that latency was not judged where nobody measured it before', async () => {
    const { answered } = one.api.changes;
    answered.latency = { requests: 400, p95Ms: 60_000 };
    const { body } = await one.start((await one.plan()).body);
    await one.run();
    expect(await one.get(body.id)).toMatchObject({ state: 'succeeded' });
    expect(await last(body.id)).toContain('so it was not judged');
  });

  it('says that pods cannot be made, fails after its time, and can be undone', async () => {
    const { body } = await one.start((await one.plan()).body);
    const message =
      'pods "chat-5f7-x2" is forbidden: exceeded quota: gpus, requested: requests.nvidia.com/gpu=2';
    one.cluster.change(PATH, {
      status: {
        updatedReplicas: 0,
        conditions: [
          {
            type: 'ReplicaFailure',
            status: 'True',
            reason: 'FailedCreate',
            message,
          },
        ],
      },
    });
    await one.run();
    expect(await last(body.id)).toBe(`Pods cannot be made: ${message}`);
    one.clock.now += HOUR_MS;
    await one.api.changes.run();
    expect(await one.get(body.id)).toMatchObject({
      state: 'failed',
      undoable: true,
      problem: expect.stringContaining('exceeded quota: gpus'),
    });
  });
});
