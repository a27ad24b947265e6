import { createHash } from 'node:crypto';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type {
  CatalogJoin,
  InstantMs,
  ObservationBatch,
  ObservedServer,
  ObservedSpecification,
  RememberedSpecification,
  ServerObservation,
} from '../../types';

/** Milliseconds after a fixed morning, UTC. */
export function at(offsetMs: number): InstantMs {
  return (Date.UTC(2026, 10, 2, 8, 0, 0) + offsetMs) as InstantMs;
}

/** RFC 3339 of `at`. */
export function textAt(offsetMs: number): string {
  return new Date(at(offsetMs)).toISOString();
}

export function serverId(
  cluster: string,
  namespace: string,
  name: string,
): string {
  return createHash('sha256')
    .update(JSON.stringify([cluster, 'apps', 'Deployment', namespace, name]))
    .digest('hex')
    .slice(0, 32);
}

function hash(specification: JsonObject): string {
  return createHash('sha256')
    .update(JSON.stringify(specification))
    .digest('hex');
}

/** Pod template of a vLLM server. */
export function template(image: string): JsonObject {
  return {
    spec: {
      containers: [
        {
          name: 'vllm',
          image,
          args: ['--model', 'Qwen/Qwen3-32B', '--tensor-parallel-size', '2'],
          resources: { limits: { 'nvidia.com/gpu': '2' } },
        },
      ],
    },
  };
}

/** A Deployment's specification as it is watched: more than the template. */
export function watched(
  image: string,
  facts: Partial<ObservedSpecification> = {},
): ObservedSpecification {
  const specification = {
    strategy: { type: 'RollingUpdate' },
    template: template(image),
  };
  return {
    specification,
    specHash: hash(specification),
    startedAt: at(0),
    changedBy: 'kubectl-client-side-apply',
    changeCause: null,
    clusterRevision: null,
    images: [{ reference: image, digest: null }],
    ...facts,
  };
}

/** A ReplicaSet's specification: the template only. */
export function remembered(
  image: string,
  facts: Partial<RememberedSpecification> & { uid: string },
): RememberedSpecification {
  const specification = { template: template(image) };
  return {
    ...watched(image),
    specification,
    specHash: hash(specification),
    changedBy: null,
    ...facts,
  };
}

/** What tells one observed server from another in tests. */
export interface ServerFacts {
  readonly cluster?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly uid?: string;
  readonly server?: Partial<ObservedServer>;
  readonly current?: ObservedSpecification;
  readonly remembered?: readonly RememberedSpecification[];
}

/** A healthy vLLM Deployment on two H100s. */
export function observation(facts: ServerFacts = {}): ServerObservation {
  const {
    cluster = 'eu-west',
    namespace = 'support',
    name = 'support-chat',
  } = facts;
  return {
    key: { cluster, group: 'apps', kind: 'Deployment', namespace, name },
    server: {
      id: serverId(cluster, namespace, name),
      cluster,
      namespace,
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      name,
      uid: facts.uid ?? 'b1f7a2de-0c1e-4b52-8f0e-6f3c1f9a7f10',
      model: {
        id: 'Qwen/Qwen3-32B',
        entityRef: null,
        version: null,
        revision: null,
        source: 'hf://Qwen/Qwen3-32B',
        pinned: false,
      },
      runtime: { name: 'vllm', version: '0.11.0' },
      gpus: {
        perReplica: 2,
        held: 2,
        product: 'H100',
        products: ['H100'],
        requests: [{ resource: 'nvidia.com/gpu', count: 2 }],
        shared: false,
      },
      replicas: { desired: 1, ready: 1, updated: 1 },
      state: 'serving',
      stateReason: null,
      stateSince: textAt(60_000),
      manager: { name: 'helm', instance: 'support-chat' },
      createdAt: textAt(0),
      warnings: [],
      image: { reference: 'vllm/vllm-openai:v0.11.0', digest: null },
      servedNames: ['support-chat'],
      precision: { value: 'bf16', source: 'args --dtype' },
      quantization: { value: null, source: 'not set' },
      tensorParallel: 2,
      pipelineParallel: null,
      maxModelLength: 32768,
      endpoints: [
        { url: `http://${name}.${namespace}.svc:8000`, source: 'Service' },
      ],
      pods: [
        {
          name: `${name}-7c9d8f6b5-x2x4k`,
          uid: 'f0b1c9e2-55a1-4c0e-8f21-1d2c3b4a5f60',
          node: 'gpu-node-3',
          phase: 'Running',
          ready: true,
          restarts: 0,
          reason: null,
          message: null,
          gpuProduct: 'H100',
          gpus: 2,
          revisionHash: '7c9d8f6b5',
          createdAt: textAt(0),
          startedAt: textAt(5_000),
        },
      ],
      podsOmitted: 0,
      labels: { app: name },
      ...facts.server,
    },
    generation: 1,
    current: facts.current ?? watched('vllm/vllm-openai:v0.11.0'),
    remembered: facts.remembered ?? [],
    ownership: {
      workload: null,
      namespace: {
        value: 'group:default/support',
        source: 'annotation inference-portal/owner on the Namespace',
      },
      kubernetesId: null,
      labels: { app: name },
    },
  };
}

export function batch(
  offsetMs: number,
  servers: readonly ServerObservation[],
  facts: Partial<ObservationBatch> = {},
): ObservationBatch {
  return {
    cluster: 'eu-west',
    observedAt: at(offsetMs),
    complete: false,
    servers,
    removed: [],
    capacity: null,
    ...facts,
  };
}

/** A join with an owner; null leaves the server unowned. */
export function ownedBy(
  ref: string | null,
  facts: Partial<CatalogJoin> = {},
): CatalogJoin {
  return {
    entityRef: null,
    modelEntityRef: null,
    owner:
      ref === null
        ? { ref, source: 'none', reason: 'nothing names an owner' }
        : {
            ref,
            source: 'namespace',
            reason: 'annotation inference-portal/owner on the Namespace',
          },
    ...facts,
  };
}

/** Joins for every server of a batch. */
export function joinsOf(
  { servers }: ObservationBatch,
  owner: string | null = 'group:default/support',
): Map<string, CatalogJoin> {
  return new Map(servers.map(({ server }) => [server.id, ownedBy(owner)]));
}
