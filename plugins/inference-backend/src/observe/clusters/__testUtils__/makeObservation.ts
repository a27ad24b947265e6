import type { InstantMs, ServerObservation } from '../../../types';

/** A plain vLLM server in namespace `support` of cluster `eu-west`. */
export function makeObservation(options: {
  name: string;
  uid?: string;
  resourceVersion?: string;
}): ServerObservation {
  const { name, uid = 'u', resourceVersion = '' } = options;
  const none = { value: null, source: '' };
  return {
    key: {
      cluster: 'eu-west',
      group: 'apps',
      kind: 'Deployment',
      namespace: 'support',
      name,
    },
    server: {
      id: `server-${name}`,
      cluster: 'eu-west',
      namespace: 'support',
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      name,
      uid,
      model: {
        id: 'Qwen/Qwen3-32B',
        entityRef: null,
        version: null,
        revision: null,
        source: null,
        pinned: null,
      },
      runtime: { name: 'vllm', version: '0.11.0' },
      gpus: {
        perReplica: 2,
        held: 4,
        product: 'H100',
        products: ['H100'],
        requests: [],
        shared: false,
      },
      replicas: { desired: 2, ready: 2, updated: 2 },
      state: 'serving',
      stateReason: null,
      stateSince: null,
      manager: { name: 'none', instance: null },
      createdAt: null,
      warnings: [],
      image: { reference: null, digest: null },
      servedNames: [],
      precision: none,
      quantization: none,
      tensorParallel: null,
      pipelineParallel: null,
      maxModelLength: null,
      endpoints: [],
      pods: [],
      podsOmitted: 0,
      labels: { resourceVersion },
    },
    generation: 1,
    current: {
      specification: {},
      specHash: 'h',
      startedAt: 0 as InstantMs,
      changedBy: null,
      changeCause: null,
      clusterRevision: null,
      images: [],
    },
    remembered: [],
    ownership: {
      workload: null,
      namespace: null,
      kubernetesId: null,
      labels: {},
    },
  };
}
