import type { V1Deployment } from '@kubernetes/client-node';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { clusterKind, root } from '../cluster/environment';
import {
  gpuNode,
  paths,
  vllmContainer,
  vllmDeployment,
} from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { RealCluster } from '../cluster/RealCluster';
import { until } from '../cluster/until';
import { KillableBackend } from './KillableBackend';

// Three starts of a backend, and the time after which a claim of a dead one is over.
jest.setTimeout(600_000);

const MODEL = 'meta-llama/Llama-3.1-8B-Instruct';
const ALIAS = 'production';
/** From here on, the version of `production` is not taken away without a second person. */
const PROTECTED = {
  registry: { protectedAliases: [{ alias: ALIAS }] },
  changes: { approval: { protectedAliases: true } },
};
/** Longer than the claim of a dead backend. */
const CLAIM_PATIENCE_MS = 90_000;

interface Rollback {
  readonly id: string;
  readonly state: string;
  readonly problem: string | null;
}

interface Server {
  readonly id: string;
  readonly name: string;
  readonly currentRevision: number;
  readonly registration: { readonly version: string | null } | null;
}

interface Plan {
  readonly id: string;
  readonly hash: string;
  readonly blockedBy: readonly string[];
  readonly approval: { readonly aliases: readonly string[] } | null;
}

// The simulated cluster is no other program's.
const onRealCluster = clusterKind() === 'real' ? describe : describe.skip;

onRealCluster(
  'a backend that is killed while a rollback waits for approval',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'rollback-awaiting-'));
    let cluster: RealCluster;
    let backend: KillableBackend;
    let namespace: string;

    const role = (verb: 'apply' | 'delete') =>
      promisify(execFile)(cluster.kubectl, [
        `--kubeconfig=${cluster.kubeconfig}`,
        verb,
        `--filename=${join(root, 'deploy/cluster-role-write.yaml')}`,
      ]);
    const restart = async (settings: object) => {
      await backend?.kill();
      backend = await KillableBackend.start(
        folder,
        cluster.productAccess,
        settings,
      );
    };

    beforeAll(async () => {
      cluster = await RealCluster.open();
      await role('apply');
      ok(await cluster.kube.create(paths.nodes(), gpuNode('gpu-a')));
      namespace = await cluster.createNamespace('awaiting');
      await restart({});
    });
    afterAll(async () => {
      await backend?.kill();
      if (cluster) await role('delete');
      await cluster?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const path = () => paths.deployments(namespace, 'chat');
    const read = async () => ok(await cluster.kube.get<V1Deployment>(path()));
    const marked = (version: string) => ({
      metadata: {
        labels: { app: 'chat', 'inference-portal/version': version },
      },
      spec: {
        containers: [vllmContainer({ image: `vllm/vllm-openai:${version}` })],
      },
    });
    const server = async () => {
      const { body } = await backend.get<{ items: Server[] }>(
        `/model-servers?namespace=${namespace}`,
      );
      return body.items[0];
    };
    const registered = async (version: string, revision: number) =>
      until(
        `the server to run registered version ${version}`,
        async () => {
          const found = await server();
          return (
            found?.currentRevision === revision &&
            found.registration?.version === version &&
            found
          );
        },
        120_000,
      );
    const did = ({ status, body }: { status: number; body: unknown }) => {
      if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
    };

    it('finds it waiting, writes nothing without the approval, and lets it be withdrawn', async () => {
      const model = { namespace: 'support', name: 'chat' };
      const owner = 'group:default/support';
      did(
        await backend.post('/models', { ...model, owner, sourceIds: [MODEL] }),
      );
      for (const version of ['v1', 'v2']) {
        did(
          await backend.post('/models/support/chat/versions', {
            version,
            source: `s3://models/chat/${version}`,
          }),
        );
      }
      did(
        await backend.put(`/models/support/chat/aliases/${ALIAS}`, {
          version: 'v2',
        }),
      );
      const deployment = vllmDeployment({ name: 'chat', namespace });
      ok(
        await cluster.kube.create(paths.deployments(namespace), {
          ...deployment,
          spec: { ...deployment.spec, template: marked('v1') },
        }),
      );
      await registered('v1', 1);
      ok(
        await cluster.kube.patch('merge', path(), {
          spec: { template: marked('v2') },
        }),
      );
      await registered('v2', 2);

      await restart(PROTECTED);
      const { id } = await registered('v2', 2);
      const before = await read();
      const plan = await backend.post<Plan>(
        `/model-servers/${id}/rollback-plans`,
        {},
      );
      expect(plan.body).toMatchObject({
        blockedBy: [],
        approval: { aliases: [ALIAS] },
      });
      const key = randomUUID();
      const wish = {
        planId: plan.body.id,
        planHash: plan.body.hash,
        reason: 'errors rose',
      };
      const begun = await backend.post<Rollback>('/rollbacks', wish, key);
      expect(begun).toMatchObject({
        status: 202,
        body: { state: 'awaiting-approval' },
      });
      await expect(backend.kill()).resolves.toBe('SIGKILL');

      await restart(PROTECTED);
      const rollback = async () =>
        (await backend.get<Rollback>(`/rollbacks/${begun.body.id}`)).body;
      expect((await rollback()).state).toBe('awaiting-approval');
      const again = await backend.post<Rollback>('/rollbacks', wish, key);
      expect(again.body.id).toBe(begun.body.id);
      // Nobody approves their own.
      const own = await backend.post(`/rollbacks/${begun.body.id}/approve`, {
        reason: 'it is urgent',
      });
      expect(own.status).toBe(403);
      did(
        await backend.post(`/rollbacks/${begun.body.id}/decline`, {
          reason: 'it was the gateway',
        }),
      );
      await until(
        'the rollback to be declined',
        async () => (await rollback()).state === 'declined',
        CLAIM_PATIENCE_MS,
      );
      const after = await read();
      expect(after.spec).toEqual(before.spec);
      expect(after.metadata?.generation).toBe(before.metadata?.generation);
    });
  },
);
