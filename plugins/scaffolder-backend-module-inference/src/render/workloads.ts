import { ENGINE_CONTAINER, LABEL_SERVER } from './labels';
import type { DeploymentRequest } from './request/DeploymentRequest';
import type { Json } from './toYaml';

/** The object that makes the pods of a server. */
export interface Workload {
  readonly apiVersion: string;
  readonly kind: string;
  /** Name of the file in `base/`. */
  readonly file: string;
  /** Regular expression of the names of its pods, behind the name of the server. */
  readonly podSuffix: string;
  /** Labels of its pods, and of no others in the namespace. */
  readonly podLabels: (name: string) => { readonly [label: string]: string };
  /** Container that holds the GPUs. */
  readonly container: string;
  /** `spec` that gives its pods a selector of nodes, and nothing else. */
  readonly onNodes: (nodeSelector: Json) => Json;
}

const template = (nodeSelector: Json): Json => ({ spec: { nodeSelector } });
/** Hash of the template, then five characters at random. */
const REPLICA_SET_PODS = '-[a-z0-9]+-[a-z0-9]{5}';

const deployment: Workload = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  file: 'deployment.yaml',
  podSuffix: REPLICA_SET_PODS,
  podLabels: name => ({ [LABEL_SERVER]: name }),
  container: ENGINE_CONTAINER,
  onNodes: nodeSelector => ({ template: template(nodeSelector) }),
};

const rollout: Workload = {
  ...deployment,
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  file: 'rollout.yaml',
};

const leaderWorkerSet: Workload = {
  ...deployment,
  apiVersion: 'leaderworkerset.x-k8s.io/v1',
  kind: 'LeaderWorkerSet',
  file: 'leaderworkerset.yaml',
  // Number of the group; workers have their own number behind it.
  podSuffix: '-[0-9]+(-[0-9]+)?',
  onNodes: nodeSelector => ({
    leaderWorkerTemplate: {
      leaderTemplate: template(nodeSelector),
      workerTemplate: template(nodeSelector),
    },
  }),
};

const llmInferenceService: Workload = {
  apiVersion: 'serving.kserve.io/v1alpha2',
  kind: 'LLMInferenceService',
  file: 'llminferenceservice.yaml',
  podSuffix: `-kserve${REPLICA_SET_PODS}`,
  podLabels: name => ({
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/part-of': 'llminferenceservice',
    'kserve.io/component': 'workload',
  }),
  container: 'main',
  onNodes: nodeSelector => ({ template: { nodeSelector } }),
};

/** Which object makes the pods of what was asked for. */
export function workloadOf({
  kind,
  canary,
}: Pick<DeploymentRequest, 'kind' | 'canary'>): Workload {
  switch (kind) {
    case 'leader-worker-set':
      return leaderWorkerSet;
    case 'llm-inference-service':
      return llmInferenceService;
    default:
      return canary.kind === 'rollout' ? rollout : deployment;
  }
}
