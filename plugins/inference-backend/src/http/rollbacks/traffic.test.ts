import { TestDatabases } from '@backstage/backend-test-utils';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import {
  PATH,
  startRollbacks,
  type StartedRollbacks,
} from '../../__testUtils__/startRollbacks';

jest.setTimeout(60_000);

const ROUTES =
  '/apis/gateway.networking.k8s.io/v1/namespaces/support/httproutes';
const ROUTE = `${ROUTES}/chat`;
const SERVICES = '/api/v1/namespaces/support/services';

function rulesOf(old: number, bad: number): JsonObject[] {
  return [
    {
      matches: [{ path: { type: 'PathPrefix', value: '/v1' } }],
      backendRefs: [
        { name: 'chat-old', port: 80, weight: old },
        { name: 'chat', port: 80, weight: bad },
      ],
    },
  ];
}

function serviceOf(name: string): JsonObject {
  return { metadata: { name }, spec: { selector: { app: name } } };
}

describe('a rollback of a server that shares its traffic', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let one: StartedRollbacks;

  const routed = (old: number, bad: number) => {
    const route = {
      metadata: { name: 'chat', namespace: 'support', uid: 'route-1' },
      spec: { hostnames: ['chat.example.com'], rules: rulesOf(old, bad) },
    };
    one.cluster.put(ROUTE, route);
    one.cluster.put(ROUTES, { metadata: {}, items: [route] });
  };
  const rules = () =>
    (one.cluster.read(ROUTE)?.spec as JsonObject | undefined)?.rules;

  beforeEach(async () => {
    one = await startRollbacks(databases);
    one.cluster.change(PATH, {
      spec: { template: { metadata: { labels: { app: 'chat' } } } },
    });
    one.cluster.put(SERVICES, {
      metadata: {},
      items: [serviceOf('chat-old'), serviceOf('chat')],
    });
    routed(80, 20);
  });

  it('moves the traffic, changes nothing else, and puts exactly the same weights back', async () => {
    const before = one.cluster.read(PATH);
    const shown = await one.plan();
    expect(shown.body).toMatchObject({
      method: 'shift-traffic',
      to: null,
      blockedBy: [],
      diff: [{ before: '20', after: '0' }],
      steps: [{ object: { kind: 'HTTPRoute', name: 'chat' } }],
    });
    const { body } = await one.start(shown.body);
    await one.run();
    expect(await one.get(body.id)).toMatchObject({
      state: 'succeeded',
      undoable: true,
    });
    expect(rules()).toEqual(rulesOf(80, 0));
    expect(one.cluster.read(PATH)).toEqual(before);

    const undo = await one.api
      .as('ada')
      .post(`/rollbacks/${body.id}/undo`, { reason: 'It was the gateway' });
    expect(undo.status).toBe(202);
    await one.run();
    expect(await one.get(body.id)).toMatchObject({ state: 'undone' });
    expect(rules()).toEqual(rulesOf(80, 20));
    expect(one.cluster.writes).toBe(2);
  });

  it('overwrites no weights that somebody turned since, and says what they were', async () => {
    const { body } = await one.start((await one.plan()).body);
    await one.run();
    const { id } = body;
    const undo = () =>
      one.api
        .as('ada')
        .post(`/rollbacks/${id}/undo`, { reason: 'It was the gateway' });
    await undo();
    one.cluster.change(ROUTE, { spec: { rules: rulesOf(50, 50) } });
    await one.run();
    expect(rules()).toEqual(rulesOf(50, 50));
    expect(await one.get(id)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('Its weights were: Service chat 20.'),
    });
  });

  it('writes nothing when the weights were turned since the plan', async () => {
    const shown = await one.plan();
    routed(50, 50);
    const begun = await one.start(shown.body);
    expect(begun.status).toBe(409);
    expect(one.cluster.writes).toBe(0);
  });

  it('goes on with the specification when the traffic is gone', async () => {
    routed(100, 0);
    const shown = await one.plan();
    expect(shown.body).toMatchObject({
      method: 'restore-template',
      to: { number: 1 },
    });
  });
});
