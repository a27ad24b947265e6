import { combineUsage } from '../../plugins/inference-backend/src/jobs/usage/combineUsage';
import { findRangeEnds } from '../../plugins/inference-backend/src/observe/metrics/rangeWindow';
import { collectUsage } from '../../plugins/inference-backend/src/observe/metrics/usage/collectUsage';
import type { PodLookup } from '../../plugins/inference-backend/src/observe/metrics/usage/PodHour';
import { UsageWindow } from '../../plugins/inference-backend/src/observe/metrics/usage/UsageWindow';
import type { UsageHour } from '../../plugins/inference-backend/src/record/usage/UsageHour';
import type { InstantMs } from '../../plugins/inference-backend/src/types';
import { excerptWindows, fleetDatabase } from './data/fleet';
import { clientOf, sourceOf } from './realPrometheus';
import { startServers } from './servers';

const HOUR_MS = 3_600_000;
const BIN_MS = 300_000;

const names = ['prometheus2', 'prometheus3', 'simulation'] as const;
const clients = new Map<string, ReturnType<typeof clientOf>>();
let stop: () => Promise<void>;

beforeAll(async () => {
  const started = await startServers();
  stop = started.stop;
  for (const name of names) {
    clients.set(name, clientOf(sourceOf(name, started.urls[name], 60_000)));
  }
});

afterAll(() => stop());

const pods = new Map(
  fleetDatabase.registry.records.map(record => [
    `${record.namespace}/${record.name}`,
    record,
  ]),
);

const lookup: PodLookup = {
  findPod: ({ namespace, name }) => {
    const record = pods.get(`${namespace}/${name}`);
    return record?.story
      ? {
          key: record.uid,
          serverId: `${namespace}/${record.story.name}`,
          life: {
            from: record.createdMs as InstantMs,
            to: record.endedMs as InstantMs | null,
          },
          sharesGpus: record.resource.includes('shared'),
        }
      : undefined;
  },
  findDestination: ({ namespace, name }) => `${namespace}/${name}`,
};

async function collect(
  name: string,
  window: UsageWindow,
  matcher = '',
): Promise<UsageHour[]> {
  const client = clients.get(name);
  if (!client) throw new Error(`there is no ${name}`);
  const ends = await findRangeEnds(client);
  if (typeof ends !== 'string') throw new Error(ends.message);
  const { reading, failures } = await collectUsage({
    client,
    window,
    matcher,
    ends,
    lookup,
    shards: new Map(),
  });
  expect(failures).toEqual([]);
  return combineUsage(reading, []).sort((a, b) =>
    a.serverId + a.hour < b.serverId + b.hour ? -1 : 1,
  );
}

/** Numbers to nine digits, as both add up in other orders. */
const rounded = (hours: readonly UsageHour[]): unknown =>
  JSON.parse(
    JSON.stringify(hours, (_, value) =>
      typeof value === 'number' ? Number(value.toPrecision(9)) : value,
    ),
  );

const windowOf = (fromMs: number, toMs: number, binMs = BIN_MS) =>
  new UsageWindow(
    (Math.ceil(fromMs / HOUR_MS) * HOUR_MS) as InstantMs,
    (Math.floor(toMs / HOUR_MS) * HOUR_MS) as InstantMs,
    binMs,
  );

describe.each(excerptWindows)('usage while $name', ({ fromMs, toMs }) => {
  const window = windowOf(fromMs, toMs);

  it('is the same from both generations and the simulation', async () => {
    const [first = [], ...others] = await Promise.all(
      names.map(name => collect(name, window)),
    );
    expect(first.length).toBeGreaterThan(0);
    expect(first.some(({ requests }) => requests !== null)).toBe(true);
    expect(first.some(({ gpuActivityMax }) => gpuActivityMax !== null)).toBe(
      true,
    );
    for (const other of others) {
      expect(rounded(other)).toEqual(rounded(first));
    }
  });
});

it('counts of the demo traffic are those of its curves', async () => {
  const { fromMs, toMs } = excerptWindows[excerptWindows.length - 1];
  const window = windowOf(fromMs, toMs);
  const found = await collect('prometheus3', window);
  const chat = found.find(
    ({ serverId }) => serverId === 'support/support-chat',
  );
  expect(chat?.promptTokens).toBeGreaterThan(0);
  expect(chat?.latencyMs?.p95).toBeGreaterThan(
    chat?.latencyMs?.p50 ?? Infinity,
  );
  expect(chat?.coverage.gpu).toBeGreaterThan(0.9);
});

it('gateways that restart count what they counted, from both generations', async () => {
  const { toMs } = excerptWindows[excerptWindows.length - 1];
  const window = windowOf(toMs - 1.5 * HOUR_MS, toMs);
  const [two, three] = await Promise.all(
    ['prometheus2', 'prometheus3'].map(name => collect(name, window)),
  );
  const chatOf = (hours: readonly UsageHour[] | undefined) =>
    hours?.find(({ serverId }) => serverId === 'support/support-chat');
  expect(chatOf(two)?.coverage.gateway).toBe(1);
  expect(rounded([chatOf(two)].flatMap(one => one ?? []))).toEqual(
    rounded([chatOf(three)].flatMap(one => one ?? [])),
  );
  // 120 scrapes of 400; a bin is lost where the counter began anew.
  expect(chatOf(two)?.requests).toBeGreaterThanOrEqual(400 * 110);
  expect(chatOf(two)?.requests).toBeLessThanOrEqual(400 * 120);
});
