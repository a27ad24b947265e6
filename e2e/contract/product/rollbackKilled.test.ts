import type { V1Deployment, V1PodTemplateSpec } from '@kubernetes/client-node';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ContractCluster } from '../cluster/ContractCluster';
import { clusterKind, root } from '../cluster/environment';
import {
  gpuNode,
  paths,
  vllmContainer,
  vllmDeployment,
} from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { openCluster } from '../cluster/openCluster';
import { until } from '../cluster/until';
import { KillableBackend } from './KillableBackend';
import { RecordingProxy, type Hold } from './RecordingProxy';

// Two starts of a backend, and the time after which a claim of a dead one is over.
jest.setTimeout(600_000);

/** Names of the servers say in which state the backend dies. */
const NAMES = [
  'accepted',
  'applying-unwritten',
  'applying-written',
  'rolling',
  'verifying',
  'succeeded',
  'undoing-unwritten',
  'undoing-written',
] as const;
type Name = (typeof NAMES)[number];

/** Longer than a claim, a start and the watch of a healthy server. */
const RESUME_PATIENCE_MS = 240_000;

interface Rollback {
  readonly id: string;
  readonly state: string;
  readonly events: readonly { readonly state: string }[];
}

interface Plan {
  readonly id: string;
  readonly hash: string;
  readonly blockedBy: readonly string[];
}

const image = (version: string) => `vllm/vllm-openai:${version}`;
const kubectl = (cluster: ContractCluster, ...args: readonly string[]) =>
  promisify(execFile)(cluster.kubectl ?? 'kubectl', [
    `--kubeconfig=${cluster.kubeconfig}`,
    ...args,
    `--filename=${join(root, 'deploy/cluster-role-write.yaml')}`,
  ]);

// The simulated cluster is no other program's.
const onRealCluster = clusterKind() === 'real' ? describe : describe.skip;

onRealCluster('a backend that is killed with SIGKILL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollback-killed-'));
  /** Which request about which server is held. */
  const holds = new Map<Name, { method: string; at: Hold }>();
  const ids = new Map<Name, string>();
  let cluster: ContractCluster;
  let proxy: RecordingProxy;
  let backend: KillableBackend;
  let namespace: string;

  beforeAll(async () => {
    cluster = await openCluster();
    await kubectl(cluster, 'apply');
    for (const name of ['gpu-a', 'gpu-b']) {
      ok(await cluster.kube.create(paths.nodes(), gpuNode(name)));
    }
    proxy = await RecordingProxy.start(cluster.productAccess);
    proxy.holds = (method, target) => {
      if (target.searchParams.has('dryRun')) return undefined;
      const hold = [...holds].find(([name]) =>
        target.pathname.endsWith(`/deployments/${name}`),
      )?.[1];
      return hold?.method === method ? hold.at : undefined;
    };
  });
  // Each attempt has servers of its own.
  beforeEach(async () => {
    namespace = await cluster.createNamespace('killed');
    holds.clear();
    ids.clear();
    backend = await KillableBackend.start(folder, proxy.access);
  });
  afterEach(async () => {
    await backend?.kill();
    ok(await cluster.kube.remove(paths.deployments(namespace)));
  });
  afterAll(async () => {
    await proxy?.stop();
    if (cluster) await kubectl(cluster, 'delete');
    await cluster?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const path = (name: Name) => paths.deployments(namespace, name);
  const read = async (name: Name) =>
    ok(await cluster.kube.get<V1Deployment>(path(name)));
  const templates = async () => {
    const all = new Map<Name, V1PodTemplateSpec | undefined>();
    for (const name of NAMES) all.set(name, (await read(name)).spec?.template);
    return all;
  };
  const rollback = async (name: Name) =>
    (await backend.get<Rollback>(`/rollbacks/${ids.get(name)}`)).body;
  const reaches = async (name: Name, state: string, patienceMs?: number) => {
    let last: Rollback | undefined;
    return until(
      `${name} to be ${state}`,
      async () => {
        last = await rollback(name);
        return last.state === state;
      },
      patienceMs,
    ).catch(error => {
      throw new Error(`${error}; it is ${JSON.stringify(last)}`);
    });
  };
  const isHeld = async (name: Name) =>
    until(`a request about ${name} to be held`, async () =>
      proxy.held.includes(path(name)),
    );
  /** Waits until the portal has recorded so many revisions of every server, and answers their ids. */
  const recorded = async (revisions: number) =>
    until(
      `${revisions} revisions of every server`,
      async () => {
        const { body } = await backend.get<{
          items: { id: string; name: string; currentRevision: number }[];
        }>(`/model-servers?limit=100&namespace=${namespace}`);
        return (
          body.items.filter(one => one.currentRevision === revisions).length ===
            NAMES.length &&
          new Map(body.items.map(({ id, name }) => [name as Name, id]))
        );
      },
      120_000,
    );

  it('leaves no object half changed and loses no record, in whatever state it dies', async () => {
    for (const name of NAMES) {
      ok(
        await cluster.kube.create(
          paths.deployments(namespace),
          vllmDeployment({
            name,
            namespace,
            container: vllmContainer({ image: image('v1') }),
          }),
        ),
      );
    }
    await recorded(1);
    const old = await templates();
    for (const name of NAMES) {
      const containers = [vllmContainer({ image: image('v2') })];
      const patch = { spec: { template: { spec: { containers } } } };
      ok(await cluster.kube.patch('merge', path(name), patch));
    }
    const servers = await recorded(2);
    const bad = await templates();

    const keys = new Map<Name, string>();
    const bodies = new Map<Name, object>();
    const plan = async (name: Name) => {
      const { body, status } = await backend.post<Plan>(
        `/model-servers/${servers.get(name)}/rollback-plans`,
        {},
      );
      expect([status, body.blockedBy]).toEqual([200, []]);
      keys.set(name, randomUUID());
      bodies.set(name, {
        planId: body.id,
        planHash: body.hash,
        reason: 'errors rose',
      });
    };
    const begin = async (name: Name) => {
      const { body, status } = await backend.post<Rollback>(
        '/rollbacks',
        bodies.get(name) ?? {},
        keys.get(name),
      );
      expect([status, body]).toEqual([202, expect.anything()]);
      ids.set(name, body.id);
    };
    for (const name of NAMES) await plan(name);

    await begin('succeeded');
    await reaches('succeeded', 'succeeded');
    await begin('verifying');
    await reaches('verifying', 'verifying');
    holds.set('verifying', { method: 'GET', at: 'before' });
    await begin('rolling');
    await until('the write of rolling', async () =>
      proxy.requests.some(
        one =>
          one.method === 'PATCH' &&
          one.path === path('rolling') &&
          !one.query.has('dryRun'),
      ),
    );
    holds.set('rolling', { method: 'GET', at: 'before' });
    for (const name of ['undoing-unwritten', 'undoing-written'] as const) {
      await begin(name);
      await until(`${name} to be written`, async () =>
        ['rolling', 'verifying'].includes((await rollback(name)).state),
      );
      const at = name === 'undoing-written' ? 'after' : 'before';
      holds.set(name, { method: 'PATCH', at });
      const undo = `/rollbacks/${ids.get(name)}/undo`;
      const { status } = await backend.post(undo, { reason: 'wrong one' });
      expect(status).toBe(202);
    }
    for (const name of ['applying-unwritten', 'applying-written'] as const) {
      const at = name === 'applying-written' ? 'after' : 'before';
      holds.set(name, { method: 'PATCH', at });
      await begin(name);
    }
    for (const name of holds.keys()) await isHeld(name);
    for (const name of NAMES.slice(1)) {
      expect([name, (await rollback(name)).state]).toEqual([
        name,
        name.replace(/-.*/, ''),
      ]);
    }
    await begin('accepted');
    await expect(backend.kill()).resolves.toBe('SIGKILL');

    const unwritten = await templates();
    expect(unwritten.get('applying-unwritten')).toEqual(
      bad.get('applying-unwritten'),
    );
    expect(unwritten.get('applying-written')).toEqual(
      old.get('applying-written'),
    );
    expect(unwritten.get('undoing-unwritten')).toEqual(
      old.get('undoing-unwritten'),
    );
    expect(unwritten.get('undoing-written')).toEqual(
      bad.get('undoing-written'),
    );

    holds.clear();
    backend = await KillableBackend.start(folder, proxy.access);
    for (const name of NAMES) {
      const isUndone = name.startsWith('undoing');
      await reaches(
        name,
        isUndone ? 'undone' : 'succeeded',
        RESUME_PATIENCE_MS,
      );
      const { metadata, spec } = await read(name);
      // Created, released, rolled back, and perhaps undone: each once.
      expect([name, spec?.template, metadata?.generation]).toEqual([
        name,
        (isUndone ? bad : old).get(name),
        isUndone ? 4 : 3,
      ]);
      const { events } = await rollback(name);
      const states = events
        .map(({ state }) => state)
        // An undo may be asked for before the pods are looked at.
        .filter(state => !isUndone || state !== 'verifying');
      expect([name, ...new Set(states)]).toEqual([
        name,
        'planned',
        'applying',
        'rolling',
        ...(isUndone ? ['undoing', 'undone'] : ['verifying', 'succeeded']),
      ]);
      // Whoever never got the answer asks again, and begins nothing anew.
      const again = await backend.post<Rollback>(
        '/rollbacks',
        bodies.get(name) ?? {},
        keys.get(name),
      );
      expect([again.status, again.body.id]).toEqual([202, ids.get(name)]);
    }
    const { body } = await backend.get<{ items: Rollback[] }>('/rollbacks');
    expect(body.items.map(({ id }) => id).sort()).toEqual(
      [...ids.values()].sort(),
    );
  });
});
