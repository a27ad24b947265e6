import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { buildCatalogView } from '../../decide/catalogView';
import { type ActivityHistory } from '../../decide/zombies/history';
import { DAY_MS, HOUR_MS } from '../../durations';
import {
  KnexDetectionRunStore,
  KnexFindingStore,
  KnexTroubleStore,
  type FindingFilter,
} from '../../record';
import {
  at,
  batch,
  observation,
  serverId,
  textAt,
} from '../../record/__testUtils__/observations';
import { openLedger } from '../../record/__testUtils__/openLedger';
import { openStores } from '../../record/__testUtils__/openStores';
import type { UsageStore } from '../../record/usage/UsageStore';
import type { InstantMs, ServerObservation } from '../../types';
import { DetectFindings } from './DetectFindings';
import { ServerGatherer } from './ServerGatherer';

jest.setTimeout(60_000);

const ALL: FindingFilter = {
  states: null,
  causes: null,
  confidences: null,
  serverIds: null,
  servers: null,
};

/** What a server did in an hour; null when no sample was seen. */
type Activity = (hour: InstantMs) => number | null;

const isOffice = (hour: number) => {
  const date = new Date(hour);
  return date.getUTCHours() >= 7 && date.getUTCHours() < 18;
};
const used: Activity = hour => (isOffice(hour) ? 400 : 0);
const usedUntil =
  (end: number): Activity =>
  hour =>
    hour < end && isOffice(hour) ? 400 : 0;

function historyOf(
  activity: Activity,
  from: InstantMs,
  to: InstantMs,
): ActivityHistory {
  const slots = (to - from) / HOUR_MS;
  const series = (value: (requests: number) => number) =>
    Float32Array.from({ length: slots }, (_, slot) => {
      const requests = activity((from + slot * HOUR_MS) as InstantMs);
      return requests === null ? NaN : value(requests);
    });
  return {
    start: from,
    requests: series(requests => requests),
    generatedTokens: series(requests => requests * 200),
    gpuActivityMax: series(requests => (requests > 0 ? 0.6 : 0)),
    gpuActivityAvg: series(requests => (requests > 0 ? 0.2 : 0)),
    networkBytesPerSecond: series(requests => 100 + requests * 50),
  };
}

function usageOf(
  activities: ReadonlyMap<string, Activity>,
  listSources: UsageStore['listSources'],
): Pick<UsageStore, 'histories' | 'listHours' | 'listSources'> {
  return {
    listSources,
    async *histories(ids, from, to) {
      for (const id of ids) {
        const activity = activities.get(id) ?? (() => null);
        yield {
          serverId: id,
          history: historyOf(activity, from, to),
          earlierActivity: [],
        };
      }
    },
    async listHours() {
      return [];
    },
  };
}

/** Servers of 90 days, by name, with what they do; `now` is a Friday noon. */
const NOW = at(4 * DAY_MS + 4 * HOUR_MS);
const OLD = { createdAt: textAt(-90 * DAY_MS) };

describe('DetectFindings', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function start(fleet: {
    readonly [name: string]: {
      readonly activity: Activity;
      readonly observed?: Partial<ServerObservation['server']>;
      readonly declared?: ServerObservation['ownership']['declared'];
    };
  }) {
    const stores = await openStores(databases, 'SQLITE_3');
    const { db, inventory, registry } = stores;
    const database = mockServices.database({ knex: db });
    const idOf = (name: string) => serverId('eu-west', 'support', name);
    const activities = new Map(
      Object.entries(fleet).map(([name, { activity }]) => [
        idOf(name),
        activity,
      ]),
    );
    const observe = async (
      name: string,
      offsetMs: number,
      observed: Partial<ServerObservation['server']> = {},
    ) => {
      const seen = observation({
        name,
        server: { ...OLD, ...fleet[name]?.observed, ...observed },
      });
      await stores.apply(
        batch(offsetMs, [
          {
            ...seen,
            ownership: { ...seen.ownership, declared: fleet[name]?.declared },
          },
        ]),
      );
    };
    let offset = 1_000;
    for (const name of Object.keys(fleet)) {
      await observe(name, (offset += 1_000));
    }
    const { ledger } = await openLedger(databases, 'SQLITE_3');
    const findings = await KnexFindingStore.create({ database });
    const runs = await KnexDetectionRunStore.create({ database });
    const clock = { now: NOW as number };
    const past = { completeFrom: null as InstantMs | null };
    const missing = { owners: [] as string[], fails: false };
    const logger = mockServices.logger.mock();
    const detection = new DetectFindings({
      gatherer: new ServerGatherer({
        inventory,
        registry,
        catalog: { view: buildCatalogView([]) },
        findMissing: async owners => {
          if (missing.fails) {
            throw new Error('the catalog is away');
          }
          return owners.filter(owner => missing.owners.includes(owner));
        },
        logger,
      }),
      usage: usageOf(activities, async () => [
        {
          source: JSON.stringify(['main', 'eu-west']),
          completeFrom: past.completeFrom,
          completeTo: NOW,
          issues: [],
        },
      ]),
      ledger,
      findings,
      runs,
      troubles: await KnexTroubleStore.create({ database }),
      logger,
      now: () => clock.now,
    });
    const found = async () => {
      const { items } = await findings.list({ filter: ALL, limit: 100 });
      return Object.fromEntries(
        items.map(({ server, cause, state, resolution }) => [
          server.name,
          state === 'resolved'
            ? `resolved: ${resolution}`
            : `${cause} ${state}`,
        ]),
      );
    };
    return {
      detection,
      found,
      findings,
      runs,
      clock,
      past,
      missing,
      observe,
      set: (name: string, activity: Activity) =>
        activities.set(idOf(name), activity),
    };
  }

  it('finds what nobody uses, and nothing in what somebody uses', async () => {
    const { detection, found } = await start({
      chat: { activity: used },
      forgotten: { activity: usedUntil(NOW - 30 * DAY_MS) },
      untried: { activity: () => 0 },
      standby: {
        activity: () => 0,
        declared: { standby: 'true', schedule: null },
      },
      weekend: { activity: usedUntil(NOW - 2 * DAY_MS) },
      young: {
        activity: () => 0,
        observed: { createdAt: textAt(0) },
      },
      asleep: {
        activity: () => 0,
        observed: {
          state: 'scaled-to-zero',
          replicas: { desired: 0, ready: 0, updated: 0 },
        },
      },
    });
    expect(await detection.run()).toMatchObject({ servers: 7, outages: [] });
    expect(await found()).toEqual({
      forgotten: 'zombie open',
      untried: 'zombie open',
    });
  });

  it('changes nothing when it runs again', async () => {
    const { detection, findings, found } = await start({
      chat: { activity: used },
      forgotten: { activity: usedUntil(NOW - 30 * DAY_MS) },
    });
    await detection.run();
    await detection.run();
    expect(await found()).toEqual({ forgotten: 'zombie open' });
    const { items } = await findings.list({ filter: ALL, limit: 1 });
    expect(await findings.listEvents(items[0].id)).toHaveLength(1);
  });

  it('finds nothing new while no server of a cluster has samples, and says why', async () => {
    const outage = NOW - 5 * HOUR_MS;
    const until =
      (activity: Activity): Activity =>
      hour =>
        hour < outage ? activity(hour) : null;
    const { detection, found, runs } = await start({
      chat: { activity: until(used) },
      forgotten: { activity: until(usedUntil(NOW - 30 * DAY_MS)) },
      broken: {
        activity: until(() => 0),
        observed: { state: 'crash-looping', stateSince: textAt(-9 * DAY_MS) },
      },
    });
    const report = await detection.run();
    expect(await found()).toEqual({});
    expect(report?.outages).toEqual([
      {
        cluster: 'eu-west',
        since: outage,
        message: expect.stringContaining('since 2026-11-06T07:00:00.000Z'),
      },
    ]);
    expect((await runs.findLast())?.paused).toMatchObject(
      report?.outages ?? [],
    );
  });

  it('keeps what it found through an outage, and resolves it when the server is used', async () => {
    const { detection, found, clock, set } = await start({
      chat: { activity: used },
      forgotten: { activity: usedUntil(NOW - 30 * DAY_MS) },
    });
    await detection.run();

    set('chat', () => null);
    set('forgotten', () => null);
    clock.now = NOW + HOUR_MS;
    await detection.run();
    expect(await found()).toEqual({ forgotten: 'zombie open' });

    set('chat', used);
    set('forgotten', used);
    clock.now = NOW + 3 * HOUR_MS;
    await detection.run();
    expect(await found()).toEqual({ forgotten: 'resolved: in-use' });
  });

  it('remembers since when a server crashes, though every new pod begins anew', async () => {
    const quiet = usedUntil(NOW - 4 * DAY_MS);
    const { detection, found, clock, observe } = await start({
      chat: { activity: used },
      broken: { activity: quiet },
    });
    const crash = (offsetMs: number) =>
      observe('broken', offsetMs, {
        state: 'crash-looping',
        stateSince: textAt(offsetMs - 60_000),
      });
    for (let hours = 0; hours <= 72; hours += 6) {
      const offset = NOW - at(0) - 72 * HOUR_MS + hours * HOUR_MS;
      clock.now = at(offset);
      await crash(offset);
      await detection.run();
      // Between two crashes it looks as if it were starting.
      clock.now += HOUR_MS;
      await observe('broken', offset + HOUR_MS, {
        state: 'starting',
        stateSince: textAt(offset + HOUR_MS),
      });
      await detection.run();
    }
    expect(await found()).toEqual({ broken: 'crash-looping open' });

    clock.now += HOUR_MS;
    await observe('broken', clock.now - at(0), { state: 'serving' });
    await detection.run();
    expect(await found()).toEqual({ broken: 'resolved: in-use' });
  });

  it('takes owners for known while the catalog is away or knows none of them', async () => {
    const { detection, found, missing } = await start({
      chat: { activity: used },
    });
    missing.fails = true;
    await detection.run();
    missing.fails = false;
    missing.owners = ['group:default/support'];
    await detection.run();
    expect(await found()).toEqual({});
  });

  it('judges no silence that began in hours that nobody has read yet', async () => {
    const { detection, found, past, runs } = await start({
      forgotten: { activity: usedUntil(NOW - 30 * DAY_MS) },
      lately: { activity: usedUntil(NOW - 12 * DAY_MS) },
    });
    past.completeFrom = (NOW - 20 * DAY_MS) as InstantMs;
    await detection.run();
    expect(await found()).toEqual({ lately: 'zombie open' });
    expect((await runs.findLast())?.paused).toMatchObject([
      {
        kind: 'past',
        since: null,
        readBackTo: NOW - 20 * DAY_MS,
        message: expect.stringContaining('back to 2026-10-17'),
      },
    ]);

    // It goes no further back: that is all there is.
    await detection.run();
    expect(await found()).toEqual({
      forgotten: 'zombie open',
      lately: 'zombie open',
    });
    expect((await runs.findLast())?.paused).toEqual([]);
  });

  it('writes nothing when it is ended half-way', async () => {
    const { detection, found, runs } = await start({
      forgotten: { activity: usedUntil(NOW - 30 * DAY_MS) },
    });
    expect(await detection.run(AbortSignal.abort())).toBeNull();
    expect(await found()).toEqual({});
    expect(await runs.findLast()).toBeNull();
  });
});
