import { ApiError, badRequest, notFound } from '../ApiError';
import { isJsonObject, isRecord, type JsonObject } from '../objects';
import { plainObject } from '../ownership/managedFields';
import { labelSelectorText } from '../selectors/labelSelector';
import type { StoredVersion } from '../store/StoredVersion';
import { parseSelector } from '../writes/validation/objectRules';

/** The Scale of an object (autoscaling/v1). */
export function scaleOf(stored: StoredVersion): JsonObject {
  const { scale } = stored.definition.subresources;
  if (!scale) throw notFound(stored.definition, stored.name);
  const object = plainObject(stored.object);
  const {
    name,
    namespace = '',
    uid,
    resourceVersion,
    creationTimestamp,
  } = stored.object.metadata;
  const selector = scale.labelSelectorPath
    ? valueAt(object, scale.labelSelectorPath)
    : undefined;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    // Zero is left out, as in the real Scale.
    spec: positive(numberAt(object, scale.specReplicasPath)),
    status: {
      replicas: numberAt(object, scale.statusReplicasPath),
      ...(selector === undefined ? {} : { selector: selectorText(selector) }),
    },
  };
}

/** The object with the replicas that a Scale asks for. 400 when it is no Scale. */
export function withScale(
  stored: StoredVersion,
  scale: JsonObject,
): JsonObject {
  const spec = isJsonObject(scale.spec) ? scale.spec : {};
  const replicas = spec.replicas ?? 0;
  if (typeof replicas !== 'number') {
    throw badRequest(
      'Scale in version "autoscaling/v1" cannot be handled as a Scale: spec.replicas must be a number',
    );
  }
  if (replicas < 0) {
    const message = `Invalid value: ${replicas}: must be greater than or equal to 0`;
    throw new ApiError(
      422,
      'Invalid',
      `Scale.autoscaling "${stored.name}" is invalid: spec.replicas: ${message}`,
      {
        name: stored.name,
        group: 'autoscaling',
        kind: 'Scale',
        causes: [
          { reason: 'FieldValueInvalid', message, field: 'spec.replicas' },
        ],
      },
    );
  }
  const object = plainObject(stored.object);
  const metadata = isJsonObject(scale.metadata) ? scale.metadata : {};
  return {
    ...object,
    metadata: {
      ...(isJsonObject(object.metadata) ? object.metadata : {}),
      ...(metadata.resourceVersion
        ? { resourceVersion: metadata.resourceVersion }
        : {}),
    },
    spec: { ...(isJsonObject(object.spec) ? object.spec : {}), replicas },
  };
}

function positive(replicas: number): JsonObject {
  return replicas > 0 ? { replicas } : {};
}

function numberAt(object: JsonObject, path: string): number {
  const value = valueAt(object, path);
  return typeof value === 'number' ? value : 0;
}

function valueAt(object: JsonObject, path: string): unknown {
  let value: unknown = object;
  for (const segment of path.split('.').filter(each => each !== '')) {
    value = isRecord(value) ? value[segment] : undefined;
  }
  return value;
}

function selectorText(selector: unknown): string {
  if (typeof selector === 'string') return selector;
  return isRecord(selector)
    ? labelSelectorText(parseSelector(selector as JsonObject))
    : '';
}
