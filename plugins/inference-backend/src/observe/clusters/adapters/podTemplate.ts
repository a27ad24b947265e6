import type {
  JsonObject,
  V1PodTemplateSpec,
} from '@inference-portal/plugin-inference-node';
import {
  at,
  fieldsOf,
  isFields,
  itemsOf,
  jsonObjectOf,
  jsonOf,
} from './fields';

/** Labels that a controller adds to tell its own generations apart; they do not decide what runs. */
const CONTROLLER_LABELS = new Set([
  'pod-template-hash',
  'rollouts-pod-template-hash',
  'controller-revision-hash',
  'leaderworkerset.sigs.k8s.io/template-revision-hash',
]);

/** A pod template out of an object whose fields may be of any type, with a warning when it has no containers. */
export function readTemplate(
  value: unknown,
  path: string,
  warnings: string[],
): V1PodTemplateSpec {
  if (itemsOf(at(value, 'spec', 'containers')).length === 0) {
    warnings.push(`${path}.spec.containers is missing or not a list`);
  }
  return jsonObjectOf(value) as V1PodTemplateSpec;
}

/** The part of a pod template that decides what runs: equal for a Deployment and its ReplicaSet. */
export function templateSpecification(template: unknown): JsonObject {
  const source = fieldsOf(template);
  const metadata = jsonObjectOf(source.metadata);
  const kept: JsonObject = {};
  for (const name of ['labels', 'annotations']) {
    const entries = Object.entries(fieldsOf(metadata[name])).filter(
      ([label]) => name !== 'labels' || !CONTROLLER_LABELS.has(label),
    );
    if (entries.length > 0) {
      kept[name] = jsonObjectOf(Object.fromEntries(entries));
    }
  }
  return {
    ...(Object.keys(kept).length > 0 ? { metadata: kept } : {}),
    spec: isFields(source.spec) ? jsonOf(source.spec) : {},
  };
}
