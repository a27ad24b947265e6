import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../../types';
import { assessReadiness } from '../assessReadiness';
import type {
  EngineFacts,
  MountFacts,
  PodFacts,
  ProbeFacts,
  ReadinessFacts,
} from '../facts';

/** Noon of a day in November 2026. */
export const NOON = Date.UTC(2026, 10, 22, 12) as InstantMs;

/** A recorded vLLM server of two replicas with two H100s each, of which the settings are not known. */
export function recordedServer(
  facts: Partial<ModelServerDetail> = {},
): ModelServerDetail {
  return {
    id: 'c3f1a2',
    cluster: 'eu-west',
    namespace: 'support',
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    name: 'support-chat',
    uid: 'b1f7a2de-0c1e-4b52-8f0e-6f3c1f9a7f10',
    entityRef: null,
    owner: { ref: 'group:default/support', source: 'workload', reason: '' },
    model: {
      id: 'Qwen/Qwen3-32B',
      entityRef: null,
      version: null,
      revision: null,
      source: 'hf://Qwen/Qwen3-32B',
      pinned: null,
    },
    registration: null,
    runtime: { name: 'vllm', version: '0.30.0' },
    gpus: {
      perReplica: 2,
      held: 4,
      product: 'H100',
      products: ['H100'],
      requests: [{ resource: 'nvidia.com/gpu', count: 2 }],
      shared: false,
    },
    replicas: { desired: 2, ready: 2, updated: 2 },
    state: 'serving',
    stateReason: null,
    stateSince: null,
    manager: { name: 'none', instance: null },
    currentRevision: 1,
    createdAt: null,
    changedAt: null,
    lastSeenAt: new Date(NOON).toISOString(),
    removedAt: null,
    warnings: [],
    image: { reference: 'vllm/vllm-openai:v0.30.0', digest: null },
    servedNames: [],
    precision: { value: null, source: '' },
    quantization: { value: null, source: '' },
    tensorParallel: null,
    pipelineParallel: null,
    maxModelLength: null,
    endpoints: [],
    pods: [],
    podsOmitted: 0,
    labels: {},
    ...facts,
  };
}

/** Facts of a server of which nothing else is known. */
export function plainFacts(
  facts: Partial<ReadinessFacts> = {},
): ReadinessFacts {
  return {
    server: recordedServer(),
    evaluatedAt: NOON,
    revision: 1,
    pod: null,
    engine: null,
    payloadLogger: null,
    image: null,
    previous: null,
    elsewhere: null,
    clusters: 1,
    autoscalers: null,
    disruptionBudgets: null,
    unseen: { autoscalers: null, disruptionBudgets: null, memoryAlerts: null },
    budgets: null,
    memory: { hours: 0, ends: null },
    memoryAlerts: null,
    exitPlan: null,
    ...facts,
  };
}

/** A pod template that says nothing, and that nobody fills in. */
export function plainPod(facts: Partial<PodFacts> = {}): PodFacts {
  return {
    container: 'containers[vllm]',
    completedBy: null,
    startupProbe: null,
    readinessProbe: null,
    livenessProbe: null,
    memoryRequest: null,
    memoryLimit: null,
    mounts: [],
    gracePeriod: null,
    hostIpc: null,
    privileged: null,
    allowPrivilegeEscalation: null,
    droppedCapabilities: [],
    seccompProfile: null,
    runAsNonRoot: null,
    ...facts,
  };
}

/** A probe every ten seconds. */
export function plainProbe(facts: Partial<ProbeFacts> = {}): ProbeFacts {
  return {
    period: 10,
    failureThreshold: 3,
    timeout: 1,
    initialDelay: 0,
    path: '/health',
    source: 'containers[vllm].startupProbe',
    ...facts,
  };
}

/** A volume at a path. */
export function mountAt(path: string, kind: MountFacts['kind']): MountFacts {
  return {
    path,
    volume: `${kind}-volume`,
    kind,
    sizeLimit: null,
    source: 'containers[vllm].volumeMounts',
  };
}

/** A command with these flags. */
export function plainEngine(
  flags: { [name: string]: string | null } = {},
  environment: { [name: string]: string } = {},
): EngineFacts {
  return {
    flags: new Map(Object.entries(flags)),
    environment: new Map(Object.entries(environment)),
    source: 'args',
  };
}

/** The answer of one rule. */
export function ask(code: string, facts: Partial<ReadinessFacts>) {
  const { items } = assessReadiness(plainFacts(facts));
  const item = items.find(one => one.code === code);
  if (!item) {
    throw new Error(`no rule ${code}`);
  }
  return item;
}

/** Results by the code of their rule. */
export function resultsOf(facts: ReadinessFacts): { [code: string]: string } {
  return Object.fromEntries(
    assessReadiness(facts).items.map(({ code, result }) => [code, result]),
  );
}
