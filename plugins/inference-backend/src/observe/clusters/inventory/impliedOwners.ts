import type { StoredObject } from './storedObject';

/** Identity of an object by its name; unicode-safe. */
export function nameKey(
  object: Pick<StoredObject, 'group' | 'kind' | 'namespace' | 'name'>,
): string {
  return JSON.stringify([
    object.group,
    object.kind,
    object.namespace,
    object.name,
  ]);
}

/** Set by KServe on everything it makes, also through Knative, whose objects are not watched. */
const INFERENCE_SERVICE_LABEL = 'serving.kserve.io/inferenceservice';
const TEMPLATE_HASH_LABEL = 'pod-template-hash';

/**
 * What an object hangs on, the surest first: the uid of its controller, then the names of owners that its labels imply when
 * the controller cannot be read.
 */
export function impliedLinks(object: StoredObject): readonly string[] {
  const links: string[] = [];
  const { controller, namespace, labels } = object;
  if (controller === null) {
    return links;
  }
  links.push(`uid:${controller.uid}`);
  const service = labels[INFERENCE_SERVICE_LABEL];
  if (service !== undefined) {
    links.push(
      `name:${nameKey({
        group: 'serving.kserve.io',
        kind: 'InferenceService',
        namespace,
        name: service,
      })}`,
    );
  }
  const hash = labels[TEMPLATE_HASH_LABEL];
  // Without the right to read ReplicaSets their names still tell the Deployment.
  if (
    controller.kind === 'ReplicaSet' &&
    hash !== undefined &&
    controller.name.endsWith(`-${hash}`)
  ) {
    const name = controller.name.slice(0, -hash.length - 1);
    links.push(
      `name:${nameKey({ group: 'apps', kind: 'Deployment', namespace, name })}`,
    );
  }
  return links;
}
