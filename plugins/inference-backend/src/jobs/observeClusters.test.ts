import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { buildCatalogView } from '../decide/catalogView';
import type { ObservationSink } from '../observe/clusters/types';
import { StaleFenceError } from '../record';
import {
  at,
  batch,
  observation,
  serverId,
} from '../record/__testUtils__/observations';
import {
  DATABASE_IDS,
  openStores,
  type OpenStores,
} from '../record/__testUtils__/openStores';
import { createDataSource } from './announceSources';
import { LEASE_TTL_MS, ObserveClusters } from './observeClusters';
import { ServerJoiner } from './ServerJoiner';

jest.setTimeout(60_000);

const CLUSTER = 'us-east';

/** An observer under the test's control. */
class ManualObserver {
  readonly runs: { sink: ObservationSink; signal: AbortSignal }[] = [];
  fail: ((error: Error) => void) | null = null;

  observe = (sink: ObservationSink, signal: AbortSignal): Promise<void> => {
    this.runs.push({ sink, signal });
    return new Promise((resolve, reject) => {
      this.fail = reject;
      signal.addEventListener('abort', () => resolve());
    });
  };

  get current() {
    const run = this.runs[this.runs.length - 1];
    if (!run) {
      throw new Error('not observing');
    }
    return run;
  }
}

interface Clock {
  offsetMs: number;
}

function replica(stores: OpenStores, clock: Clock, holder: string) {
  const observer = new ManualObserver();
  const logger = mockServices.logger.mock();
  const { inventory, leases, dataSources } = stores;
  const job = new ObserveClusters({
    clusters: [{ name: CLUSTER, observe: observer.observe }],
    leases,
    inventory,
    dataSources,
    joiner: new ServerJoiner({
      catalog: { view: buildCatalogView([]), version: 1 },
      rules: [],
      inventory,
    }),
    registrar: { registerServers: async () => 0 },
    logger,
    holder,
    now: () => at(clock.offsetMs),
  });
  return { job, observer, logger };
}

function sighting(offsetMs: number, names: readonly string[]) {
  return batch(
    offsetMs,
    names.map(name => observation({ cluster: CLUSTER, name })),
    { cluster: CLUSTER, complete: true },
  );
}

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('ObserveClusters on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  let stores: OpenStores;
  let clock: Clock;

  beforeEach(async () => {
    stores = await openStores(databases, databaseId);
    clock = { offsetMs: 0 };
  });

  const listNames = async () =>
    (await stores.inventory.listServers({ filter: null, limit: 100 })).items
      .filter(server => server.cluster === CLUSTER)
      .map(server => server.name);

  it('lets one of two replicas observe a cluster', async () => {
    const a = replica(stores, clock, 'a');
    const b = replica(stores, clock, 'b');
    await Promise.all([a.job.tick(), b.job.tick()]);
    await Promise.all([a.job.tick(), b.job.tick()]);
    expect(a.observer.runs.length + b.observer.runs.length).toBe(1);
    await Promise.all([a.job.shutdown(), b.job.shutdown()]);
  });

  it('keeps one observation running while its lease is renewed', async () => {
    const a = replica(stores, clock, 'a');
    for (clock.offsetMs = 0; clock.offsetMs < 60_000; clock.offsetMs += 5_000) {
      await a.job.tick();
    }
    expect(a.observer.runs).toHaveLength(1);
    expect(a.observer.current.signal.aborted).toBe(false);
    await a.job.shutdown();
  });

  it('hands the cluster over within 25 s of a replica being killed, and nothing is doubled or lost', async () => {
    const a = replica(stores, clock, 'a');
    const b = replica(stores, clock, 'b');
    await a.job.tick();
    await a.observer.current.sink.apply(sighting(1_000, ['chat', 'rerank']));

    // From here on a is dead: it neither renews its lease nor gives it back.
    while (b.observer.runs.length === 0) {
      clock.offsetMs += 5_000;
      await b.job.tick();
    }
    expect(clock.offsetMs).toBeLessThanOrEqual(25_000);
    await b.observer.current.sink.apply(
      sighting(clock.offsetMs, ['chat', 'rerank', 'embed']),
    );
    expect(await listNames()).toEqual(['chat', 'embed', 'rerank']);
    const revisions = await stores.inventory.listRevisions(
      serverId(CLUSTER, 'support', 'chat'),
      { limit: 10 },
    );
    expect(revisions.items).toHaveLength(1);
    await b.job.shutdown();
  });

  it('writes nothing of a replica that only paused and comes back after another took over', async () => {
    const a = replica(stores, clock, 'a');
    const b = replica(stores, clock, 'b');
    await a.job.tick();
    const late = a.observer.current;
    clock.offsetMs = 25_000;
    await b.job.tick();
    await b.observer.current.sink.apply(sighting(25_000, ['chat']));

    await expect(late.sink.apply(sighting(26_000, ['ghost']))).rejects.toThrow(
      StaleFenceError,
    );
    await a.job.tick();
    expect(late.signal.aborted).toBe(true);
    await late.sink.report(
      createDataSource({ type: 'cluster', name: CLUSTER, url: null }),
    );
    expect(await stores.dataSources.list()).toEqual([]);
    expect(await listNames()).toEqual(['chat']);
    await b.job.shutdown();
  });

  it('gives its leases back when it shuts down, so that another replica goes on at once', async () => {
    const a = replica(stores, clock, 'a');
    const b = replica(stores, clock, 'b');
    await a.job.tick();
    await a.job.shutdown();
    expect(a.observer.current.signal.aborted).toBe(true);
    await b.job.tick();
    expect(b.observer.runs).toHaveLength(1);
    await a.job.tick();
    expect(a.observer.runs).toHaveLength(1);
    await b.job.shutdown();
  });

  it('starts an observation anew that ended by itself', async () => {
    const a = replica(stores, clock, 'a');
    await a.job.tick();
    a.observer.fail?.(new Error('socket closed'));
    await new Promise(process.nextTick);
    await a.job.tick();
    expect(a.observer.runs).toHaveLength(2);
    expect(a.logger.error).toHaveBeenCalledWith(
      expect.stringContaining('socket closed'),
    );
    await a.job.shutdown();
  });

  it('goes on through a short database failure and stops when its lease has run out', async () => {
    const a = replica(stores, clock, 'a');
    await a.job.tick();
    jest.spyOn(stores.leases, 'acquire').mockRejectedValue(new Error('no db'));
    clock.offsetMs = 5_000;
    await a.job.tick();
    expect(a.observer.current.signal.aborted).toBe(false);
    clock.offsetMs = LEASE_TTL_MS;
    await a.job.tick();
    expect(a.observer.current.signal.aborted).toBe(true);
    await a.job.shutdown();
  });
});
