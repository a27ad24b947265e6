import type {
  KubernetesObject,
  Workload,
  WorkloadAdapter,
} from '@inference-portal/plugin-inference-node';
import type { InstantMs, RememberedSpecification } from '../../../types';
import { at, fieldsOf, isFields } from '../adapters/fields';
import type { ClusterFacts } from '../servers/clusterFacts';
import type { Marks } from '../servers/marks';
import type { RecognitionRules } from '../servers/recognition';
import {
  compareRemembered,
  imagesInside,
  rememberedSpecification,
} from '../servers/specifications';
import type { ObjectGraph } from './ObjectGraph';
import type { Root } from './rootOf';
import { restoreObject, type StoredObject } from './storedObject';

/** What roots are evaluated with. */
export interface EvaluationContext {
  readonly cluster: string;
  readonly graph: ObjectGraph;
  readonly facts: ClusterFacts & { findNamespace(name: string): Marks | null };
  readonly rules: RecognitionRules;
  findAdapter(group: string, kind: string): WorkloadAdapter | undefined;
  /** Remembered specification of a ReplicaSet or ControllerRevision, computed once. */
  readonly remembered: WeakMap<
    StoredObject,
    readonly RememberedSpecification[]
  >;
  firstSeen(rootId: string): InstantMs;
  /** True when every object of that kind is known. */
  isListed(group: string, kind: string): boolean;
}

/** A workload's object together with what its adapter read from it. */
export interface ReadWorkload {
  readonly object: KubernetesObject;
  readonly stored: StoredObject;
  readonly adapter: WorkloadAdapter;
  readonly workload: Workload;
}

/** Puts the template of the workload that a Rollout runs where an own template would stand. */
function withReferencedTemplate(
  stored: StoredObject,
  object: KubernetesObject,
  graph: ObjectGraph,
): KubernetesObject {
  if (stored.runs === null) {
    return object;
  }
  const target = graph.findByName({ ...stored, ...stored.runs, group: 'apps' });
  const template = target
    ? at(restoreObject(target), 'spec', 'template')
    : undefined;
  if (!isFields(template)) {
    return object;
  }
  const patched = {
    ...object,
    spec: { ...fieldsOf(at(object, 'spec')), template },
  };
  return patched;
}

/** Reads a stored object by its adapter; null when no adapter reads its kind. */
export function readWorkload(
  stored: StoredObject,
  context: EvaluationContext,
): ReadWorkload | null {
  const adapter = context.findAdapter(stored.group, stored.kind);
  if (!adapter || stored.text === null) {
    return null;
  }
  const object = withReferencedTemplate(
    stored,
    restoreObject(stored),
    context.graph,
  );
  try {
    return { object, stored, adapter, workload: adapter.read(object) };
  } catch (error) {
    // An adapter of another module broke its promise not to throw; the others go on.
    const reason = error instanceof Error ? error.message : String(error);
    return {
      object,
      stored,
      adapter,
      workload: {
        pods: [],
        replicas: { desired: null, ready: null, updated: null },
        specification: {},
        hints: {},
        clusterRevision: null,
        problem: null,
        warnings: [`The adapter of ${stored.kind} failed: ${reason}`],
      },
    };
  }
}

/** The newest pod with a text stands for a controller that no adapter reads; equal ages are told apart by uid. */
function representative(members: readonly StoredObject[]): StoredObject | null {
  const pods = members
    .filter(member => member.pod !== null && member.text !== null)
    .sort(
      (a, b) =>
        (b.createdAt ?? 0) - (a.createdAt ?? 0) || (a.uid < b.uid ? -1 : 1),
    );
  return pods[0] ?? null;
}

/** Reads a controller of an unknown kind by the pods that it made; null when none of them can be read. */
export function readUnread(
  root: Root & { kind: 'unread' },
  members: readonly StoredObject[],
  context: EvaluationContext,
): ReadWorkload | null {
  const stand = representative(members);
  const read = stand
    ? readWorkload({ ...stand, group: '', kind: 'Pod' }, context)
    : null;
  if (!stand || !read) {
    return null;
  }
  const live = members.filter(
    ({ pod }) =>
      pod &&
      !pod.deleting &&
      pod.phase !== 'Succeeded' &&
      pod.phase !== 'Failed',
  );
  const created = members.flatMap(({ createdAt }) => createdAt ?? []);
  return {
    ...read,
    stored: {
      ...stand,
      group: root.owner.group,
      kind: root.owner.kind,
      name: root.owner.name,
      namespace: root.owner.namespace,
      uid: root.owner.uid,
      createdAt:
        created.length > 0 ? (Math.min(...created) as InstantMs) : null,
      generation: null,
      apiVersion: root.owner.apiVersion,
    },
    workload: {
      ...read.workload,
      replicas: {
        desired: null,
        ready: live.filter(({ pod }) => pod?.ready).length,
        updated: null,
      },
    },
  };
}

/**
 * True when a workload may have gone through more than its dependents tell so far: its controller has not numbered what it is to run
 * now, or the number that it names belongs to no dependent, to two, or to one that runs something else. Each kind is watched by itself:
 * after an outage a Deployment may be seen again long before the ReplicaSets that it went through meanwhile. A controller that has just
 * come back gives one number twice, and corrects the newer one at its next look.
 */
export function lagsBehind(
  { adapter, object, stored, workload }: ReadWorkload,
  remembered: readonly RememberedSpecification[],
  context: EvaluationContext,
): boolean {
  const { remembers } = adapter;
  const named = workload.clusterRevision;
  if (
    remembers === undefined ||
    !context.isListed(remembers.group, remembers.kind)
  ) {
    return false;
  }
  // What was never changed has no history.
  if (workload.clusterRevisionLags && (stored.generation ?? 1) > 1) {
    return true;
  }
  // Only numbers are the dependents' own; the name that a StatefulSet gives is not.
  if (named === null || !/^\d+$/.test(named)) {
    return false;
  }
  const [holder, ...others] = remembered.filter(
    ({ clusterRevision }) => clusterRevision === named,
  );
  // What is written into a paused workload gets no dependent before it goes on.
  const paused = at(object, 'spec', 'paused') === true;
  return (
    holder === undefined ||
    others.length > 0 ||
    (!paused && !runsSameImages(workload, holder))
  );
}

/** Images are compared alone: the rest of a template may be written in two ways. */
function runsSameImages(
  { specification }: Workload,
  remembered: RememberedSpecification,
): boolean {
  const [own, theirs] = [specification, remembered.specification].map(one =>
    [...new Set(imagesInside(at(one, 'template')))].sort().join(' '),
  );
  return own === theirs;
}

/** Specifications that the dependents of a workload remember, oldest first. */
export function rememberedOf(
  read: ReadWorkload,
  members: readonly StoredObject[],
  context: EvaluationContext,
): readonly RememberedSpecification[] {
  const { adapter, stored, object } = read;
  const { remembers } = adapter;
  if (!remembers || !adapter.revisions) {
    return [];
  }
  const result: RememberedSpecification[] = [];
  for (const member of members) {
    if (
      member.group !== remembers.group ||
      member.kind !== remembers.kind ||
      member.controller?.uid !== stored.uid
    ) {
      continue;
    }
    let known = context.remembered.get(member);
    if (!known) {
      known = adapter
        .revisions(object, [restoreObject(member)])
        .flatMap(revision => rememberedSpecification(revision) ?? []);
      context.remembered.set(member, known);
    }
    result.push(...known);
  }
  return result.sort(compareRemembered);
}
