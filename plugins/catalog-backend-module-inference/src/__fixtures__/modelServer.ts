import type { ModelServer } from '@inference-portal/plugin-inference-common';

/** What tells one server from another in tests. */
export interface ServerFacts
  extends Partial<Omit<ModelServer, 'model' | 'owner'>> {
  model?: Partial<ModelServer['model']>;
  owner?: string | null;
}

/** A healthy vLLM Deployment as the portal's API answers it. */
export function modelServer(facts: ServerFacts = {}): ModelServer {
  const {
    cluster = 'eu-west',
    namespace = 'support',
    name = 'support-chat',
    kind = 'Deployment',
    owner = 'group:default/support',
    model,
    ...rest
  } = facts;
  return {
    id: `${cluster}-${namespace}-${name}-${kind}`,
    cluster,
    namespace,
    name,
    kind,
    apiVersion: 'apps/v1',
    uid: 'b1f7a2de-0c1e-4b52-8f0e-6f3c1f9a7f10',
    entityRef: null,
    owner:
      owner === null
        ? { ref: null, source: 'none', reason: 'nothing names an owner' }
        : {
            ref: owner,
            source: 'namespace',
            reason: 'annotation inference-portal/owner on the Namespace',
          },
    model: {
      id: 'Qwen/Qwen3-32B',
      entityRef: null,
      version: null,
      revision: null,
      source: 'hf://Qwen/Qwen3-32B',
      pinned: false,
      ...model,
    },
    registration: null,
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
    stateSince: '2026-11-02T08:01:00.000Z',
    manager: { name: 'helm', instance: 'support-chat' },
    currentRevision: 1,
    createdAt: '2026-11-02T08:00:00.000Z',
    changedAt: '2026-11-02T08:00:00.000Z',
    lastSeenAt: '2026-11-02T09:00:00.000Z',
    removedAt: null,
    warnings: [],
    ...rest,
  };
}
