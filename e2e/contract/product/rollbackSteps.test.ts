import type { V1Deployment } from '@kubernetes/client-node';
import { MINUTE_MS } from '../../../plugins/inference-backend/src/durations';
import type { ClusterConnection } from '../../../plugins/inference-backend/src/observe/clusters/connection/ClusterConnection';
import type { ContractCluster } from '../cluster/ContractCluster';
import {
  gpuNode,
  paths,
  vllmContainer,
  vllmDeployment,
} from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { openCluster } from '../cluster/openCluster';
import { until } from '../cluster/until';
import { connectAsAdministrator } from './connectAsAdministrator';
import { Observation } from './Observation';
import { recordedHistory } from './RecordedHistory';
import { RollbackBench } from './RollbackBench';

let cluster: ContractCluster;
let observation: Observation;
let namespace: string;
let connection: ClusterConnection;

beforeAll(async () => {
  cluster = await openCluster();
  ok(await cluster.kube.create(paths.nodes(), gpuNode('gpu-a')));
  observation = await Observation.begin(cluster.productAccess);
  connection = connectAsAdministrator(cluster);
});
beforeEach(async () => {
  namespace = await cluster.createNamespace('rollback');
});
afterEach(async () => {
  // The GPUs are needed by the next test.
  ok(await cluster.kube.remove(paths.deployments(namespace)));
});
afterAll(async () => {
  connection?.close();
  await observation?.stop();
  await cluster?.close();
});

const image = (version: string) => `vllm/vllm-openai:${version}`;
const path = () => paths.deployments(namespace, 'chat');
const read = async () => ok(await cluster.kube.get<V1Deployment>(path()));
const runs = async () =>
  (await read()).spec?.template.spec?.containers[0]?.image;
const release = async (version: string, gpus = 1) =>
  ok(
    await cluster.kube.patch('merge', path(), {
      spec: {
        template: {
          spec: {
            containers: [vllmContainer({ image: image(version), gpus })],
          },
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
/** Version v1 runs with one GPU a pod, then v2 was released. */
const released = async (gpus = 1) => {
  ok(
    await cluster.kube.create(
      paths.deployments(namespace),
      vllmDeployment({
        name: 'chat',
        namespace,
        container: vllmContainer({ image: image('v1'), gpus }),
      }),
    ),
  );
  await seen('v1', 1);
  await release('v2');
  await seen('v2', 2);
};

describe('a rollback', () => {
  it('reaches its end although every step is lost once, and changes the object once', async () => {
    await released();
    const { generation = 0 } = (await read()).metadata ?? {};
    const bench = await RollbackBench.begin(look, connection);
    await bench.reaches('verifying');
    const later = () => Date.now() + MINUTE_MS;
    await bench.reaches('succeeded', later);
    expect(await runs()).toBe(image('v1'));
    expect((await read()).metadata?.generation).toBe(generation + 1);
    expect((await read()).metadata?.annotations).toMatchObject({
      'kubernetes.io/change-cause':
        'Rolled back to revision 1 by user:default/ada (inference-portal): errors rose',
    });
    expect(bench.messages).toEqual([
      'It is being written.',
      'The cluster has taken the change; pods follow.',
      'All pods are ready; they are watched for a while.',
      'All pods are ready and stayed so. Nobody counts requests of its new pods, so errors were not looked at. Nobody measures how long its new pods take, so latency was not looked at.',
    ]);
    const end = await bench.step({ at: Date.now() + 40 * MINUTE_MS });
    expect(end.next).toBe('finished');
  });

  it('writes nothing when the server has changed since the plan', async () => {
    await released();
    const bench = await RollbackBench.begin(look, connection);
    await release('v3');
    await bench.reaches('failed');
    expect(bench.messages).toEqual([
      'It is being written.',
      'Nothing was written: the server has changed since the plan was made. Make a new plan.',
    ]);
    expect(await runs()).toBe(image('v3'));
  });

  it('is undone to exactly what ran before', async () => {
    await released();
    const before = (await read()).spec?.template;
    const bench = await RollbackBench.begin(look, connection);
    await bench.reaches('rolling');
    await seen('v1', 2);
    bench.nudge({ undoBy: 'user:default/ada' });
    await bench.reaches('undone');
    expect((await read()).spec?.template).toEqual(before);
  });

  it('undoes itself when the restored pods do not come up in their time', async () => {
    // No node has nine GPUs.
    await released(9);
    const bench = await RollbackBench.begin(look, connection, {
      autoUndo: true,
    });
    await bench.reaches('rolling');
    await seen('v1', 2);
    const tooLate = () => Date.now() + 20 * MINUTE_MS;
    await bench.reaches('undone', tooLate);
    expect(bench.messages[2]).toMatch(/ready in time/);
    expect(await runs()).toBe(image('v2'));
  });

  it('names who changed the server afterwards', async () => {
    await released();
    const bench = await RollbackBench.begin(look, connection);
    await bench.reaches('verifying');
    await bench.reaches('succeeded', () => Date.now() + MINUTE_MS);
    await release('v2');
    await expect(bench.step()).resolves.toMatchObject({
      state: 'succeeded',
      next: 'finished',
      progress: { reverted: { by: expect.any(String) } },
    });
  });

  it('is not planned when an admission policy of the cluster would deny it', async () => {
    // The simulated cluster has no admission policies.
    if (cluster.kind === 'simulated') return;
    await released();
    const name = `no-v1-${namespace}`;
    const POLICIES = '/apis/admissionregistration.k8s.io/v1';
    ok(
      await cluster.kube.create(`${POLICIES}/validatingadmissionpolicies`, {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingAdmissionPolicy',
        metadata: { name },
        spec: {
          matchConstraints: {
            resourceRules: [
              {
                apiGroups: ['apps'],
                apiVersions: ['v1'],
                operations: ['UPDATE'],
                resources: ['deployments'],
              },
            ],
          },
          validations: [
            {
              expression:
                "!object.spec.template.spec.containers.exists(c, c.image.endsWith(':v1'))",
              message: 'v1 has a known hole',
            },
          ],
        },
      }),
    );
    ok(
      await cluster.kube.create(
        `${POLICIES}/validatingadmissionpolicybindings`,
        {
          apiVersion: 'admissionregistration.k8s.io/v1',
          kind: 'ValidatingAdmissionPolicyBinding',
          metadata: { name },
          spec: {
            policyName: name,
            validationActions: ['Deny'],
            matchResources: {
              namespaceSelector: {
                matchLabels: { 'kubernetes.io/metadata.name': namespace },
              },
            },
          },
        },
      ),
    );
    // The API server takes a moment to enforce it.
    const refusal = await until('the policy to deny it', async () =>
      RollbackBench.begin(look, connection).then(
        () => undefined,
        (error: Error) => error.message,
      ),
    );
    expect(refusal).toMatch(
      /The cluster would refuse it: .*v1 has a known hole/s,
    );
    expect(await runs()).toBe(image('v2'));
  });

  it('ends when the server is deleted in the middle of it', async () => {
    await released();
    const bench = await RollbackBench.begin(look, connection);
    await bench.step();
    const detail = look();
    const gone = await RollbackBench.begin(() => detail, connection);
    gone.change = bench.change;
    ok(await cluster.kube.remove(path()));
    await gone.reaches('failed');
    expect(gone.messages.at(-1)).toMatch(/is not on cluster contract any more/);
  });
});
