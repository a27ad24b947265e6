import type {
  KubernetesObject,
  WatchedResource,
} from '@inference-portal/plugin-inference-node';
import type { InstantMs } from '../../../../types';
import { builtinWorkloadAdapters } from '../../adapters';
import type { RecognitionRules } from '../../servers/recognition';
import type { ClusterInventory, InventoryChanges } from '../../types';
import {
  type ClusterInventoryOptions,
  createClusterInventory,
} from '../ClusterInventory';

/** An object as the API server sends it, with whatever fields a test gives it. */
export type Manifest = KubernetesObject & { readonly [field: string]: unknown };

export const NOW = Date.parse('2026-11-20T12:00:00Z') as InstantMs;
export const CREATED = '2026-11-01T08:00:00Z';

/** The resource of an inventory that holds objects of a kind. */
export function resourceOf(
  inventory: ClusterInventory,
  object: KubernetesObject,
): WatchedResource {
  const group = object.apiVersion?.includes('/')
    ? object.apiVersion.split('/')[0]
    : '';
  const found = inventory.resources.find(
    resource => resource.kind === object.kind && resource.group === group,
  );
  if (!found) {
    throw new Error(`no resource for ${object.apiVersion} ${object.kind}`);
  }
  return found;
}

export function inventoryOf(
  recognition: Partial<RecognitionRules> = {},
  options: Pick<ClusterInventoryOptions, 'ledger' | 'now'> = {},
): ClusterInventory {
  return createClusterInventory({
    cluster: 'eu-west',
    adapters: builtinWorkloadAdapters,
    recognition: { ignoreNamespaces: [], images: [], ...recognition },
    ...options,
  });
}

export function upsert(
  inventory: ClusterInventory,
  ...objects: readonly Manifest[]
): void {
  for (const object of objects) {
    inventory.apply(resourceOf(inventory, object), { type: 'upsert', object });
  }
}

export function remove(
  inventory: ClusterInventory,
  ...objects: readonly Manifest[]
): void {
  for (const object of objects) {
    inventory.apply(resourceOf(inventory, object), { type: 'delete', object });
  }
}

/** What an inventory tells after it has seen `objects`. */
export function observe(...objects: readonly Manifest[]): InventoryChanges {
  const inventory = inventoryOf();
  upsert(inventory, ...objects);
  return inventory.drain(NOW);
}

/** A controlling owner reference. */
export function controlledBy(owner: Manifest) {
  return [
    {
      apiVersion: owner.apiVersion,
      kind: owner.kind,
      name: owner.metadata?.name,
      uid: owner.metadata?.uid,
      controller: true,
    },
  ];
}

/** A pod template of a vLLM server. */
export function vllmTemplate(
  options: {
    gpus?: number;
    resource?: string;
    image?: string;
    args?: string[];
    labels?: { [name: string]: string };
    spec?: object;
  } = {},
) {
  const {
    gpus = 1,
    resource = 'nvidia.com/gpu',
    image = 'vllm/vllm-openai:v0.30.0',
    args = ['Qwen/Qwen3-32B'],
    labels = { app: 'chat' },
    spec = {},
  } = options;
  return {
    metadata: { labels },
    spec: {
      containers: [
        {
          name: 'engine',
          image,
          args,
          resources: { limits: { [resource]: String(gpus) } },
          ports: [{ containerPort: 8000 }],
        },
      ],
      ...spec,
    },
  };
}

export function deployment(
  name: string,
  options: {
    namespace?: string;
    template?: object;
    replicas?: number;
    ready?: number;
    owner?: Manifest;
    metadata?: object;
  } = {},
): Manifest {
  const {
    namespace = 'support',
    template = vllmTemplate(),
    replicas = 1,
    ready = replicas,
    owner,
    metadata = {},
  } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      uid: `deployment-${namespace}-${name}`,
      generation: 1,
      creationTimestamp: CREATED,
      ...(owner ? { ownerReferences: controlledBy(owner) } : {}),
      ...metadata,
    },
    spec: { replicas, template },
    status: {
      observedGeneration: 1,
      replicas,
      readyReplicas: ready,
      updatedReplicas: replicas,
    },
  } as unknown as Manifest;
}

export function replicaSet(
  owner: Manifest,
  hash: string,
  options: { template?: object; revision?: number; createdAt?: string } = {},
): Manifest {
  const name = `${owner.metadata?.name}-${hash}`;
  const template = (options.template ??
    (owner.spec as { template: object }).template) as {
    metadata: { labels: object };
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name,
      namespace: owner.metadata?.namespace,
      uid: `replicaset-${owner.metadata?.namespace}-${name}`,
      creationTimestamp: options.createdAt ?? CREATED,
      annotations: {
        'deployment.kubernetes.io/revision': String(options.revision ?? 1),
      },
      labels: { 'pod-template-hash': hash },
      ownerReferences: controlledBy(owner),
    },
    spec: {
      template: {
        ...template,
        metadata: {
          ...template.metadata,
          labels: { ...template.metadata.labels, 'pod-template-hash': hash },
        },
      },
    },
  } as unknown as Manifest;
}

export function pod(
  name: string,
  options: {
    owner?: Manifest;
    namespace?: string;
    node?: string | null;
    template?: object;
    labels?: { [name: string]: string };
    ready?: boolean;
    status?: object;
    spec?: object;
  } = {},
): Manifest {
  const {
    owner,
    namespace = owner?.metadata?.namespace ?? 'support',
    node = 'gpu-1',
    ready = true,
    labels = {},
    status = {},
    spec = {},
  } = options;
  const template = (options.template ??
    (owner?.spec as { template?: object } | undefined)?.template ??
    vllmTemplate()) as {
    metadata: { labels: object };
    spec: { containers: { name: string; image: string }[] };
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      uid: `pod-${namespace}-${name}`,
      creationTimestamp: CREATED,
      labels: { ...template.metadata.labels, ...labels },
      ...(owner ? { ownerReferences: controlledBy(owner) } : {}),
    },
    spec: {
      ...template.spec,
      ...(node === null ? {} : { nodeName: node }),
      ...spec,
    },
    status: {
      phase: ready ? 'Running' : 'Pending',
      startTime: CREATED,
      conditions: [
        {
          type: 'Ready',
          status: ready ? 'True' : 'False',
          lastTransitionTime: '2026-11-01T08:05:00Z',
        },
      ],
      containerStatuses: template.spec.containers.map(container => ({
        name: container.name,
        image: container.image,
        imageID: `docker.io/vllm/vllm-openai@sha256:${'a'.repeat(64)}`,
        ready,
        restartCount: 0,
        state: ready
          ? { running: {} }
          : { waiting: { reason: 'ContainerCreating' } },
      })),
      ...status,
    },
  } as unknown as Manifest;
}

export function gpuNode(
  name: string,
  options: {
    product?: string;
    count?: number;
    capacity?: { [resource: string]: string };
    labels?: { [name: string]: string };
  } = {},
): Manifest {
  const {
    product = 'NVIDIA-H100-80GB-HBM3',
    count = 8,
    capacity = { 'nvidia.com/gpu': String(count) },
    labels = {},
  } = options;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      uid: `node-${name}`,
      labels: {
        'nvidia.com/gpu.product': product,
        'nvidia.com/gpu.count': String(count),
        ...labels,
      },
    },
    status: { capacity: { cpu: '96', ...capacity } },
  } as unknown as Manifest;
}
