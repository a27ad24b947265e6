import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  inferenceModelReadPermission,
  inferenceModelRegisterPermission,
} from '@inference-portal/plugin-inference-common';
import request from 'supertest';
import {
  createInferenceModelConditionalDecision,
  inferenceModelConditions,
} from '../../permissions';
import {
  MODEL,
  startRegistry,
  VERSION,
  VERSIONS,
  type StartedRegistry,
} from '../../__testUtils__/startRegistry';

jest.setTimeout(60_000);

const PATH = '/models/support/support-chat';
const DENY = { result: AuthorizeResult.DENY } as const;

/** Every operation that writes, with the permission that it asks for and the event that it is audited as. */
const WRITES: readonly [
  method: 'post' | 'put' | 'patch',
  path: string,
  body: object,
  permission: string,
  eventId: string,
][] = [
  ['post', '/models', { ...MODEL, name: 'new' }, 'create', 'model-create'],
  ['patch', PATH, { title: 'Chat' }, 'register', 'model-update'],
  [
    'post',
    VERSIONS,
    { ...VERSION, version: '2.0.0' },
    'register',
    'version-register',
  ],
  [
    'post',
    `${VERSIONS}/1.0.0/metrics`,
    { metrics: [{ name: 'wer', value: 1 }] },
    'register',
    'version-metrics-add',
  ],
  [
    'post',
    `${VERSIONS}/1.0.0/lineage`,
    { lineage: [{ relation: 'trained-on', to: 'dataset:tickets' }] },
    'register',
    'version-lineage-add',
  ],
  [
    'put',
    `${PATH}/aliases/candidate`,
    { version: '1.0.0' },
    'alias.move',
    'alias-move',
  ],
  [
    'put',
    `${PATH}/aliases/production`,
    { version: '1.0.0', reason: 'x' },
    'protected-alias.move',
    'alias-move',
  ],
  [
    'put',
    `${VERSIONS}/1.0.0/retirement`,
    { retired: false, reason: 'x' },
    'retire',
    'version-retire',
  ],
];

describe('access to the registry', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function start(
    options: Parameters<typeof startRegistry>[1] = {},
  ): Promise<StartedRegistry> {
    const started = await startRegistry(databases, options);
    await started.as('ada').post('/models', MODEL).expect(201);
    await started.as('ada').post(VERSIONS, VERSION).expect(201);
    return started;
  }

  it('is closed to callers without credentials', async () => {
    const { app } = await start();
    for (const [method, path, body] of WRITES) {
      const { status } = await request(app)
        [method](path)
        .set('authorization', mockCredentials.none.header())
        .send(body);
      expect([path, status]).toEqual([path, 401]);
    }
    for (const path of [
      '/models',
      PATH,
      VERSIONS,
      '/model-versions',
      '/registry-conflicts',
    ]) {
      const { status } = await request(app)
        .get(path)
        .set('authorization', mockCredentials.none.header());
      expect([path, status]).toEqual([path, 401]);
    }
  });

  it('lets owners, administrators and services write, and tells others whom to ask', async () => {
    for (const who of ['bob', 'root', 'service:ci']) {
      const { as } = await start();
      for (const [method, path, body] of WRITES) {
        const { status } = await as(who)[method](path, body);
        expect([who, path, status >= 200 && status < 300]).toEqual([
          who,
          path,
          true,
        ]);
      }
    }
    const { as } = await start();
    for (const [method, path, body] of WRITES) {
      const { status, body: answer } = await as('eve')[method](path, body);
      expect([path, status]).toEqual([path, 403]);
      expect(answer.error.message).toContain('group:default/support');
    }
  });

  it('leaves it to the policy who may write when ownership does not count', async () => {
    const { as } = await start({ rules: { ownersOnly: false } });
    for (const [method, path, body] of WRITES) {
      const { status } = await as('eve')[method](path, body);
      expect([path, status >= 200 && status < 300]).toEqual([path, true]);
    }
  });

  it('asks the permission of each write, also of services, and audits the refusal as failed', async () => {
    for (const [method, path, body, permission, eventId] of WRITES) {
      const { as, decide, audit } = await start();
      const name =
        permission === 'import'
          ? 'inference.registry.import'
          : `inference.model.${permission}`;
      decide(name, DENY);
      for (const who of ['ada', 'service:ci']) {
        const { status, body: answer } = await as(who)[method](path, body);
        expect([who, path, status]).toEqual([who, path, 403]);
        expect(answer.error.message).toContain(name);
        expect(audit.at(-1)).toMatchObject({
          eventId,
          outcome: 'failed',
          error: expect.stringContaining(name),
        });
      }
    }
  });

  it('audits every write as succeeded, with names and without content', async () => {
    const { as, audit } = await start();
    for (const [method, path, body, , eventId] of WRITES) {
      await as('ada')[method](path, body);
      expect([path, audit.at(-1)]).toMatchObject([
        path,
        { eventId, outcome: 'succeeded', error: null },
      ]);
    }
    expect(JSON.stringify(audit)).not.toContain('hf://');
    expect(audit.at(1)).toMatchObject({
      eventId: 'version-register',
      meta: { model: 'support/support-chat', version: '1.0.0' },
    });
  });

  it('audits what was refused for its content as failed', async () => {
    const { as, audit } = await start();
    await as('ada').post(VERSIONS, { ...VERSION, version: 'latest' });
    expect(audit.at(-1)).toMatchObject({
      eventId: 'version-register',
      outcome: 'failed',
      error: expect.stringContaining('latest'),
    });
  });

  it('shows only the models that a condition lets through', async () => {
    const { as, decide } = await start();
    await as('eve')
      .post('/models', {
        namespace: 'search',
        name: 'rerank',
        owner: 'group:default/search',
      })
      .expect(201);
    decide(
      inferenceModelReadPermission.name,
      createInferenceModelConditionalDecision(inferenceModelReadPermission, {
        anyOf: [
          inferenceModelConditions.isOwner({
            owners: ['group:default/search'],
          }),
          inferenceModelConditions.inNamespace({ namespaces: ['Nowhere'] }),
        ],
      }),
    );
    const names = (await as('eve').get('/models')).body.items.map(
      ({ name }: { name: string }) => name,
    );
    expect(names).toEqual(['rerank']);
    expect((await as('eve').get('/model-versions')).body.items).toEqual([]);
    for (const path of [
      PATH,
      VERSIONS,
      `${VERSIONS}/1.0.0`,
      `${PATH}/lineage`,
      `${PATH}/servers`,
      `${PATH}/aliases/candidate/history`,
      '/registry-conflicts?model=support/support-chat',
      '/lineage?node=model:support/support-chat@1.0.0',
    ]) {
      const { status, body } = await as('eve').get(path);
      expect([path, status]).toEqual([path, 403]);
      expect(body.error.message).toContain('inference.model.read');
    }
  });

  it('takes a condition of a write permission for one model at a time', async () => {
    const { as, decide } = await start();
    decide(
      inferenceModelRegisterPermission.name,
      createInferenceModelConditionalDecision(
        inferenceModelRegisterPermission,
        inferenceModelConditions.inNamespace({ namespaces: ['SUPPORT'] }),
      ),
    );
    const inside = await as('ada').post(VERSIONS, {
      ...VERSION,
      version: '3.0.0',
    });
    expect(inside.status).toBe(201);
    await as('ada')
      .post('/models', { ...MODEL, namespace: 'elsewhere' })
      .expect(201);
    const outside = await as('ada').post(
      '/models/elsewhere/support-chat/versions',
      VERSION,
    );
    expect(outside.status).toBe(403);
  });

  it('does not let people register models for groups that they are not in', async () => {
    const { as } = await start();
    const { status, body } = await as('eve').post('/models', {
      ...MODEL,
      name: 'mine',
    });
    expect([status, body.error.message]).toEqual([
      403,
      expect.stringContaining('group that you are in'),
    ]);
  });
});
