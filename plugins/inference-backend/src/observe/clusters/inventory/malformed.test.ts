import type { WorkloadAdapter } from '@inference-portal/plugin-inference-node';
import fc from 'fast-check';
import { builtinWorkloadAdapters } from '../adapters';
import { createClusterInventory } from './ClusterInventory';
import {
  deployment,
  inventoryOf,
  NOW,
  observe,
  upsert,
} from './__testUtils__/cluster';
import { only, custom, chat } from './__testUtils__/fleet';

describe('malformed objects', () => {
  it('are left out, each with a sentence, and the others stay', () => {
    const inventory = inventoryOf();
    const [pods] = inventory.resources.filter(({ kind }) => kind === 'Pod');
    if (!pods) {
      throw new Error('pods are not watched');
    }
    upsert(inventory, chat);
    for (const object of [
      {},
      { metadata: null },
      { metadata: { name: 7, uid: 'x' } },
      { metadata: { name: 'a' } },
      { metadata: { name: 'b', uid: 'b', namespace: 3 } },
    ]) {
      inventory.apply(pods, { type: 'upsert', object: object as never });
      inventory.apply(pods, { type: 'delete', object: object as never });
    }
    const { servers, malformed } = inventory.drain(NOW);
    expect(servers).toHaveLength(1);
    expect(malformed).toEqual([
      'Pod (without name) is left out: metadata.name is missing or no text',
      'Pod a is left out: metadata.uid is missing or no text',
      'Pod b is left out: metadata.namespace is missing or no text',
    ]);
  });

  it('of any shape never throw', () => {
    const anyObject = fc.record(
      {
        metadata: fc.oneof(
          fc.jsonValue(),
          fc.record({
            name: fc.string({ unit: 'binary' }),
            uid: fc.string(),
            namespace: fc.string({ unit: 'binary' }),
            labels: fc.jsonValue(),
            annotations: fc.jsonValue(),
            ownerReferences: fc.jsonValue(),
            managedFields: fc.jsonValue(),
          }),
        ),
        spec: fc.jsonValue(),
        status: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(30), anyObject), { maxLength: 12 }),
        entries => {
          const inventory = inventoryOf();
          for (const [index, object] of entries) {
            const resource =
              inventory.resources[index % inventory.resources.length];
            if (resource) {
              inventory.apply(resource, {
                type: 'upsert',
                object: object as never,
              });
            }
          }
          inventory.drain(NOW);
          for (const [index, object] of entries) {
            const resource =
              inventory.resources[index % inventory.resources.length];
            if (resource) {
              inventory.apply(resource, {
                type: 'delete',
                object: object as never,
              });
            }
          }
          expect(inventory.drain(NOW).servers).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('with a huge annotation keep everything else, with a warning', () => {
    const huge = deployment('chat', {
      metadata: { annotations: { notes: 'x'.repeat(5 * 1024 * 1024) } },
    });
    const { server, current } = only(observe(huge).servers);
    expect(server.warnings).toEqual([
      'The annotation notes of 5.0 MiB is not kept',
    ]);
    expect(JSON.stringify(current).length).toBeLessThan(5_000);
  });

  it('with unicode names are kept apart', () => {
    const { servers } = observe(
      ...['chat', 'chät', '聊天', 'a"],["b', 'x\u0000y'].map(name =>
        deployment(name),
      ),
    );
    expect(new Set(servers.map(({ server }) => server.id)).size).toBe(5);
  });

  it('without any time begin when they were first seen, and stay there', () => {
    const timeless = deployment('chat', {
      metadata: { creationTimestamp: undefined },
    });
    const inventory = inventoryOf();
    upsert(inventory, timeless);
    expect(only(inventory.drain(NOW).servers).current.startedAt).toBe(NOW);
    inventory.touchAll();
    expect(
      only(inventory.drain((NOW + 60_000) as typeof NOW).servers).current
        .startedAt,
    ).toBe(NOW);
  });

  it('that an adapter of a module fails on become a warning on the server, and the others stay', () => {
    const failing: WorkloadAdapter = {
      resource: {
        group: 'example.com',
        versions: ['v1'],
        plural: 'engines',
        kind: 'Engine',
      },
      read() {
        throw new Error('not my version');
      },
    };
    const inventory = createClusterInventory({
      cluster: 'eu-west',
      adapters: [...builtinWorkloadAdapters, failing],
      recognition: { ignoreNamespaces: [], images: [] },
    });
    upsert(
      inventory,
      custom('example.com/v1', 'Engine', 'e', {}, undefined, {
        labels: { 'inference-portal/ignore': 'false' },
      }),
      chat,
    );
    const { servers } = inventory.drain(NOW);
    expect(servers).toHaveLength(2);
    expect(
      servers.find(({ key }) => key.kind === 'Engine')?.server.warnings,
    ).toEqual(['The adapter of Engine failed: not my version']);
  });
});
