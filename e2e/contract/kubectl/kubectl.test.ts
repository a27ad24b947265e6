import type { ContractCluster } from '../cluster/ContractCluster';
import { configMap, gpuNode, paths, vllmDeployment } from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { openCluster } from '../cluster/openCluster';
import { until } from '../cluster/until';
import { Kubectl } from './Kubectl';

let cluster: ContractCluster;
let kubectl: Kubectl;
let namespace: string;
/** Manifests of one server in three states. */
let files: { first: string; second: string; settings: string };

beforeAll(async () => {
  cluster = await openCluster();
  if (cluster.kubectl === null) return;
  ok(await cluster.kube.create(paths.nodes(), gpuNode('gpu-a')));
  namespace = await cluster.createNamespace('shell');
  kubectl = new Kubectl(cluster, namespace);
  const server = vllmDeployment({
    name: 'llama',
    namespace,
    replicas: 2,
    annotations: { 'kubernetes.io/change-cause': 'first release' },
  });
  const changed = structuredClone(server);
  changed.metadata.annotations = {
    'kubernetes.io/change-cause': 'vLLM 0.31.0',
  };
  for (const container of changed.spec?.template.spec?.containers ?? []) {
    container.image = 'vllm/vllm-openai:v0.31.0';
  }
  files = {
    first: kubectl.write('first', server),
    second: kubectl.write('second', changed),
    settings: kubectl.write(
      'settings',
      configMap('settings', namespace, { model: 'a' }),
    ),
  };
});
afterAll(async () => {
  kubectl?.close();
  await cluster?.close();
});

/** Steps of one script: each finds what the one before left. */
const script: readonly (readonly [string, () => readonly string[]])[] = [
  ['versions', () => ['version']],
  ['resources of a group', () => ['api-resources', '--api-group=apps']],
  ['what is not there', () => ['get', 'deployment', 'llama']],
  ['an empty namespace', () => ['get', 'pods']],
  ['apply, on trial', () => ['apply', '--dry-run=server', '-f', files.first]],
  ['diff against nothing', () => ['diff', '-f', files.settings]],
  [
    'apply, to create',
    () => ['apply', '-f', files.first, '-f', files.settings],
  ],
  [
    'rollout status',
    () => ['rollout', 'status', 'deployment/llama', '--watch=true'],
  ],
  [
    'wait for the condition',
    () => [
      'wait',
      'deployment/llama',
      '--for=condition=Available',
      '--timeout=30s',
    ],
  ],
  [
    'wait for pods',
    () => [
      'wait',
      'pod',
      '-l',
      'app=llama',
      '--for=condition=Ready',
      '--timeout=30s',
    ],
  ],
  ['get deployments', () => ['get', 'deployments']],
  ['get deployments, wide', () => ['get', 'deployments', '-o', 'wide']],
  ['get replica sets', () => ['get', 'replicasets', '-o', 'wide']],
  ['get pods', () => ['get', 'pods']],
  [
    'get pods by columns',
    () => [
      'get',
      'pods',
      '-o',
      'custom-columns=IMAGE:.spec.containers[0].image,NODE:.spec.nodeName,PHASE:.status.phase,QOS:.status.qosClass',
    ],
  ],
  ['get everything', () => ['get', 'all']],
  [
    'get by path',
    () => [
      'get',
      'deployment',
      'llama',
      '-o',
      'jsonpath={.spec.replicas} {.status.readyReplicas} {.metadata.generation}',
    ],
  ],
  ['get as YAML', () => ['get', 'deployment', 'llama', '-o', 'yaml']],
  [
    'get as YAML with managed fields',
    () => [
      'get',
      'configmap',
      'settings',
      '-o',
      'yaml',
      '--show-managed-fields',
    ],
  ],
  ['get with labels', () => ['get', 'deployment', 'llama', '--show-labels']],
  ['get by a selector', () => ['get', 'pods', '-l', 'app=other']],
  ['describe a deployment', () => ['describe', 'deployment', 'llama']],
  ['apply without a change', () => ['apply', '-f', files.first]],
  ['diff without a change', () => ['diff', '-f', files.first]],
  ['diff with a change', () => ['diff', '-f', files.second]],
  ['apply a change', () => ['apply', '-f', files.second]],
  [
    'rollout status of the change',
    () => ['rollout', 'status', 'deployment/llama'],
  ],
  ['rollout history', () => ['rollout', 'history', 'deployment/llama']],
  [
    'rollout history of a revision',
    () => ['rollout', 'history', 'deployment/llama', '--revision=1'],
  ],
  ['rollout undo', () => ['rollout', 'undo', 'deployment/llama']],
  [
    'rollout status of the undo',
    () => ['rollout', 'status', 'deployment/llama'],
  ],
  [
    'rollout history after the undo',
    () => ['rollout', 'history', 'deployment/llama'],
  ],
  [
    'rollout undo to what is not there',
    () => ['rollout', 'undo', 'deployment/llama', '--to-revision=99'],
  ],
  ['rollout pause', () => ['rollout', 'pause', 'deployment/llama']],
  ['rollout pause again', () => ['rollout', 'pause', 'deployment/llama']],
  ['rollout resume', () => ['rollout', 'resume', 'deployment/llama']],
  [
    'set image',
    () => ['set', 'image', 'deployment/llama', 'vllm=vllm/vllm-openai:v0.32.0'],
  ],
  [
    'rollout status of the image',
    () => ['rollout', 'status', 'deployment/llama'],
  ],
  [
    'set env',
    () => [
      'set',
      'env',
      'deployment/llama',
      'SEED=1',
      '--dry-run=server',
      '-o',
      'jsonpath={.spec.template.spec.containers[0].env}',
    ],
  ],
  ['scale', () => ['scale', 'deployment/llama', '--replicas=3']],
  [
    'rollout status of the scale',
    () => ['rollout', 'status', 'deployment/llama'],
  ],
  [
    'scale that expects another number',
    () => ['scale', 'deployment/llama', '--current-replicas=7', '--replicas=1'],
  ],
  [
    'patch, strategic',
    () => [
      'patch',
      'deployment',
      'llama',
      '-p',
      '{"spec":{"template":{"spec":{"containers":[{"name":"vllm","env":[{"name":"SEED","value":"1"}]}]}}}}',
    ],
  ],
  [
    'rollout status of the patch',
    () => ['rollout', 'status', 'deployment/llama'],
  ],
  [
    'patch, strategic, again',
    () => [
      'patch',
      'deployment',
      'llama',
      '-p',
      '{"spec":{"template":{"spec":{"containers":[{"name":"vllm","env":[{"name":"SEED","value":"1"}]}]}}}}',
    ],
  ],
  [
    'patch, merge',
    () => [
      'patch',
      'configmap',
      'settings',
      '--type=merge',
      '-p',
      '{"data":{"extra":"x"}}',
    ],
  ],
  [
    'patch, JSON',
    () => [
      'patch',
      'configmap',
      'settings',
      '--type=json',
      '-p',
      '[{"op":"test","path":"/data/extra","value":"x"},{"op":"remove","path":"/data/extra"}]',
    ],
  ],
  [
    'patch, JSON, whose test fails',
    () => [
      'patch',
      'configmap',
      'settings',
      '--type=json',
      '-p',
      '[{"op":"test","path":"/data/model","value":"z"}]',
    ],
  ],
  [
    'patch of the scale',
    () => [
      'patch',
      'deployment',
      'llama',
      '--subresource=scale',
      '--type=merge',
      '-p',
      '{"spec":{"replicas":1}}',
    ],
  ],
  [
    'rollout status of the patched scale',
    () => ['rollout', 'status', 'deployment/llama'],
  ],
  [
    'patch that is invalid',
    () => ['patch', 'deployment', 'llama', '-p', '{"spec":{"replicas":-1}}'],
  ],
  [
    'server-side apply with a conflict',
    () => [
      'apply',
      '--server-side',
      '--field-manager=flux',
      '-f',
      files.second,
    ],
  ],
  [
    'server-side apply by force',
    () => [
      'apply',
      '--server-side',
      '--force-conflicts',
      '--field-manager=flux',
      '-f',
      files.second,
    ],
  ],
  [
    'rollout status of the server-side apply',
    () => ['rollout', 'status', 'deployment/llama'],
  ],
  ['label', () => ['label', 'deployment', 'llama', 'team=search']],
  [
    'label that is taken',
    () => ['label', 'deployment', 'llama', 'team=support'],
  ],
  [
    'annotate',
    () => [
      'annotate',
      'deployment',
      'llama',
      'inference-portal/owner=group:default/team-search',
    ],
  ],
  ['rollout restart', () => ['rollout', 'restart', 'deployment/llama']],
  [
    'rollout status of the restart',
    () => ['rollout', 'status', 'deployment/llama'],
  ],
  [
    'get nodes',
    () => [
      'get',
      'nodes',
      '-o',
      'custom-columns=NAME:.metadata.name,GPUS:.status.allocatable.nvidia\\.com/gpu',
    ],
  ],
  ['delete with wait', () => ['delete', 'deployment', 'llama', '--wait=true']],
  ['delete of what is gone', () => ['delete', 'deployment', 'llama']],
  ['delete by a selector', () => ['delete', 'configmap', '-l', 'app=none']],
  [
    'wait for the deletion',
    () => ['wait', 'pod', '-l', 'app=llama', '--for=delete', '--timeout=30s'],
  ],
];

describe('kubectl', () => {
  it.each(script)('%s', async (_, args) => {
    if (cluster.kubectl === null) {
      throw new Error(
        'there is no kubectl: install Go or set CONTRACT_KUBECTL',
      );
    }
    expect(await kubectl.transcript(...args())).toMatchSnapshot();
  });

  it('tells the events of a rollout', async () => {
    const words = await until('the events', async () => {
      const { stdout } = await kubectl.run(
        'get',
        'events',
        '-o',
        'jsonpath={range .items[*]}{.type} {.reason} {.involvedObject.kind}{"\\n"}{end}',
      );
      // kwok plays nodes without the events of a kubelet.
      const kubelet = / (?:Pulling|Pulled|Created|Started|Killing) Pod$/;
      const lines = stdout.trim().split('\n');
      const others = new Set(lines.filter(line => !kubelet.test(line)));
      return others.size > 3 && [...others].sort();
    });
    expect(words).toMatchSnapshot();
  });
});
