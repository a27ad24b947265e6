import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { ReadinessFacts } from '../decide/readiness/facts';
import { at, isFields, textMapOf } from '../observe/clusters/adapters/fields';
import type { ClusterScaling } from '../observe/clusters/scaling/ScalingReader';
import {
  type Labels,
  selects,
} from '../observe/clusters/servers/labelSelector';

/** What the rules of scaling ask about. */
export type ScalingFacts = Pick<
  ReadinessFacts,
  'autoscalers' | 'disruptionBudgets' | 'unseen'
>;

type ScaledServer = Pick<
  ModelServer,
  'apiVersion' | 'kind' | 'name' | 'namespace'
>;

/** Controllers that may scale what they make without an autoscaler that can be listed. */
const SCALED_BY: { readonly [kind: string]: string } = {
  InferenceService: 'KServe',
  LLMInferenceService: 'KServe',
  NIMService: 'The NIM operator',
  RayService: 'Ray',
};

const groupOf = (apiVersion: string) => apiVersion.split('/')[0];

/** Labels that the pods of a server have; null when neither the specification nor the kind tells. */
function podLabels(
  server: ScaledServer,
  specification: unknown,
): Labels | null {
  if (server.kind === 'InferenceService') {
    return { 'serving.kserve.io/inferenceservice': server.name };
  }
  const metadata = [
    ['template'],
    ['leaderWorkerTemplate', 'leaderTemplate'],
    ['leaderWorkerTemplate', 'workerTemplate'],
  ]
    .map(path => at(specification, ...path, 'metadata', 'labels'))
    .find(isFields);
  return metadata === undefined ? null : textMapOf(metadata);
}

/** Finds what scales a server and what keeps some of its pods, among everything of its cluster. */
export function findScaling(
  server: ScaledServer,
  specification: unknown,
  { autoscalers, budgets }: ClusterScaling,
): ScalingFacts {
  const found = (autoscalers.byNamespace.get(server.namespace) ?? []).filter(
    ({ target, owners }) =>
      (target.kind === server.kind &&
        target.name === server.name &&
        groupOf(target.apiVersion) === groupOf(server.apiVersion)) ||
      owners.some(
        owner => owner.kind === server.kind && owner.name === server.name,
      ),
  );
  const by = SCALED_BY[server.kind];
  const notScaled =
    autoscalers.unseen ??
    (by === undefined
      ? null
      : `No autoscaler names the server, and ${by} may scale it by itself.`);
  const labels = podLabels(server, specification);
  const kept =
    labels === null
      ? []
      : (budgets.byNamespace.get(server.namespace) ?? []).filter(
          ({ selector }) => selects(selector, labels),
        );
  const notKept =
    budgets.unseen ??
    (labels === null
      ? 'The labels of its pods are not in the specification, so that no PodDisruptionBudget can be matched.'
      : null);
  return {
    autoscalers:
      found.length === 0 && notScaled !== null
        ? null
        : found.map(({ kind, name, minReplicas, maxReplicas }) => ({
            name: `${kind} ${name}`,
            minReplicas,
            maxReplicas,
          })),
    disruptionBudgets:
      kept.length === 0 && notKept !== null
        ? null
        : kept.map(({ name, minAvailable, maxUnavailable }) => ({
            name,
            minAvailable,
            maxUnavailable,
          })),
    unseen: { autoscalers: notScaled, disruptionBudgets: notKept },
  };
}
