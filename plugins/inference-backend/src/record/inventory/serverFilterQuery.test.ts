import { TestDatabases } from '@backstage/backend-test-utils';
import type { RuntimeName } from '@inference-portal/plugin-inference-common';
import { batch, observation, ownedBy } from '../__testUtils__/observations';
import { DATABASE_IDS, openStores } from '../__testUtils__/openStores';
import type { ServerFilter } from './InventoryStore';

jest.setTimeout(60_000);

const base = observation().server;
const model = (id: string | null) => ({ model: { ...base.model, id } });
const runtime = (name: RuntimeName) => ({ runtime: { name, version: null } });

const SERVERS = [
  observation({ name: 'chat' }),
  observation({
    name: 'chat_100%',
    namespace: 'search',
    server: { ...model('mistralai/Mistral-7B'), ...runtime('triton') },
  }),
  observation({
    name: 'chatX1000',
    namespace: 'search',
    server: { ...model(null), state: 'pending' },
  }),
  observation({
    name: 'embed!',
    namespace: 'ΟΜΆΔΑΣ-Straße',
    server: { ...model('BAAI/bge-m3'), ...runtime('tgi') },
  }),
];
const JOINS = new Map(
  SERVERS.map(({ server }, index) => [
    server.id,
    [
      ownedBy('group:default/support', {
        entityRef: 'component:default/chat',
        modelEntityRef: 'resource:default/qwen3',
      }),
      ownedBy('group:default/search', {
        modelEntityRef: 'resource:default/mistral',
      }),
      ownedBy(null),
      ownedBy('user:default/mina'),
    ][index] ?? ownedBy(null),
  ]),
);

const CASES: readonly (readonly [string, ServerFilter, readonly string[]])[] = [
  [
    'any of several owners',
    {
      kind: 'owner',
      anyOf: ['group:default/support', 'user:default/mina'],
    },
    ['chat', 'embed!'],
  ],
  ['no owner', { kind: 'owner', anyOf: [null] }, ['chatX1000']],
  [
    'an owner or none',
    { kind: 'owner', anyOf: [null, 'group:default/support'] },
    ['chat', 'chatX1000'],
  ],
  ['nobody at all', { kind: 'owner', anyOf: [] }, []],
  [
    'everybody but one owner, the unowned among them',
    {
      kind: 'not',
      filter: { kind: 'owner', anyOf: ['group:default/support'] },
    },
    ['chatX1000', 'chat_100%', 'embed!'],
  ],
  [
    'everything that is not a model, the unknown among it',
    { kind: 'not', filter: { kind: 'model', anyOf: ['BAAI/bge-m3'] } },
    ['chat', 'chatX1000', 'chat_100%'],
  ],
  [
    'a namespace',
    { kind: 'namespace', anyOf: ['search'] },
    ['chatX1000', 'chat_100%'],
  ],
  ['a cluster', { kind: 'cluster', anyOf: ['us-east'] }, []],
  [
    'a runtime',
    { kind: 'runtime', anyOf: ['triton', 'tgi'] },
    ['chat_100%', 'embed!'],
  ],
  ['a state', { kind: 'state', anyOf: ['pending'] }, ['chatX1000']],
  [
    'the entity of the server',
    { kind: 'entity', ref: 'component:default/chat' },
    ['chat'],
  ],
  [
    'the entity of the model',
    { kind: 'entity', ref: 'resource:default/mistral' },
    ['chat_100%'],
  ],
  [
    'everything but an entity',
    {
      kind: 'not',
      filter: { kind: 'entity', ref: 'component:default/chat' },
    },
    ['chatX1000', 'chat_100%', 'embed!'],
  ],
  [
    'text in any case',
    { kind: 'text', text: 'CHAT' },
    ['chat', 'chatX1000', 'chat_100%'],
  ],
  ['text of the model', { kind: 'text', text: 'MISTRAL-7b' }, ['chat_100%']],
  ['text of the owner', { kind: 'text', text: 'default/mina' }, ['embed!']],
  ['wildcards as text', { kind: 'text', text: '_100%' }, ['chat_100%']],
  ['the escape as text', { kind: 'text', text: 'D!' }, ['embed!']],
  ['a word of another alphabet', { kind: 'text', text: 'ομάδας' }, ['embed!']],
  ['a sigma inside a word', { kind: 'text', text: 'ομάδασ' }, ['embed!']],
  [
    'a letter whose upper case is two',
    { kind: 'text', text: 'STRASSE' },
    ['embed!'],
  ],
  ['text across two fields', { kind: 'text', text: 'chat\nsupport' }, ['chat']],
  [
    'all of nothing',
    { kind: 'allOf', filters: [] },
    ['chat', 'chatX1000', 'chat_100%', 'embed!'],
  ],
  ['any of nothing', { kind: 'anyOf', filters: [] }, []],
  [
    'nested conditions',
    {
      kind: 'allOf',
      filters: [
        { kind: 'namespace', anyOf: ['search', 'support'] },
        {
          kind: 'anyOf',
          filters: [
            { kind: 'state', anyOf: ['pending'] },
            {
              kind: 'not',
              filter: {
                kind: 'anyOf',
                filters: [{ kind: 'runtime', anyOf: ['triton'] }],
              },
            },
          ],
        },
      ],
    },
    ['chat', 'chatX1000'],
  ],
];

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('whereServer on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  it('finds exactly the servers that each filter means', async () => {
    const { inventory, fence } = await openStores(databases, databaseId);
    await inventory.applyBatch(batch(1_000, SERVERS), JOINS, fence);
    for (const [meaning, filter, expected] of CASES) {
      const { items } = await inventory.listServers({ filter, limit: 100 });
      expect([meaning, items.map(item => item.name)]).toEqual([
        meaning,
        expected,
      ]);
      const summary = await inventory.summarize({ filter, clusters: null });
      expect([meaning, summary.servers]).toEqual([meaning, expected.length]);
    }
  });
});
