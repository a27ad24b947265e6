import type { Workload } from '@inference-portal/plugin-inference-node';
import { at } from '../adapters/fields';
import { asksGpus } from '../servers/gpuHolding';
import {
  readClaimReferences,
  readDeviceRequests,
} from '../servers/gpuRequests';
import { findServingImage } from '../servers/images';
import type { PodFacts } from '../servers/podFacts';
import { imagesOf } from '../servers/servingContainer';
import {
  type EvaluationContext,
  type ReadWorkload,
  readWorkload,
} from './readWorkload';
import type { StoredObject } from './storedObject';

function servesItself(read: ReadWorkload, context: EvaluationContext): boolean {
  return read.workload.pods.some(
    ({ template }) =>
      readDeviceRequests(at(template, 'spec')).size > 0 ||
      readClaimReferences(at(template, 'spec')).length > 0 ||
      imagesOf([{ role: '', template, perReplica: 1 }]).some(image =>
        findServingImage(image, context.rules.images),
      ),
  );
}

/** Serving workloads that the root itself makes, the one that runs now first; what these make in turn is theirs. */
export function childWorkloads(
  root: ReadWorkload,
  members: readonly StoredObject[],
  context: EvaluationContext,
): readonly ReadWorkload[] {
  return members
    .filter(
      member =>
        member.uid !== root.stored.uid &&
        member.pod === null &&
        context.findAdapter(member.group, member.kind) !== undefined,
    )
    .filter(member => {
      const above = context.graph.chainOf(member.uid).slice(1);
      const nearest = above.find(
        owner =>
          owner.pod === null && context.findAdapter(owner.group, owner.kind),
      );
      return nearest?.uid === root.stored.uid;
    })
    .flatMap(member => readWorkload(member, context) ?? [])
    .filter(child => servesItself(child, context))
    .sort(
      (a, b) =>
        Number((b.workload.replicas.desired ?? 1) > 0) -
          Number((a.workload.replicas.desired ?? 1) > 0) ||
        (b.stored.createdAt ?? 0) - (a.stored.createdAt ?? 0) ||
        (a.stored.name < b.stored.name ? -1 : 1),
    );
}

/** Sum of a replica count over workloads; null when none of them has it. */
export function summed(
  children: readonly ReadWorkload[],
  field: keyof Workload['replicas'],
): number | null {
  return children.reduce<number | null>((sum, { workload }) => {
    const count = workload.replicas[field];
    return count === null ? sum : (sum ?? 0) + count;
  }, null);
}

/** Pods of the root that serve: those under children that do nothing but route or transform are left out. */
export function servingPods(
  pods: readonly PodFacts[],
  children: readonly ReadWorkload[],
  context: EvaluationContext,
): readonly PodFacts[] {
  if (children.length === 0) {
    return pods;
  }
  const serving = new Set(children.map(({ stored }) => stored.uid));
  const kept = pods.filter(pod =>
    context.graph.chainOf(pod.uid).some(({ uid }) => serving.has(uid)),
  );
  return kept.length > 0
    ? kept
    : pods.filter(pod => asksGpus(pod, context.facts) || pod.runsServingImage);
}
