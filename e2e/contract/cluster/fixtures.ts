import type {
  V1Container,
  V1Deployment,
  V1Node,
  V1StatefulSet,
} from '@kubernetes/client-node';

/** Objects as they are sent: the client's types with only what a manifest says. */
type Manifest<T> = T & { metadata: { name: string; namespace?: string } };

/** A vLLM container that holds `gpus` GPUs. */
export function vllmContainer(
  options: { gpus?: number; image?: string; model?: string } = {},
): V1Container {
  const {
    gpus = 1,
    image = 'vllm/vllm-openai:v0.30.0',
    model = 'meta-llama/Llama-3.1-8B-Instruct',
  } = options;
  return {
    name: 'vllm',
    image,
    args: [`--model=${model}`, '--port=8000'],
    ports: [{ name: 'http', containerPort: 8000 }],
    resources: { limits: { 'nvidia.com/gpu': String(gpus) } },
  };
}

/** A Deployment of one vLLM server. */
export function vllmDeployment(options: {
  name: string;
  namespace: string;
  replicas?: number;
  container?: V1Container;
  annotations?: { [name: string]: string };
}): Manifest<V1Deployment> {
  const { name, namespace, annotations } = options;
  const { replicas = 1, container = vllmContainer() } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels: { app: name }, annotations },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { terminationGracePeriodSeconds: 1, containers: [container] },
      },
    },
  };
}

/** A StatefulSet of one vLLM server. */
export function vllmStatefulSet(options: {
  name: string;
  namespace: string;
  replicas?: number;
  container?: V1Container;
}): Manifest<V1StatefulSet> {
  const { name, namespace } = options;
  const { replicas = 1, container = vllmContainer() } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, namespace, labels: { app: name } },
    spec: {
      replicas,
      serviceName: name,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { terminationGracePeriodSeconds: 1, containers: [container] },
      },
    },
  };
}

/** A Rollout of one vLLM server, as a canary with `steps`. */
export function vllmRollout(options: {
  name: string;
  namespace: string;
  replicas?: number;
  container?: V1Container;
  steps?: readonly object[];
  spec?: object;
}) {
  const { name, namespace, steps = [], spec = {} } = options;
  const { replicas = 1, container = vllmContainer() } = options;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name, namespace, labels: { app: name } },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      strategy: { canary: { steps } },
      template: {
        metadata: { labels: { app: name } },
        spec: { terminationGracePeriodSeconds: 1, containers: [container] },
      },
      ...spec,
    },
  };
}

/** A node with eight H100, labelled as GPU Feature Discovery labels it and played by kwok where there is a kwok. */
export function gpuNode(name: string, gpus: number = 8): Manifest<V1Node> {
  const resources = {
    cpu: '192',
    memory: '2Ti',
    pods: '110',
    'nvidia.com/gpu': String(gpus),
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      annotations: { 'kwok.x-k8s.io/node': 'fake' },
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'node.kubernetes.io/instance-type': 'p5.48xlarge',
        'nvidia.com/gpu.present': 'true',
        'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3',
        'nvidia.com/gpu.count': String(gpus),
        'nvidia.com/gpu.memory': '81559',
        'nvidia.com/gpu.sharing-strategy': 'none',
        'nvidia.com/mig.strategy': 'single',
      },
    },
    spec: {},
    status: {
      capacity: resources,
      allocatable: resources,
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'KubeletReady',
          message: 'kubelet is posting ready status',
        },
      ],
    },
  };
}

/** A config map, the lightest object there is. */
export function configMap(
  name: string,
  namespace: string,
  data: { [key: string]: string } = {},
  labels?: { [name: string]: string },
) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, ...(labels && { labels }) },
    data,
  };
}

/** Paths of the API. */
export const paths = {
  configMaps: (namespace: string, name?: string) =>
    path(`/api/v1/namespaces/${namespace}/configmaps`, name),
  pods: (namespace: string, name?: string) =>
    path(`/api/v1/namespaces/${namespace}/pods`, name),
  nodes: (name?: string) => path('/api/v1/nodes', name),
  deployments: (namespace: string, name?: string) =>
    path(`/apis/apps/v1/namespaces/${namespace}/deployments`, name),
  replicaSets: (namespace: string, name?: string) =>
    path(`/apis/apps/v1/namespaces/${namespace}/replicasets`, name),
  statefulSets: (namespace: string, name?: string) =>
    path(`/apis/apps/v1/namespaces/${namespace}/statefulsets`, name),
  rollouts: (namespace: string, name?: string) =>
    path(`/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts`, name),
  controllerRevisions: (namespace: string) =>
    path(`/apis/apps/v1/namespaces/${namespace}/controllerrevisions`),
  events: (namespace: string) => path(`/api/v1/namespaces/${namespace}/events`),
};

function path(collection: string, name?: string): string {
  return name === undefined ? collection : `${collection}/${name}`;
}
