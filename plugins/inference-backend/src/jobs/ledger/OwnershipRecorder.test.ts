import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { OwnershipInterval } from '../../decide/cost/ledger';
import type { InstantMs } from '../../types';
import { OwnershipRecorder } from './OwnershipRecorder';

const START = Date.UTC(2026, 10, 20);

function server(owner: string | null, version: string | null = null) {
  return {
    id: 'ms1',
    owner: { ref: owner },
    model: { id: 'Qwen/Qwen3-32B', version: null },
    registration: version && {
      namespace: 'default',
      name: 'qwen3',
      version,
    },
    changedAt: '2026-11-01T00:00:00Z',
  } as unknown as ModelServer;
}

function setUp() {
  let now = START as InstantMs;
  let catalogVersion = 1;
  let servers: ModelServer[] = [];
  /** Open ownership by subject; what ended is of no matter here. */
  const open = new Map<string, OwnershipInterval>();
  const recorder = () =>
    new OwnershipRecorder({
      ledger: {
        readLedger: async () => ({ ownership: [...open.values()] } as never),
        setOwnership: async (from, ownership) =>
          ownership.forEach(one =>
            open.set(one.subject, { ...one, from, to: null }),
          ),
      },
      inventory: { listServers: async () => ({ items: servers }) },
      joiner: {
        join: ({ signals }) =>
          ({ owner: { ref: signals.namespace?.value ?? null } } as never),
        get version() {
          return catalogVersion;
        },
      },
      now: () => now,
    });
  return {
    open,
    recorder,
    pass: (ms: number) => {
      now = (now + ms) as InstantMs;
    },
    catalog: (version: number) => {
      catalogVersion = version;
    },
    see: (...seen: ModelServer[]) => {
      servers = seen;
    },
  };
}

describe('OwnershipRecorder', () => {
  it('records nothing until the catalog was read', async () => {
    const { open, recorder, see, catalog } = setUp();
    const owners = recorder();
    see(server(null));
    catalog(0);
    await owners.recordAll();
    expect(open.size).toBe(0);
    catalog(1);
    await owners.recordAll();
    expect(open.get('ms1')).toMatchObject({ from: 0, owner: null });
  });

  it('puts right from the beginning what is found out in the first minutes', async () => {
    const { open, recorder, see, pass } = setUp();
    const owners = recorder();
    see(server(null));
    await owners.recordAll();
    pass(30_000);
    see(server('group:default/search', '3'));
    await owners.recordAll();
    expect(open.get('ms1')).toMatchObject({
      from: 0,
      owner: 'group:default/search',
      model: 'default/qwen3',
      version: '3',
    });
  });

  it('dates a later owner to the moment, also after a restart', async () => {
    const { open, recorder, see, pass } = setUp();
    see(server('group:default/search'));
    await recorder().recordAll();
    pass(3_600_000);
    see(server('group:default/support'));
    await recorder().recordAll();
    expect(open.get('ms1')).toMatchObject({
      from: START + 3_600_000,
      owner: 'group:default/support',
    });
  });

  it('records who owns the namespaces of other workloads', async () => {
    const { open, recorder } = setUp();
    const owners = recorder();
    owners.noteNamespaces('eu-west', [
      {
        namespace: 'training',
        owner: { value: 'group:default/research', source: 'annotation' },
      },
    ]);
    await owners.recordAll();
    expect(open.get('namespace:eu-west/training')).toMatchObject({
      owner: 'group:default/research',
      model: null,
    });
  });
});
