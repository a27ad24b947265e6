import type { Cause } from '../../ApiError';
import { isJsonObject, type Json, type JsonObject } from '../../objects';
import { quantityOf } from '../../controllers/nodes/quantity';
import { invalidValue, requiredValue, unsupportedValue } from './nameRules';

const CONTAINER_NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const QUANTITY =
  /^[+-]?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];

/** Checks the spec of a pod or of a template at `path`. */
export function podSpecCauses(spec: Json | undefined, path: string): Cause[] {
  if (!isJsonObject(spec)) return [requiredValue(`${path}.containers`)];
  const containers = Array.isArray(spec.containers) ? spec.containers : [];
  const causes: Cause[] =
    containers.length === 0 ? [requiredValue(`${path}.containers`)] : [];
  const volumes = namesOf(spec.volumes);
  const seen = new Set<string>();
  const check = (list: Json | undefined, field: string) => {
    if (!Array.isArray(list)) return;
    list.forEach((container, index) => {
      causes.push(
        ...containerCauses(
          container,
          `${path}.${field}[${index}]`,
          seen,
          volumes,
        ),
      );
    });
  };
  check(spec.initContainers, 'initContainers');
  check(containers, 'containers');
  return causes;
}

function containerCauses(
  container: Json,
  path: string,
  seen: Set<string>,
  volumes: ReadonlySet<string>,
): Cause[] {
  if (!isJsonObject(container)) return [requiredValue(`${path}.name`)];
  const causes: Cause[] = [];
  const { name, image, imagePullPolicy, volumeMounts, resources } = container;
  if (
    imagePullPolicy !== undefined &&
    !PULL_POLICIES.includes(String(imagePullPolicy))
  ) {
    causes.push(
      unsupportedValue(
        `${path}.imagePullPolicy`,
        imagePullPolicy,
        PULL_POLICIES,
      ),
    );
  }
  if (typeof name !== 'string' || name === '') {
    causes.push(requiredValue(`${path}.name`));
  } else if (!CONTAINER_NAME.test(name)) {
    causes.push(
      invalidValue(
        `${path}.name`,
        name,
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
      ),
    );
  } else if (seen.has(name)) {
    causes.push({
      reason: 'FieldValueDuplicate',
      message: `Duplicate value: ${JSON.stringify(name)}`,
      field: `${path}.name`,
    });
  } else {
    seen.add(name);
  }
  if (typeof image !== 'string' || image.trim() === '') {
    causes.push(requiredValue(`${path}.image`));
  }
  if (Array.isArray(volumeMounts)) {
    volumeMounts.forEach((mount, index) => {
      if (!isJsonObject(mount) || typeof mount.name !== 'string') return;
      if (volumes.has(mount.name)) return;
      causes.push({
        reason: 'FieldValueNotFound',
        message: `Not found: ${JSON.stringify(mount.name)}`,
        field: `${path}.volumeMounts[${index}].name`,
      });
    });
  }
  if (isJsonObject(resources)) {
    causes.push(...resourceCauses(resources, `${path}.resources`));
  }
  return causes;
}

function resourceCauses(resources: JsonObject, path: string): Cause[] {
  const causes: Cause[] = [];
  const limits = isJsonObject(resources.limits) ? resources.limits : {};
  const requests = isJsonObject(resources.requests) ? resources.requests : {};
  for (const [field, map] of Object.entries({ limits, requests })) {
    for (const [name, value] of Object.entries(map)) {
      if (!QUANTITY.test(String(value))) {
        causes.push(
          invalidValue(
            `${path}.${field}[${name}]`,
            value,
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
          ),
        );
      } else if (
        isExtended(name) &&
        !Number.isInteger(quantityOf(String(value)))
      ) {
        causes.push(
          invalidValue(
            `${path}.${field}[${name}]`,
            String(value),
            'must be an integer',
          ),
        );
      }
      const limit = limits[name];
      if (field === 'requests' && limit !== undefined) {
        causes.push(...limitCauses(path, name, String(value), String(limit)));
      }
    }
  }
  return causes;
}

/** Devices such as GPUs are counted, and cannot be overcommitted. */
function isExtended(name: string): boolean {
  return name.includes('/');
}

function limitCauses(
  path: string,
  name: string,
  request: string,
  limit: string,
): Cause[] {
  if (isExtended(name)) {
    return request === limit
      ? []
      : [
          invalidValue(
            `${path}.requests`,
            request,
            `must be equal to ${name} limit of ${limit}`,
          ),
        ];
  }
  return quantityOf(request) <= quantityOf(limit)
    ? []
    : [
        invalidValue(
          `${path}.requests`,
          request,
          `must be less than or equal to ${name} limit of ${limit}`,
        ),
      ];
}

function namesOf(list: Json | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  if (!Array.isArray(list)) return names;
  for (const item of list) {
    if (isJsonObject(item) && typeof item.name === 'string')
      names.add(item.name);
  }
  return names;
}
