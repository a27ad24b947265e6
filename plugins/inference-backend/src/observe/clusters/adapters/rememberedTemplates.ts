import type {
  JsonObject,
  KubernetesObject,
  RememberedRevision,
} from '@inference-portal/plugin-inference-node';
import { at, fieldsOf, isFields, jsonObjectOf, textOf } from './fields';
import { templateSpecification } from './podTemplate';

const CHANGE_CAUSE = 'kubernetes.io/change-cause';

function remembered(
  dependent: KubernetesObject,
  clusterRevision: unknown,
  specification: JsonObject,
): RememberedRevision[] {
  const uid = textOf(at(dependent, 'metadata', 'uid'));
  const startedAt = textOf(at(dependent, 'metadata', 'creationTimestamp'));
  if (uid === null || startedAt === null) {
    return [];
  }
  const annotations = at(dependent, 'metadata', 'annotations');
  return [
    {
      uid,
      clusterRevision:
        typeof clusterRevision === 'number'
          ? String(clusterRevision)
          : textOf(clusterRevision) ?? '',
      specification,
      startedAt,
      changeCause: textOf(at(annotations, CHANGE_CAUSE)),
    },
  ];
}

/** Pod templates that ReplicaSets remember; the revision stands in `annotation`. `specify` makes them comparable with their owner's. */
export function replicaSetRevisions(
  dependents: readonly KubernetesObject[],
  annotation: string,
  specify: (template: unknown) => JsonObject = templateSpecification,
): readonly RememberedRevision[] {
  return dependents.flatMap(replicaSet => {
    const template = at(replicaSet, 'spec', 'template');
    return isFields(template)
      ? remembered(
          replicaSet,
          at(replicaSet, 'metadata', 'annotations', annotation),
          { template: specify(template) },
        )
      : [];
  });
}

/**
 * Pod templates that the ControllerRevisions of a StatefulSet remember. Their `data` is a patch that replaces
 * `spec.template` as a whole, so the template can be read without applying it.
 */
export function controllerRevisions(
  dependents: readonly KubernetesObject[],
): readonly RememberedRevision[] {
  return dependents.flatMap(revision => {
    const template = at(revision, 'data', 'spec', 'template');
    if (!isFields(template)) {
      return [];
    }
    const whole = jsonObjectOf(template, new Set(['$patch']));
    return remembered(revision, at(revision, 'revision'), {
      template: templateSpecification(fieldsOf(whole)),
    });
  });
}
