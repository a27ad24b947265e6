import type { JsonObject } from '@inference-portal/plugin-inference-node';
import { HOUR_MS } from '../../../durations';
import type { InstantMs } from '../../../types';
import type {
  KnownRevision,
  RevisionContent,
  RollbackWorld,
} from '../rollbackWorld';

const BEGIN = Date.parse('2026-11-20T08:00:00Z');
const DIGEST = `sha256:${'a'.repeat(64)}`;

/** A specification of a Deployment that runs vLLM. */
export function specificationOf(
  tag: string,
  container: JsonObject = {},
  pod: JsonObject = {},
): JsonObject {
  return {
    template: {
      metadata: { labels: { app: 'chat' } },
      spec: {
        containers: [
          {
            name: 'vllm',
            image: `vllm/vllm-openai:${tag}@${DIGEST}`,
            args: ['--model=Qwen/Qwen3-8B', '--max-model-len', '8192'],
            resources: { limits: { 'nvidia.com/gpu': '1' } },
            ...container,
          },
        ],
        ...pod,
      },
    },
  };
}

/** A revision whose ReplicaSet still exists; it ran for an hour. */
export function revisionOf(
  number: number,
  specification: JsonObject,
  rest: Partial<KnownRevision> = {},
): KnownRevision {
  const hash = JSON.stringify(specification);
  const content: RevisionContent = {
    source: 'cluster',
    specification,
    hash,
    holder: `ReplicaSet chat-${number}`,
    annotations: {},
  };
  return {
    id: `ms-chat.${number}`,
    number,
    specHash: hash,
    specification,
    clusterRevision: String(number),
    images: [
      { reference: `vllm/vllm-openai:v${number}@${DIGEST}`, digest: DIGEST },
    ],
    startedAt: (BEGIN + number * HOUR_MS) as InstantMs,
    endedAt: (BEGIN + (number + 1) * HOUR_MS) as InstantMs,
    changedBy: 'kubectl-client-side-apply',
    changeCause: null,
    content,
    served: null,
    ...rest,
  };
}

/** A Deployment whose third revision runs. */
export function rollbackWorldOf(
  rest: Partial<RollbackWorld> = {},
  running: KnownRevision = revisionOf(3, specificationOf('v3')),
): RollbackWorld {
  return {
    serverId: 'ms-chat',
    server: {
      cluster: 'prod',
      group: 'apps',
      kind: 'Deployment',
      namespace: 'search',
      name: 'chat',
    },
    ref: {
      group: 'apps',
      version: 'v1',
      plural: 'deployments',
      kind: 'Deployment',
      namespace: 'search',
      name: 'chat',
    },
    uid: 'uid-1',
    object: {},
    path: ['spec'],
    current: {
      revision: running,
      specification: running.content.specification,
      hash: running.content.hash,
      written: { replicas: 2, ...running.content.specification },
      shown: running.specification,
      specHash: running.specHash,
      annotations: {},
      replicas: 2,
    },
    past: [
      revisionOf(2, specificationOf('v2')),
      revisionOf(1, specificationOf('v1')),
    ],
    paused: false,
    beingDeleted: false,
    manager: { name: 'none', instance: null },
    canary: null,
    splits: [],
    canarySteps: null,
    autoscalers: [],
    replacing: null,
    budgets: [],
    room: null,
    lastReleaseSeconds: null,
    progressDeadlineSeconds: 600,
    ...rest,
  };
}
