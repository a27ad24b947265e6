import type { Workload } from '@inference-portal/plugin-inference-node';
import type { ServerKey, ServerObservation } from '../../../types';
import { at } from '../adapters/fields';
import type { ClusterFacts } from '../servers/clusterFacts';
import { deriveServer } from '../servers/deriveServer';
import {
  asksGpus,
  heldByPod,
  productOfPod,
  UNKNOWN_PRODUCT,
} from '../servers/gpuHolding';
import {
  readClaimReferences,
  readDeviceRequests,
} from '../servers/gpuRequests';
import { findServingImage } from '../servers/images';
import { type Marks, mergeMarks, readMarks } from '../servers/marks';
import { holdsDevices, type PodFacts } from '../servers/podFacts';
import {
  type Recognition,
  recognizeServer,
  type WorkloadKind,
} from '../servers/recognition';
import { findServingContainer, imagesOf } from '../servers/servingContainer';
import { childWorkloads, servingPods, summed } from './childWorkloads';
import type { Holding } from './GpuTotals';
import {
  type EvaluationContext,
  lagsBehind,
  type ReadWorkload,
  readUnread,
  readWorkload,
  rememberedOf,
} from './readWorkload';
import type { Root } from './rootOf';
import type { StoredObject } from './storedObject';

/** What a root turned out to be. */
export interface Evaluation {
  readonly server: ServerObservation | null;
  readonly holdings: readonly Holding[];
}

function holdingsOf(
  pods: readonly PodFacts[],
  facts: ClusterFacts,
): readonly Holding[] {
  return pods
    .filter(pod => holdsDevices(pod) && asksGpus(pod, facts))
    .map(pod => ({
      product: productOfPod(pod, facts) ?? UNKNOWN_PRODUCT,
      weight: heldByPod(pod, facts) ?? 0,
    }))
    .filter(({ weight }) => weight > 0)
    .sort(
      (a, b) =>
        (a.product < b.product ? -1 : Number(a.product > b.product)) ||
        a.weight - b.weight,
    );
}

function kindsOf({ root, read, members }: Candidate): readonly WorkloadKind[] {
  const between = members.filter(member => member.pod === null);
  return [
    read.stored,
    ...between,
    ...(root.operator ? [root.operator] : []),
  ].map(({ group, kind, name }) => ({ group, kind, name }));
}

interface Candidate {
  readonly root: Exclude<Root, { kind: 'awaiting' }>;
  readonly read: ReadWorkload;
  readonly members: readonly StoredObject[];
  readonly pods: readonly PodFacts[];
  /** Templates with images: the workload's own, or those of the workloads it makes. */
  readonly resolved: Workload['pods'];
  readonly marks: Marks;
  readonly namespaceMarks: Marks | null;
}

function recognize(
  candidate: Candidate,
  context: EvaluationContext,
): Recognition {
  const { read, resolved, root, pods, namespaceMarks } = candidate;
  const { facts, rules } = context;
  const { stored, workload } = read;
  const images = imagesOf(resolved);
  const policies = resolved.map(({ template }) =>
    at(template, 'spec', 'restartPolicy'),
  );
  const isPod = root.kind === 'unread' || stored.pod !== null;
  return recognizeServer(
    {
      namespace: stored.namespace,
      kinds: kindsOf(candidate),
      marks: mergeMarks(candidate.marks),
      namespaceMarks: namespaceMarks ? mergeMarks(namespaceMarks) : {},
      images,
      asksGpu:
        resolved.some(
          ({ template }) => readDeviceRequests(at(template, 'spec')).size > 0,
        ) ||
        asksGpuByClaim(stored.namespace, resolved, facts) ||
        pods.some(pod => asksGpus(pod, facts)),
      runsServingImage:
        images.some(image => findServingImage(image, rules.images)) ||
        pods.some(pod => pod.runsServingImage),
      namesModel: namesModel(workload),
      runsOnce:
        isPod &&
        policies.some(policy => policy !== undefined && policy !== 'Always'),
    },
    rules,
  );
}

function readRoot(
  root: Candidate['root'],
  members: readonly StoredObject[],
  context: EvaluationContext,
): ReadWorkload | null {
  if (root.kind === 'unread') {
    return readUnread(root, members, context);
  }
  const stored = context.graph.find(root.uid);
  return stored ? readWorkload(stored, context) : null;
}

/** Finds out what hangs on a root: a model server, or something else that may hold GPUs. */
export function evaluateRoot(
  root: Root,
  context: EvaluationContext,
): Evaluation {
  const { graph, facts, rules } = context;
  const members = graph.membersOf(root.id);
  const pods = members.flatMap(({ pod }) => pod ?? []);
  const holdings = holdingsOf(pods, facts);
  const read =
    root.kind === 'awaiting' ? null : readRoot(root, members, context);
  if (root.kind === 'awaiting' || !read) {
    return { server: null, holdings };
  }
  const { stored, workload } = read;
  const children = childWorkloads(read, members, context);
  const ownImage = findServingContainer(workload.pods, rules.images)?.image;
  const childPods = children[0]?.workload.pods ?? [];
  const resolved =
    !ownImage && childPods.length > 0 ? childPods : workload.pods;
  const metadata = at(read.object, 'metadata');
  const candidate: Candidate = {
    root,
    read,
    members,
    pods,
    resolved,
    marks: readMarks(stored.kind, metadata, [...workload.pods, ...resolved]),
    namespaceMarks: facts.findNamespace(stored.namespace),
  };
  if (!recognize(candidate, context).isServer) {
    return { server: null, holdings };
  }
  const key: ServerKey = {
    cluster: context.cluster,
    group: stored.group,
    kind: stored.kind,
    namespace: stored.namespace,
    name: stored.name,
  };
  const { replicas } = workload;
  const remembered = rememberedOf(read, members, context);
  const server = deriveServer({
    key,
    apiVersion: stored.apiVersion,
    uid: stored.uid,
    createdAt: stored.createdAt,
    generation: stored.generation,
    metadata,
    workload,
    resolved,
    replicas: {
      desired: replicas.desired ?? summed(children, 'desired'),
      ready: replicas.ready ?? summed(children, 'ready'),
      updated: replicas.updated ?? summed(children, 'updated'),
    },
    pods: servingPods(pods, children, context),
    remembered,
    author: stored.author,
    operator: root.operator,
    namespaceMarks: candidate.namespaceMarks,
    warnings: stored.warnings,
    firstSeenAt: context.firstSeen(root.id),
    facts,
    rules,
  });
  return {
    server: lagsBehind(read, remembered, context)
      ? { ...server, historyLags: true }
      : server,
    holdings,
  };
}

function namesModel(workload: Workload): boolean {
  const { source, modelId, runtime } = workload.hints;
  return (
    source !== undefined ||
    modelId !== undefined ||
    (runtime !== undefined && runtime !== 'ray-serve')
  );
}

function asksGpuByClaim(
  namespace: string,
  pods: Workload['pods'],
  facts: ClusterFacts,
): boolean {
  return pods.some(({ template }) =>
    readClaimReferences(at(template, 'spec')).some(
      ({ claimName, templateName }) =>
        (claimName !== null && facts.findClaim(namespace, claimName)) ||
        (templateName !== null &&
          facts.findClaimTemplate(namespace, templateName)),
    ),
  );
}
