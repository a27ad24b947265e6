import { TestDatabases } from '@backstage/backend-test-utils';
import {
  COMMIT,
  MODEL,
  startRegistry,
  VERSION,
  VERSIONS,
} from '../../__testUtils__/startRegistry';

jest.setTimeout(60_000);

describe('the routes of models and versions', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function start() {
    const started = await startRegistry(databases);
    await started.as('ada').post('/models', MODEL).expect(201);
    return started;
  }

  it('register a model once, and tell what differs afterwards', async () => {
    const { as } = await start();
    const again = await as('service:ci').post('/models', MODEL);
    expect([again.status, again.body.createdBy]).toEqual([
      200,
      'user:default/ada',
    ]);
    const differs = await as('ada').post('/models', {
      ...MODEL,
      title: 'Support chat',
    });
    expect(differs.status).toBe(409);
    expect(differs.body.error.message).toContain(
      'title: null → "Support chat"',
    );
    const changed = await as('ada').patch('/models/support/support-chat', {
      title: 'Support chat',
    });
    expect([changed.status, changed.body.title]).toEqual([200, 'Support chat']);
    expect(
      (await as('eve').get('/models?q=chat')).body.items.map(
        ({ name }: { name: string }) => name,
      ),
    ).toEqual(['support-chat']);
  });

  it('register a version once: the same content again changes nothing, other content is 409', async () => {
    const { as } = await start();
    const first = await as('ada').post(VERSIONS, VERSION);
    expect([first.status, first.body]).toMatchObject([
      201,
      {
        version: '1.0.0',
        registeredBy: 'user:default/ada',
        origin: 'portal',
        source: { pinned: true, revision: COMMIT },
      },
    ]);
    const again = await as('service:ci').post(VERSIONS, {
      ...VERSION,
      source: ` ${VERSION.source}`,
    });
    expect([again.status, again.body.registeredAt]).toEqual([
      200,
      first.body.registeredAt,
    ]);
    const other = await as('ada').post(VERSIONS, {
      ...VERSION,
      license: 'MIT',
      precision: 'fp8',
    });
    expect(other.status).toBe(409);
    expect(other.body.error).toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(
        /license: "Apache-2.0" → "MIT"; precision: nothing → "fp8".*new version/,
      ),
    });
  });

  it('find versions by name, by alias and by digest', async () => {
    const { as } = await start();
    const digest = `sha256:${'a'.repeat(64)}`;
    await as('ada')
      .post(VERSIONS, { ...VERSION, digest })
      .expect(201);
    await as('ada')
      .put('/models/support/support-chat/aliases/candidate', {
        version: '1.0.0',
      })
      .expect(200);
    for (const name of ['1.0.0', '@candidate']) {
      const { body } = await as('eve').get(`${VERSIONS}/${name}`);
      expect([name, body.version, body.aliases]).toEqual([
        name,
        '1.0.0',
        ['candidate'],
      ]);
    }
    const byDigest = await as('eve').get('/model-versions').query({ digest });
    expect(byDigest.body.items).toHaveLength(1);
    const listed = await as('eve').get(`${VERSIONS}?state=active&q=apache`);
    expect(listed.status).toBe(200);
  });

  it('say where names come from when they answer 404', async () => {
    const { as } = await start();
    for (const [path, hint] of [
      ['/models/support/nobody', 'GET /models'],
      [`${VERSIONS}/9.9.9`, 'GET /models/support/support-chat/versions'],
      [`${VERSIONS}/@candidate`, 'GET /models/support/support-chat'],
      ['/model-servers/ms-nobody/registration', 'GET /model-servers'],
    ] as const) {
      const { status, body } = await as('ada').get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(body.error.message).toContain(hint);
    }
    const { status, body } = await as('root').post('/registry-imports', {
      source: 'mlflow',
    });
    expect([status, body.error.message]).toEqual([
      404,
      expect.stringContaining('inference.registries'),
    ]);
  });

  it('add results and lineage later, and the registration again stays a no-op', async () => {
    const { as } = await start();
    await as('ada').post(VERSIONS, VERSION).expect(201);
    const metric = { name: 'accuracy', value: 0.91, dataset: 'tickets' };
    const added = await as('ada').post(`${VERSIONS}/1.0.0/metrics`, {
      metrics: [metric],
    });
    expect([added.status, added.body.metrics]).toEqual([200, [metric]]);
    const other = await as('ada').post(`${VERSIONS}/1.0.0/metrics`, {
      metrics: [{ ...metric, value: 0.5 }],
    });
    expect(other.status).toBe(409);
    expect(other.body.error.message).toContain('accuracy on tickets');
    const linked = await as('ada').post(`${VERSIONS}/1.0.0/lineage`, {
      lineage: [{ relation: 'finetune', to: 'hf://Qwen/Qwen3-32B' }],
    });
    expect(linked.body.lineage).toHaveLength(1);
    const cycle = await as('ada').post(`${VERSIONS}/1.0.0/lineage`, {
      lineage: [
        { relation: 'finetune', to: 'model:support/support-chat@1.0.0' },
      ],
    });
    expect(cycle.status).toBe(409);
    expect((await as('ada').post(VERSIONS, VERSION)).status).toBe(200);
  });

  it('retire a version with its reason, but not the one in production', async () => {
    const { as, stores } = await start();
    await as('ada').post(VERSIONS, VERSION).expect(201);
    const retire = { retired: true, reason: 'answers in the wrong language' };
    const retired = await as('ada').put(`${VERSIONS}/1.0.0/retirement`, retire);
    expect(retired.body).toMatchObject({
      state: 'retired',
      retirement: { reason: retire.reason, by: 'user:default/ada' },
    });
    const alias = await as('ada').put(
      '/models/support/support-chat/aliases/candidate',
      { version: '1.0.0' },
    );
    expect([alias.status, alias.body.error.message]).toEqual([
      409,
      expect.stringContaining('wrong language'),
    ]);
    await as('ada')
      .put(`${VERSIONS}/1.0.0/retirement`, {
        retired: false,
        reason: 'fixed by the prompt',
      })
      .expect(200);
    await stores.registry.moveAlias(
      MODEL,
      {
        alias: 'production',
        to: '1.0.0',
        expected: null,
        reason: null,
        approvedBy: 'user:default/bob',
      },
      { actor: 'user:default/ada', at: 1 as never, origin: 'portal' },
    );
    const inUse = await as('ada').put(`${VERSIONS}/1.0.0/retirement`, retire);
    expect([inUse.status, inUse.body.error.message]).toEqual([
      409,
      expect.stringContaining('production'),
    ]);
  });

  it('compare two versions side by side', async () => {
    const { as } = await start();
    await as('ada')
      .post(VERSIONS, {
        ...VERSION,
        metrics: [{ name: 'accuracy', value: 0.8 }],
      })
      .expect(201);
    await as('ada')
      .post(VERSIONS, {
        ...VERSION,
        version: '1.1.0',
        metrics: [{ name: 'accuracy', value: 0.9 }],
      })
      .expect(201);
    const { status, body } = await as('eve').get(
      '/models/support/support-chat/compare?a=1.0.0&b=1.1.0',
    );
    expect(status).toBe(200);
    expect(body.metrics).toMatchObject([
      { name: 'accuracy', a: 0.8, b: 0.9, verdict: 'better' },
    ]);
    expect(body.servers).toEqual([]);
  });
});
