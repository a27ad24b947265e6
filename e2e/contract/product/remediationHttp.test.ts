import { randomUUID } from 'node:crypto';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { startRegistry } from '../../../plugins/inference-backend/src/__testUtils__/startRegistry';
import { ANNOTATION_SCALED_DOWN_FROM } from '../../../plugins/inference-backend/src/decide/remediation/scaledDownFrom';
import type { ClusterConnection } from '../../../plugins/inference-backend/src/observe/clusters/connection/ClusterConnection';
import { KnexFindingStore } from '../../../plugins/inference-backend/src/record';
import { opening } from '../../../plugins/inference-backend/src/record/__testUtils__/findings';
import {
  batch,
  observation,
  ownedBy,
} from '../../../plugins/inference-backend/src/record/__testUtils__/observations';
import type { InstantMs } from '../../../plugins/inference-backend/src/types';
import { paths } from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import {
  cluster,
  create,
  namespace,
  read,
  useNamespaces,
} from '../protocol/testNamespace';
import { connectAsAdministrator } from './connectAsAdministrator';

useNamespaces();

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
let connection: ClusterConnection;

beforeAll(() => {
  connection = connectAsAdministrator(cluster);
});
afterAll(() => connection?.close());

/** The API with the Deployment `chat` of the namespace, which nobody uses, as Ada calls it. */
async function startApi() {
  const api = await startRegistry(databases, {
    cluster: connection,
    now: Date.now,
  });
  const { server, ...rest } = observation({ namespace, name: 'chat' });
  await api.stores.inventory.applyBatch(
    batch(1_000, [{ server, ...rest }]),
    new Map([[server.id, ownedBy('group:default/support')]]),
    api.stores.fence,
  );
  const findings = await KnexFindingStore.create({
    database: mockServices.database({ knex: api.stores.db }),
  });
  await findings.applyChanges(
    [opening('chat', { serverId: server.id })],
    Date.now() as InstantMs,
  );
  const ada = api.as('ada');
  return {
    run: api.changes.run,
    plan: async (action: 'scale-to-zero' | 'restore') => {
      const { status, body } = await ada.post(
        `/model-servers/${server.id}/remediation-plans`,
        { action },
      );
      expect([status, body.error]).toEqual([200, undefined]);
      return body;
    },
    start: (plan: { id: string; hash: string }) =>
      ada
        .post('/remediations', {
          planId: plan.id,
          planHash: plan.hash,
          reason: 'Nobody uses it',
        })
        .set('Idempotency-Key', randomUUID()),
    get: async (id: string) => (await ada.get(`/remediations/${id}`)).body,
  };
}

it('takes a server to zero and back through the API, and knows of both', async () => {
  const { spec } = await create('chat', 2);
  const api = await startApi();

  const down = await api.plan('scale-to-zero');
  expect(down).toMatchObject({ method: 'apply', blockedBy: [] });
  expect(down.checks).toContainEqual(
    expect.objectContaining({ code: 'dry-run', result: 'pass' }),
  );
  expect((await read('chat')).spec?.replicas).toBe(2);
  const begun = await api.start(down);
  expect(begun.status).toBe(202);
  await api.run();
  expect(await api.get(begun.body.id)).toMatchObject({
    state: 'watching',
    problem: null,
  });
  const resting = await read('chat');
  expect(resting.spec?.replicas).toBe(0);
  expect(resting.metadata?.annotations).toHaveProperty([
    ANNOTATION_SCALED_DOWN_FROM,
  ]);

  const back = await api.start(await api.plan('restore'));
  await api.run();
  expect(await api.get(back.body.id)).toMatchObject({ state: 'succeeded' });
  expect(await api.get(begun.body.id)).toMatchObject({ state: 'undone' });
  const restored = await read('chat');
  expect(restored.spec).toEqual(spec);
  expect(restored.metadata?.annotations ?? {}).not.toHaveProperty([
    ANNOTATION_SCALED_DOWN_FROM,
  ]);
});

it('asks for a new plan when somebody scaled the server in between', async () => {
  await create('chat', 2);
  const api = await startApi();
  const plan = await api.plan('scale-to-zero');
  ok(
    await cluster.kube.patch('merge', paths.deployments(namespace, 'chat'), {
      spec: { replicas: 3 },
    }),
  );
  const refused = await api.start(plan);
  expect(refused.status).toBe(409);
  expect(refused.body.error.message).toContain('make a new plan');
  expect((await read('chat')).spec?.replicas).toBe(3);
});
