import { TestDatabases } from '@backstage/backend-test-utils';
import type { RegistryRules } from '../../permissions';
import {
  MODEL,
  startRegistry,
  VERSION,
  VERSIONS,
} from '../../__testUtils__/startRegistry';

jest.setTimeout(60_000);

const PATH = '/models/support/support-chat';
const CANDIDATE = `${PATH}/aliases/candidate`;
const PRODUCTION = `${PATH}/aliases/production`;

describe('the routes of aliases', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function start(rules: Partial<RegistryRules> = {}) {
    const started = await startRegistry(databases, { rules });
    const { as } = started;
    await as('ada').post('/models', MODEL).expect(201);
    for (const version of ['1.0.0', '1.1.0']) {
      await as('ada')
        .post(VERSIONS, { ...VERSION, version })
        .expect(201);
    }
    return started;
  }

  it('move an alias and keep its whole history', async () => {
    const { as } = await start();
    const first = await as('ada').put(CANDIDATE, {
      version: '1.0.0',
      expectedVersion: null,
      reason: 'first evaluation',
    });
    expect([first.status, first.body]).toEqual([
      200,
      { moved: true, alias: 'candidate', version: '1.0.0', request: null },
    ]);
    const again = await as('service:ci').put(CANDIDATE, { version: '1.0.0' });
    expect(again.body.moved).toBe(false);
    await as('service:ci').put(CANDIDATE, { version: '1.1.0' }).expect(200);
    await as('bob').put(CANDIDATE, { version: null }).expect(200);
    const { body } = await as('eve').get(`${CANDIDATE}/history?limit=2`);
    expect(body.items).toMatchObject([
      { from: '1.1.0', to: null, by: 'user:default/bob' },
      { from: '1.0.0', to: '1.1.0', by: 'service:ci' },
    ]);
    const rest = await as('eve')
      .get(`${CANDIDATE}/history`)
      .query({ cursor: body.nextCursor });
    expect(rest.body.items).toMatchObject([
      { from: null, to: '1.0.0', reason: 'first evaluation' },
    ]);
  });

  it('tell of a model whether what they point to can change', async () => {
    const { as } = await start();
    await as('ada')
      .post(VERSIONS, {
        ...VERSION,
        version: 'nightly',
        source: 'hf://Qwen/Qwen3-32B@main',
      })
      .expect(201);
    await as('ada').put(CANDIDATE, { version: 'nightly' }).expect(200);
    await as('ada').put(`${PATH}/aliases/staging`, { version: '1.0.0' });
    const { body } = await as('eve').get(PATH);
    expect(body.aliases).toMatchObject([
      { alias: 'candidate', version: 'nightly', pinned: false },
      { alias: 'staging', version: '1.0.0', pinned: true },
    ]);
  });

  it('let one of two people win, and show the other the winner', async () => {
    const { as } = await start();
    const answers = await Promise.all(
      ['ada', 'bob'].map((who, index) =>
        as(who).put(CANDIDATE, {
          version: `1.${index}.0`,
          expectedVersion: null,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = answers.find(({ status }) => status === 200);
    const loser = answers.find(({ status }) => status === 409);
    expect(loser?.body.error.message).toContain(
      `points to version ${winner?.body.version}`,
    );
    expect(loser?.body.error.message).toContain('moved by user:default/');
    const unknown = await as('ada').put(CANDIDATE, { version: '9.9.9' });
    expect(unknown.status).toBe(404);
  });

  it('move a protected alias only when another person approves', async () => {
    const { as } = await start();
    const asked = await as('ada').put(PRODUCTION, {
      version: '1.0.0',
      expectedVersion: null,
      reason: 'better answers',
    });
    expect([asked.status, asked.body]).toMatchObject([
      202,
      {
        moved: false,
        version: null,
        request: { status: 'pending', requestedBy: 'user:default/ada' },
      },
    ]);
    const decide = `${PATH}/alias-requests/${asked.body.request.id}`;
    expect((await as('eve').get(PATH)).body).toMatchObject({
      aliases: [],
      pendingRequests: [{ alias: 'production', to: '1.0.0' }],
    });
    for (const [who, hint] of [
      ['ada', 'somebody else has to approve'],
      ['eve', 'group:default/support'],
      ['service:ci', 'a person has to'],
    ] as const) {
      const { status, body } = await as(who).put(decide, {
        decision: 'approve',
      });
      expect([who, status]).toEqual([who, 403]);
      expect(body.error.message).toContain(hint);
    }
    const approved = await as('bob').put(decide, { decision: 'approve' });
    expect([approved.status, approved.body]).toMatchObject([
      200,
      { status: 'approved', decidedBy: 'user:default/bob' },
    ]);
    expect((await as('eve').get(PATH)).body).toMatchObject({
      aliases: [{ alias: 'production', version: '1.0.0', protected: true }],
      pendingRequests: [],
    });
    const history = await as('eve').get(`${PRODUCTION}/history`);
    expect(history.body.items).toMatchObject([
      {
        to: '1.0.0',
        by: 'user:default/ada',
        approvedBy: 'user:default/bob',
        reason: 'better answers',
      },
    ]);
    const twice = await as('bob').put(decide, { decision: 'reject' });
    expect([twice.status, twice.body.error.message]).toEqual([
      409,
      expect.stringContaining('was approved by user:default/bob'),
    ]);
  });

  it('let the approvers of the configuration decide, and nobody else', async () => {
    const { as } = await start({
      protectedAliases: [
        { alias: 'production', approvers: 'group:default/ml-approvers' },
      ],
    });
    const asked = await as('service:ci').put(PRODUCTION, { version: '1.0.0' });
    expect(asked.status).toBe(202);
    const decide = `${PATH}/alias-requests/${asked.body.request.id}`;
    const owner = await as('bob').put(decide, { decision: 'approve' });
    expect([owner.status, owner.body.error.message]).toEqual([
      403,
      expect.stringContaining('group:default/ml-approvers'),
    ]);
    const { status, body } = await as('grace').put(decide, {
      decision: 'reject',
      reason: 'not evaluated on German',
    });
    expect([status, body]).toMatchObject([
      200,
      { status: 'rejected', decisionReason: 'not evaluated on German' },
    ]);
  });

  it('let who asked withdraw, and end a request as stale when the alias has moved since', async () => {
    const { as } = await start();
    const ask = async (version: string) =>
      (await as('ada').put(PRODUCTION, { version, reason: 'better' })).body
        .request.id;
    const withdrawn = await ask('1.0.0');
    const first = await as('ada').put(`${PATH}/alias-requests/${withdrawn}`, {
      decision: 'reject',
    });
    expect([first.status, first.body.status]).toEqual([200, 'rejected']);
    const [one, two] = [await ask('1.0.0'), await ask('1.1.0')];
    await as('bob')
      .put(`${PATH}/alias-requests/${one}`, { decision: 'approve' })
      .expect(200);
    const stale = await as('bob').put(`${PATH}/alias-requests/${two}`, {
      decision: 'approve',
    });
    expect([stale.status, stale.body.error.message]).toEqual([
      409,
      expect.stringContaining('stale'),
    ]);
    expect((await as('eve').get(PATH)).body.aliases).toMatchObject([
      { alias: 'production', version: '1.0.0' },
    ]);
    const unknown = await as('bob').put(`${PATH}/alias-requests/nothing`, {
      decision: 'approve',
    });
    expect([unknown.status, unknown.body.error.message]).toEqual([
      404,
      expect.stringContaining('pendingRequests'),
    ]);
  });
});
