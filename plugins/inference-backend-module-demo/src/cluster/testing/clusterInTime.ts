import type { PodBehaviourHook } from '../PodBehaviour';
import { SimulatedCluster } from '../SimulatedCluster';
import type { SimulatedClusterOptions } from '../SimulatedClusterOptions';
import type { Condition, Pod } from '../workloadTypes';

/** Noon of a Sunday, UTC ms. */
export const START_MS = Date.parse('2026-11-22T12:00:00Z');

/** A cluster whose time stands still until `advance` is called. A defect in a controller fails the test. */
export function clusterInTime(options: Partial<SimulatedClusterOptions> = {}) {
  const time = { nowMs: START_MS };
  const cluster = new SimulatedCluster({
    name: 'test',
    seed: 7,
    clock: () => time.nowMs,
    onControllerError: (controller, error) => {
      throw new Error(`${controller} failed`, { cause: error });
    },
    ...options,
  });
  return {
    cluster,
    time,
    advance(seconds: number): void {
      time.nowMs += seconds * 1000;
      cluster.tick(time.nowMs);
    },
    pods(namespace = 'default'): Pod[] {
      return cluster.list({
        apiVersion: 'v1',
        kind: 'Pod',
        namespace,
      }) as Pod[];
    },
  };
}

/** A node with eight H100s. */
export function gpuNode(
  name: string,
  extra: { spec?: object; labels?: Record<string, string> } = {},
) {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3',
        ...extra.labels,
      },
    },
    ...(extra.spec ? { spec: extra.spec } : {}),
    status: {
      allocatable: {
        cpu: '96',
        memory: '1Ti',
        'nvidia.com/gpu': '8',
        pods: '110',
      },
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  };
}

/** A Deployment of a vLLM server. */
export function vllmDeployment(
  name: string,
  options: {
    replicas?: number;
    gpus?: number;
    tag?: string;
    spec?: object;
    namespace?: string;
  } = {},
) {
  const {
    replicas = 2,
    gpus = 1,
    tag = 'v0.30.0',
    spec = {},
    namespace = 'default',
  } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [
            {
              name: 'vllm',
              image: `vllm/vllm-openai:${tag}`,
              args: ['meta-llama/Llama-3.1-8B-Instruct'],
              ports: [{ containerPort: 8000 }],
              resources: { limits: { 'nvidia.com/gpu': String(gpus) } },
            },
          ],
        },
      },
      ...spec,
    },
  };
}

/** Pods behave by a word in their image: `crash`, `oom`, `missing`; the others become ready after ten seconds. */
export const behaviourByImage: PodBehaviourHook = pod => {
  const image = pod.spec.containers[0]?.image ?? '';
  const base = { startupMs: 10_000, pullMs: 5_000 };
  if (image.includes('crash'))
    return { ...base, outcome: 'crash', message: 'CUDA error' };
  if (image.includes('oom')) return { ...base, outcome: 'oom' };
  if (image.includes('missing')) return { ...base, outcome: 'image-pull' };
  return {
    ...base,
    outcome: 'ready',
    logs: 'INFO: Application startup complete.\n',
  };
};

/** The condition of a type in the status of any object. */
export function conditionOf(
  object: object | undefined,
  type: string,
): Condition | undefined {
  const { status } = object as { status?: { conditions?: Condition[] } };
  return status?.conditions?.find(each => each.type === type);
}
