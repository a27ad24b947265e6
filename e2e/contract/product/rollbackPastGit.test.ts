import type { V1Deployment } from '@kubernetes/client-node';
import { ClusterWriter } from '../../../plugins/inference-backend/src/act/clusters/ClusterWriter';
import { SyncPauser } from '../../../plugins/inference-backend/src/act/rollback/sync/SyncPauser';
import {
  HOUR_MS,
  MINUTE_MS,
} from '../../../plugins/inference-backend/src/durations';
import { SyncPauseKeeper } from '../../../plugins/inference-backend/src/jobs/rollback/SyncPauseKeeper';
import type { ClusterConnection } from '../../../plugins/inference-backend/src/observe/clusters/connection/ClusterConnection';
import type {
  ListedChange,
  SyncPause,
  SyncPauseStore,
} from '../../../plugins/inference-backend/src/record';
import type { ContractCluster } from '../cluster/ContractCluster';
import {
  gpuNode,
  paths,
  vllmContainer,
  vllmDeployment,
} from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { installMinimalCrds } from '../cluster/minimalCrds';
import { openCluster } from '../cluster/openCluster';
import { until } from '../cluster/until';
import { connectAsAdministrator } from './connectAsAdministrator';
import { Observation } from './Observation';
import { recordedHistory } from './RecordedHistory';
import { RollbackBench } from './RollbackBench';

const APPLICATION = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'applications',
  kind: 'Application',
};
const KUSTOMIZATION = {
  group: 'kustomize.toolkit.fluxcd.io',
  version: 'v1',
  plural: 'kustomizations',
  kind: 'Kustomization',
};
const AUTOMATED = { prune: true, selfHeal: true };

/** Pauses in memory: what a database keeps is proven where there is one. */
function rememberPauses(): SyncPauseStore {
  const pauses = new Map<string, SyncPause>();
  return {
    open: async pause => {
      const before = pauses.get(pause.changeId);
      const opened = before ?? {
        ...pause,
        confirmedAt: null,
        drifted: false,
        toldAt: null,
        endWanted: null,
        failures: 0,
        problem: null,
        endedAt: null,
        ended: null,
      };
      pauses.set(pause.changeId, opened);
      return opened;
    },
    find: async id => pauses.get(id),
    listOpen: async () =>
      [...pauses.values()].filter(({ endedAt }) => endedAt === null),
    update: async (id, update) => {
      const before = pauses.get(id);
      const isOpen = before !== undefined && before.endedAt === null;
      if (isOpen) pauses.set(id, { ...before, ...update });
      return isOpen;
    },
  };
}

let cluster: ContractCluster;
let observation: Observation;
let namespace: string;
let connection: ClusterConnection;
let installed: readonly string[] = [];

beforeAll(async () => {
  cluster = await openCluster();
  installed = await installMinimalCrds(cluster, [APPLICATION, KUSTOMIZATION]);
  ok(await cluster.kube.create(paths.nodes(), gpuNode('gpu-git')));
  observation = await Observation.begin(cluster.productAccess);
  connection = connectAsAdministrator(cluster);
});
beforeEach(async () => {
  namespace = await cluster.createNamespace('past-git');
});
afterEach(async () => {
  ok(await cluster.kube.remove(paths.deployments(namespace)));
});
afterAll(async () => {
  connection?.close();
  await observation?.stop();
  for (const name of installed) await cluster.uninstallCrd(name);
  await cluster?.close();
});

const image = (version: string) => `vllm/vllm-openai:${version}`;
const path = () => paths.deployments(namespace, 'chat');
const runs = async () =>
  ok(await cluster.kube.get<V1Deployment>(path())).spec?.template.spec
    ?.containers[0]?.image;
const release = async (version: string) =>
  ok(
    await cluster.kube.patch('merge', path(), {
      spec: {
        template: {
          spec: { containers: [vllmContainer({ image: image(version) })] },
        },
      },
    }),
  );
const look = () => {
  const found = observation.find(namespace, 'chat');
  if (!found) throw new Error('the server is not seen');
  return recordedHistory(found);
};
const seen = async (version: string, revisions: number) =>
  until(`${version} to be seen`, async () => {
    const found = observation.find(namespace, 'chat');
    const known = found && recordedHistory(found).revisions;
    return (
      known?.length === revisions &&
      known[0]?.images[0]?.reference === image(version)
    );
  });

const pathOf = (kind: { group: string; version: string; plural: string }) =>
  `/apis/${kind.group}/${kind.version}/namespaces/${namespace}/${kind.plural}`;

/** A server that a controller keeps at what stands in Git, which is v2 now. */
async function managed(
  kind: typeof APPLICATION | typeof KUSTOMIZATION,
  fields: object,
  marks: {
    annotations?: { [name: string]: string };
    labels?: { [name: string]: string };
  },
) {
  const made = vllmDeployment({
    name: 'chat',
    namespace,
    container: vllmContainer({ image: image('v1') }),
    annotations: marks.annotations,
  });
  ok(
    await cluster.kube.create(paths.deployments(namespace), {
      ...made,
      metadata: {
        ...made.metadata,
        labels: { ...made.metadata?.labels, ...marks.labels },
      },
    }),
  );
  await seen('v1', 1);
  await release('v2');
  await seen('v2', 2);
  ok(
    await cluster.kube.create(pathOf(kind), {
      apiVersion: `${kind.group}/${kind.version}`,
      kind: kind.kind,
      metadata: { name: 'chat', namespace },
      ...fields,
    }),
  );
  const address = `${pathOf(kind)}/chat`;
  return {
    read: async () =>
      ok(await cluster.kube.get<{ [name: string]: unknown }>(address)),
    write: async (patch: object) =>
      ok(await cluster.kube.patch('merge', address, patch)),
  };
}

/** The bench of a rollback past Git, and what ends its pause at a time. */
async function begin() {
  const pauses = rememberPauses();
  const told: string[] = [];
  const bench = await RollbackBench.begin(look, connection, {
    force: {
      pauser: new SyncPauser({ store: pauses }),
      rules: {
        syncPause: { minutes: 60, argoCd: { cluster: null, namespace } },
        pullRequest: { enabled: false, minutes: 1440 },
        approval: { protectedAliases: false, approvers: null, minutes: 60 },
      },
    },
  });
  const keep = (now: number) =>
    new SyncPauseKeeper({
      pauses,
      changes: {
        find: async () => ({ ...bench.change } as ListedChange),
      },
      inventory: {
        findServer: async () => ({
          ...look().detail,
          owner: {
            ref: 'group:default/support',
            source: 'workload',
            reason: 'Its label says so.',
          },
        }),
      },
      writerOf: (_, signal) =>
        new ClusterWriter({ cluster: connection, signal }),
      notifier: { send: async ({ title }) => void told.push(title) },
      logger: {
        child: () => {
          throw new Error('nobody asks for one');
        },
        debug: () => {},
        error: message => told.push(message),
        info: () => {},
        warn: message => told.push(message),
      },
      now: () => now,
    }).tick();
  return { bench, keep, told, pauses };
}

describe('a rollback past Git', () => {
  it('pauses an Argo CD Application that heals itself, holds, and leaves it as it was', async () => {
    const application = await managed(
      APPLICATION,
      {
        spec: {
          project: 'default',
          syncPolicy: { automated: AUTOMATED, syncOptions: ['PruneLast=true'] },
        },
        status: {
          sync: { status: 'Synced' },
          resources: [
            { group: 'apps', kind: 'Deployment', namespace, name: 'chat' },
          ],
        },
      },
      {
        annotations: {
          'argocd.argoproj.io/tracking-id': `chat:apps/Deployment:${namespace}/chat`,
        },
      },
    );
    const before = (await application.read()).spec;
    /** What Argo CD does within seconds of a difference; true when there was something to heal. */
    const heal = async () => {
      const { spec } = (await application.read()) as {
        spec: { syncPolicy: { automated?: object } };
      };
      const heals =
        spec.syncPolicy.automated !== undefined &&
        (await runs()) !== image('v2');
      if (heals) await release('v2');
      return heals;
    };
    const { bench, keep, told } = await begin();
    await bench.reaches('rolling');
    expect(await runs()).toBe(image('v1'));
    expect(await heal()).toBe(false);
    await keep(Date.now());
    await application.write({ status: { sync: { status: 'OutOfSync' } } });
    await keep(Date.now() + 50 * MINUTE_MS);
    await keep(Date.now() + 51 * MINUTE_MS);
    expect(await heal()).toBe(false);
    expect(told).toEqual(['The sync of chat resumes soon']);

    await keep(Date.now() + HOUR_MS);
    const after = await application.read();
    expect(after.spec).toEqual(before);
    expect(after.metadata).not.toHaveProperty('annotations');
    expect(told.slice(1)).toEqual(['The pause of the sync of chat is over']);
    expect(await heal()).toBe(true);
    expect(await runs()).toBe(image('v2'));
  });

  const managedByFlux = () =>
    managed(
      KUSTOMIZATION,
      { spec: { interval: '10m', path: './chat', prune: true } },
      {
        labels: {
          'kustomize.toolkit.fluxcd.io/name': 'chat',
          'kustomize.toolkit.fluxcd.io/namespace': namespace,
        },
      },
    );

  it('suspends a Flux Kustomization, and resumes it when it is undone', async () => {
    const kustomization = await managedByFlux();
    const before = (await kustomization.read()).spec;
    const { bench, keep } = await begin();
    await bench.reaches('rolling');
    expect((await kustomization.read()).spec).toEqual({
      ...Object(before),
      suspend: true,
    });
    await keep(Date.now());
    await seen('v1', 2);
    bench.nudge({ undoBy: 'user:default/ada' });
    await bench.reaches('undone');
    expect(await runs()).toBe(image('v2'));
    await keep(Date.now());
    expect((await kustomization.read()).spec).toEqual(before);
  });

  it('tells when somebody else switches the sync on, and leaves it so', async () => {
    const kustomization = await managedByFlux();
    const { bench, keep, told, pauses } = await begin();
    await bench.reaches('rolling');
    await keep(Date.now());
    await kustomization.write({ spec: { suspend: false } });
    await keep(Date.now());
    expect(told).toEqual(['The pause of the sync of chat is over']);
    expect(await pauses.find('rb-1')).toMatchObject({
      ended: 'Somebody else switched the sync on again before its time.',
    });
    expect((await kustomization.read()).spec).toMatchObject({ suspend: false });
  });
});
