import {
  ANNOTATION_EXIT_PLAN,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_OWNER,
  ANNOTATION_SCHEDULE,
  ANNOTATION_STANDBY,
  type Endpoint,
  type ServerPod,
} from '@inference-portal/plugin-inference-common';
import type {
  Workload,
  WorkloadPods,
} from '@inference-portal/plugin-inference-node';
import { judgeHealth, findTrouble } from '../../../decide/health';
import type {
  InstantMs,
  OwnershipSignals,
  RememberedSpecification,
  ServerKey,
  ServerObservation,
} from '../../../types';
import type { ChangeAuthor } from './changeAuthor';
import type { ClusterFacts } from './clusterFacts';
import { describeModel } from './describeModel';
import { serviceEndpoints } from './endpoints';
import { asksGpus, describeGpus, heldByPod, productOfPod } from './gpuHolding';
import { imageWithDigest } from './images';
import { timeText } from './instant';
import { findManager } from './manager';
import { findMark, mergeLabels, readMarks, type Marks } from './marks';
import type { PodFacts } from './podFacts';
import { registryMarks } from './registryMarks';
import type { RecognitionRules, WorkloadKind } from './recognition';
import { redactText } from './redaction';
import { serverId } from './serverId';
import { imagesOf } from './servingContainer';
import { currentSpecification } from './specifications';

/** Pods listed with a server; the others are only counted. */
export const MAX_PODS = 100;
/** Sets of pod labels that Services are matched with. */
const MAX_LABEL_SETS = 20;
const CHANGE_CAUSE = 'kubernetes.io/change-cause';

/** Everything that a server is derived from. */
export interface ServerInput {
  readonly key: ServerKey;
  readonly apiVersion: string;
  readonly uid: string;
  readonly createdAt: InstantMs | null;
  readonly generation: number | null;
  /** `metadata` of the workload's object. */
  readonly metadata: unknown;
  readonly workload: Workload;
  /** Templates with images: the workload's own, or those of the workloads it makes. */
  readonly resolved: readonly WorkloadPods[];
  readonly replicas: Workload['replicas'];
  readonly pods: readonly PodFacts[];
  /** Oldest first. */
  readonly remembered: readonly RememberedSpecification[];
  readonly author: ChangeAuthor;
  readonly operator: WorkloadKind | null;
  readonly namespaceMarks: Marks | null;
  readonly warnings: readonly string[];
  readonly firstSeenAt: InstantMs;
  readonly facts: ClusterFacts;
  readonly rules: RecognitionRules;
}

function describePod(pod: PodFacts, facts: ClusterFacts): ServerPod {
  const trouble = findTrouble(pod);
  const waiting =
    pod.containers.find(({ waiting: reason }) => reason !== null)?.waiting ??
    null;
  return {
    name: pod.name,
    uid: pod.uid,
    node: pod.node,
    phase: pod.deleting ? 'Terminating' : pod.phase,
    ready: pod.ready,
    restarts: pod.restarts,
    reason:
      trouble?.reason ??
      pod.reason ??
      (pod.ready ? null : waiting?.reason ?? null),
    message:
      trouble?.message ??
      pod.message ??
      (pod.ready ? null : waiting?.message ?? null),
    gpuProduct: asksGpus(pod, facts) ? productOfPod(pod, facts) : null,
    gpus: heldByPod(pod, facts),
    revisionHash: pod.revisionHash,
    createdAt: timeText(pod.createdAt),
    startedAt: timeText(pod.startedAt),
  };
}

/** Pods in need first, then by name. */
function comparePods(a: PodFacts, b: PodFacts): number {
  return (
    Number(a.ready) - Number(b.ready) ||
    (a.name < b.name ? -1 : Number(a.name > b.name))
  );
}

/** Digests by reference; of two answers for one reference the newest pod's counts. */
function digestsOf(pods: readonly PodFacts[]): ReadonlyMap<string, string> {
  const oldestFirst = [...pods].sort(
    (a, b) =>
      (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.uid < b.uid ? -1 : 1),
  );
  return new Map(oldestFirst.flatMap(pod => Object.entries(pod.digests)));
}

function endpointsOf(input: ServerInput): Endpoint[] {
  const sets = [
    ...input.resolved.map(({ template }) => template.metadata?.labels ?? {}),
    ...[...input.pods]
      .sort(comparePods)
      .slice(0, MAX_LABEL_SETS)
      .map(pod => pod.labels),
  ];
  const own = (input.workload.hints.endpoints ?? []).map(url => ({
    url: redactText(url),
    source: `status of the ${input.key.kind}`,
  }));
  const services = serviceEndpoints(
    input.facts.listServices(input.key.namespace, sets),
  );
  const known = new Set(own.map(({ url }) => url));
  return [...own, ...services.filter(({ url }) => !known.has(url))];
}

function ownershipOf(input: ServerInput, marks: Marks): OwnershipSignals {
  const exitPlan = findMark(marks, ANNOTATION_EXIT_PLAN);
  return {
    workload: findMark(marks, ANNOTATION_OWNER),
    namespace: input.namespaceMarks
      ? findMark(input.namespaceMarks, ANNOTATION_OWNER)
      : null,
    kubernetesId: findMark(marks, ANNOTATION_KUBERNETES_ID)?.value ?? null,
    labels: mergeLabels(marks),
    registry: registryMarks(marks),
    declared: {
      standby: findMark(marks, ANNOTATION_STANDBY)?.value ?? null,
      schedule: findMark(marks, ANNOTATION_SCHEDULE)?.value ?? null,
    },
    ...(exitPlan && { exitPlan }),
  };
}

/** Derives a server from its workload, its pods and the cluster around them. */
export function deriveServer(input: ServerInput): ServerObservation {
  const { key, workload, facts } = input;
  const marks = readMarks(key.kind, input.metadata, [
    ...workload.pods,
    ...input.resolved,
  ]);
  const description = describeModel(
    marks,
    workload.hints,
    input.resolved,
    input.rules.images,
  );
  const digests = digestsOf(input.pods);
  const health = judgeHealth({
    pods: input.pods,
    desired: input.replicas.desired,
    ready: input.replicas.ready,
    problem: workload.problem === null ? null : redactText(workload.problem),
  });
  const current = currentSpecification({
    workload,
    remembered: input.remembered,
    author: input.author,
    createdAt: input.createdAt,
    firstSeenAt: input.firstSeenAt,
    changeCause: marks.annotations[CHANGE_CAUSE] ?? null,
    images: imagesOf(input.resolved),
    digests,
  });
  const sorted = [...input.pods].sort(comparePods);
  const { image, model, ...engine } = description;
  return {
    key,
    generation: input.generation,
    server: {
      id: serverId(key),
      cluster: key.cluster,
      namespace: key.namespace,
      kind: key.kind,
      apiVersion: input.apiVersion,
      name: key.name,
      uid: input.uid,
      model: { ...model, entityRef: null },
      ...engine,
      image:
        image === null
          ? { reference: null, digest: null }
          : imageWithDigest(image, digests),
      gpus: describeGpus(key.namespace, input.resolved, input.pods, facts),
      replicas: { ...input.replicas },
      state: health.state,
      stateReason: health.reason,
      stateSince: timeText(health.since),
      manager: findManager({
        ...key,
        labels: marks.labels,
        annotations: marks.annotations,
        managers: input.author.managers,
        operator: input.operator,
      }),
      createdAt: timeText(input.createdAt),
      warnings: [...new Set([...workload.warnings, ...input.warnings])],
      endpoints: endpointsOf(input),
      pods: sorted.slice(0, MAX_PODS).map(pod => describePod(pod, facts)),
      podsOmitted: Math.max(sorted.length - MAX_PODS, 0),
      labels: { ...marks.labels },
    },
    current,
    // What the current one began with is no earlier revision.
    remembered: input.remembered.filter(
      revision =>
        revision.specHash !== current.specHash ||
        revision.startedAt < current.startedAt,
    ),
    ownership: ownershipOf(input, marks),
  };
}
