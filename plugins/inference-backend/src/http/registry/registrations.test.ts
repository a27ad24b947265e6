import { TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  inferenceModelReadPermission,
  inferenceServerReadPermission,
} from '@inference-portal/plugin-inference-common';
import {
  createInferenceModelConditionalDecision,
  createInferenceServerConditionalDecision,
  inferenceModelConditions,
  inferenceServerConditions,
} from '../../permissions';
import {
  batch,
  observation,
  ownedBy,
} from '../../record/__testUtils__/observations';
import {
  COMMIT,
  startRegistry,
  type StartedRegistry,
} from '../../__testUtils__/startRegistry';

jest.setTimeout(60_000);

const pinned = (name: string, facts: object = {}) =>
  observation({
    name,
    server: {
      model: {
        id: 'Qwen/Qwen3-32B',
        entityRef: null,
        version: null,
        revision: COMMIT,
        source: `hf://Qwen/Qwen3-32B@${COMMIT}`,
        pinned: true,
      },
      ...facts,
    },
  });
const CHAT = pinned('support-chat');
const SUMMARY = pinned('support-summary');
const PATHLESS = observation({
  name: 'pathless',
  server: {
    model: {
      id: 'weights',
      entityRef: null,
      version: null,
      revision: null,
      source: null,
      pinned: null,
    },
  },
});
const REGISTRATION = `/model-servers/${CHAT.server.id}/registration`;
const names = (response: { body: { items: { name: string }[] } }) =>
  response.body.items.map(({ name }) => name);

describe('servers and registered versions', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function start(): Promise<StartedRegistry> {
    const started = await startRegistry(databases);
    const { inventory, fence } = started.stores;
    await inventory.applyBatch(
      batch(1_000, [CHAT, SUMMARY, PATHLESS]),
      new Map([
        [CHAT.server.id, ownedBy('group:default/support')],
        [SUMMARY.server.id, ownedBy('group:default/search')],
        [PATHLESS.server.id, ownedBy(null)],
      ]),
      fence,
    );
    return started;
  }

  it('propose model and version from what a server is observed to run', async () => {
    const { as } = await start();
    const { status, body } = await as('ada').get(REGISTRATION);
    expect([status, body]).toMatchObject([
      200,
      {
        namespace: 'default',
        name: 'Qwen3-32B',
        version: COMMIT.slice(0, 12),
        owner: 'group:default/support',
        source: `hf://Qwen/Qwen3-32B@${COMMIT}`,
        pinned: true,
        modelExists: false,
        blocked: null,
      },
    ]);
    expect(body.evidence).toContainEqual({
      value: COMMIT.slice(0, 12),
      source: `first 12 digits of commit ${COMMIT}`,
    });
    const blocked = await as('ada').get(
      `/model-servers/${PATHLESS.server.id}/registration`,
    );
    expect(blocked.body.blocked).toContain('path inside its container');
    const refused = await as('root').post(
      `/model-servers/${PATHLESS.server.id}/registration`,
      { owner: 'group:default/platform' },
    );
    expect(refused.status).toBe(400);
  });

  it('register in one call, join every server that runs the same, and change nothing the second time', async () => {
    const { as, audit } = await start();
    expect(
      names(await as('ada').get('/model-servers?registered=true')),
    ).toEqual([]);
    const first = await as('ada').post(REGISTRATION, {});
    expect([first.status, first.body]).toMatchObject([
      201,
      {
        model: { namespace: 'default', name: 'Qwen3-32B' },
        version: COMMIT.slice(0, 12),
        origin: 'observed',
      },
    ]);
    expect(audit.at(-1)).toMatchObject({
      eventId: 'server-register',
      outcome: 'succeeded',
    });
    expect(
      names(await as('ada').get('/model-servers?registered=true')),
    ).toEqual(['support-chat', 'support-summary']);
    expect(
      names(await as('ada').get('/model-servers?registered=false')),
    ).toEqual(['pathless']);
    const server = await as('ada').get(`/model-servers/${CHAT.server.id}`);
    expect(server.body.registration).toMatchObject({
      name: 'Qwen3-32B',
      version: COMMIT.slice(0, 12),
      confidence: 'high',
      reason: expect.stringContaining('pinned source'),
    });
    const again = await as('ada').post(REGISTRATION, {});
    expect([again.status, again.body.registeredAt]).toEqual([
      200,
      first.body.registeredAt,
    ]);
    expect((await as('ada').get(REGISTRATION)).body.modelExists).toBe(true);
    const running = await as('ada').get('/models/default/qwen3-32b/servers');
    expect(names(running)).toEqual(['support-chat', 'support-summary']);
  });

  it('register under other names when a person gives them', async () => {
    const { as } = await start();
    const { status, body } = await as('ada').post(REGISTRATION, {
      namespace: 'support',
      name: 'chat',
      version: '2026-11',
      owner: 'user:default/ada',
    });
    expect([status, body.model, body.version]).toEqual([
      201,
      { namespace: 'support', name: 'chat' },
      '2026-11',
    ]);
    const wrong = await as('ada').post(REGISTRATION, { version: 'latest' });
    expect(wrong.status).toBe(400);
    const foreign = await as('eve').post(REGISTRATION, { name: 'other' });
    expect(foreign.status).toBe(403);
  });

  it('show in a lineage graph only servers that the caller may read, and count the others', async () => {
    const { as, decide } = await start();
    await as('ada').post(REGISTRATION, {}).expect(201);
    decide(
      inferenceServerReadPermission.name,
      createInferenceServerConditionalDecision(
        inferenceServerReadPermission,
        inferenceServerConditions.isOwner({
          owners: ['group:default/support'],
        }),
      ),
    );
    const { status, body } = await as('ada').get(
      '/models/default/Qwen3-32B/lineage?direction=down',
    );
    expect(status).toBe(200);
    expect(body.affectedServers).toBe(2);
    const version = `model:default/qwen3-32b@${COMMIT.slice(0, 12)}`;
    expect(body.roots).toEqual([version]);
    expect(
      body.nodes.map(({ id, label }: { id: string; label: string }) => [
        id,
        label,
      ]),
    ).toEqual([
      [version, `Qwen3-32B@${COMMIT.slice(0, 12)}`],
      [`server:${CHAT.server.id}`, 'support-chat'],
    ]);
    expect(body.edges).toMatchObject([
      { from: `server:${CHAT.server.id}`, to: version, relation: 'runs' },
    ]);
    decide(inferenceServerReadPermission.name, {
      result: AuthorizeResult.DENY,
    });
    const blind = await as('ada').get('/models/default/Qwen3-32B/lineage');
    expect([blind.body.affectedServers, blind.body.nodes.length]).toEqual([
      2, 1,
    ]);
  });

  it('hide the names of models that the caller may not read, and still tell the blast radius', async () => {
    const { as, decide } = await start();
    await as('ada').post(REGISTRATION, {}).expect(201);
    await as('eve')
      .post('/models', {
        namespace: 'secret',
        name: 'project-x',
        owner: 'group:default/search',
      })
      .expect(201);
    await as('eve')
      .post('/models/secret/project-x/versions', {
        version: '1',
        source: 's3://secret/x',
        lineage: [
          {
            relation: 'finetune',
            to: `model:default/Qwen3-32B@${COMMIT.slice(0, 12)}`,
            note: 'the base of project x',
          },
        ],
      })
      .expect(201);
    await as('ada')
      .post(
        `/models/default/Qwen3-32B/versions/${COMMIT.slice(0, 12)}/lineage`,
        {
          lineage: [{ relation: 'quantized', to: 'hf://Qwen/Qwen3-32B-Base' }],
        },
      )
      .expect(200);
    decide(
      inferenceModelReadPermission.name,
      createInferenceModelConditionalDecision(
        inferenceModelReadPermission,
        inferenceModelConditions.isOwner({
          owners: ['group:default/support'],
        }),
      ),
    );
    const { status, body, text } = await as('ada')
      .get('/lineage')
      .query({ node: 'hf://Qwen/Qwen3-32B-Base', direction: 'down' });
    expect(status).toBe(200);
    expect(text).not.toContain('project');
    expect(text).not.toContain('secret');
    expect(body.affectedServers).toBe(2);
    expect(body.nodes).toContainEqual({
      id: expect.stringMatching(/^hidden:/),
      kind: 'version',
      label: 'hidden',
      detail: null,
      version: null,
      server: null,
      hidden: true,
    });
    expect(body.nodes[0]).toMatchObject({
      kind: 'external-model',
      label: 'Qwen/Qwen3-32B-Base',
    });
  });

  it('compare what the servers of two versions run', async () => {
    const { as } = await start();
    await as('ada').post(REGISTRATION, {}).expect(201);
    await as('ada')
      .post('/models/default/Qwen3-32B/versions', {
        version: '2',
        source: 's3://models/qwen/2',
      })
      .expect(201);
    const { body } = await as('ada')
      .get('/models/default/Qwen3-32B/compare')
      .query({ a: COMMIT.slice(0, 12), b: '2' });
    expect(
      body.servers.map(
        (one: { runs: string; server: { name: string }; spec: object }) => [
          one.runs,
          one.server.name,
          one.spec === null,
        ],
      ),
    ).toEqual([
      ['a', 'support-chat', false],
      ['a', 'support-summary', false],
    ]);
  });
});
