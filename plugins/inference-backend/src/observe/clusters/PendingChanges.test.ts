import fc from 'fast-check';
import type { InstantMs } from '../../types';
import { makeObservation } from './__testUtils__/makeObservation';
import { PendingChanges } from './PendingChanges';

const NAMES = ['chat', 'embed', 'rerank'] as const;
const NOW = 1_760_000_000_000 as InstantMs;

/** A step of the world: each named server is seen at a version, or has ended. */
const steps = fc.array(
  fc.dictionary(
    fc.constantFrom(...NAMES),
    fc.option(fc.integer({ min: 1, max: 99 }), { nil: null }),
    { noNullPrototype: true },
  ),
  { maxLength: 8 },
);

type World = Map<string, string>;

function changesOf(step: { [name: string]: number | null }) {
  const seen = Object.entries(step);
  return {
    servers: seen.flatMap(([name, version]) =>
      version === null
        ? []
        : [makeObservation({ name, resourceVersion: String(version) })],
    ),
    removed: seen.flatMap(([name, version]) =>
      version === null ? [`server-${name}`] : [],
    ),
    capacity: null,
    malformed: [],
  };
}

function record(world: World, pending: PendingChanges): void {
  const batch = pending.toBatch('eu-west', NOW);
  batch.removed.forEach(id => world.delete(id));
  batch.servers.forEach(({ server }) =>
    world.set(server.id, server.labels.resourceVersion ?? ''),
  );
}

describe('PendingChanges', () => {
  it('records the same world merged as one by one', () => {
    fc.assert(
      fc.property(steps, history => {
        const merged = new PendingChanges();
        const oneByOne: World = new Map();
        for (const step of history) {
          merged.add(changesOf(step), false);
          const single = new PendingChanges();
          single.add(changesOf(step), false);
          record(oneByOne, single);
        }
        const atOnce: World = new Map();
        record(atOnce, merged);
        expect(new Map([...atOnce].sort())).toEqual(
          new Map([...oneByOne].sort()),
        );
      }),
    );
  });

  it('never holds a server as seen and as ended', () => {
    fc.assert(
      fc.property(steps, history => {
        const pending = new PendingChanges();
        history.forEach(step => pending.add(changesOf(step), false));
        const { servers, removed } = pending.toBatch('eu-west', NOW);
        const ids = new Set(servers.map(({ server }) => server.id));
        expect(removed.filter(id => ids.has(id))).toEqual([]);
      }),
    );
  });

  it('stays complete when later changes are added, until it is cleared', () => {
    const pending = new PendingChanges();
    expect(pending.isEmpty).toBe(true);
    pending.add(changesOf({ chat: 1 }), true);
    pending.add(changesOf({ embed: 2 }), false);
    expect(pending.toBatch('eu-west', NOW).complete).toBe(true);
    pending.clear();
    expect(pending.isEmpty).toBe(true);
  });

  it('keeps the last known capacity', () => {
    const capacity = [
      { product: 'H100', capacity: 64, heldByServers: 32, heldByOthers: 4 },
    ];
    const pending = new PendingChanges();
    pending.add({ ...changesOf({}), capacity }, false);
    pending.add(changesOf({ chat: 1 }), false);
    expect(pending.toBatch('eu-west', NOW).capacity).toBe(capacity);
  });

  it('hands over an empty complete batch: a cluster without servers is news', () => {
    const pending = new PendingChanges();
    pending.add(changesOf({}), true);
    expect(pending.isEmpty).toBe(false);
  });
});
