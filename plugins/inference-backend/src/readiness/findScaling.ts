import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { ReadinessFacts } from '../decide/readiness/facts';
import { at, isFields, textMapOf } from '../observe/clusters/adapters/fields';
import type {
  ClusterScaling,
  ScalingReader,
} from '../observe/clusters/scaling/ScalingReader';
import {
  type Labels,
  selects,
} from '../observe/clusters/servers/labelSelector';

/** What the rules ask about the objects around a server. */
export type ScalingFacts = Pick<
  ReadinessFacts,
  'autoscalers' | 'disruptionBudgets' | 'memoryAlerts' | 'unseen'
>;

/** Where the objects around servers are read. */
export type ScalingSource = Pick<ScalingReader, 'read'>;

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

/** Whether an expression names a server or its pods: as a whole word, so that `chat` is not found in `support-chat`. */
function names(expression: string, server: string): boolean {
  const place = expression.indexOf(server);
  return (
    place >= 0 &&
    !/[a-z0-9-]/.test(expression[place - 1] ?? '') &&
    !/[a-z0-9]/.test(expression[place + server.length] ?? '')
  );
}

/** Labels that the pods of a server have; null when neither the specification nor the kind tells. */
export function readPodLabels(
  server: Pick<ScaledServer, 'kind' | 'name'>,
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

/**
 * Finds what scales a server, what keeps some of its pods and what watches its memory, among everything of its cluster.
 *
 * @param labels - of its pods; null when they are not known
 */
export function findScaling(
  server: ScaledServer,
  labels: Labels | null,
  { autoscalers, budgets, memoryAlerts }: ClusterScaling,
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
  const watching = (
    memoryAlerts.byNamespace.get(server.namespace) ?? []
  ).filter(({ servers, expressions }) =>
    servers.length > 0
      ? servers.includes(server.name)
      : expressions.some(expression => names(expression, server.name)),
  );
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
    memoryAlerts:
      watching.length === 0 && memoryAlerts.unseen !== null
        ? null
        : watching.map(({ name }) => `PrometheusRule ${name}`),
    unseen: {
      autoscalers: notScaled,
      disruptionBudgets: notKept,
      memoryAlerts: memoryAlerts.unseen,
    },
  };
}
