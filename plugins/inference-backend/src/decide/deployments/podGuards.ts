import type { Json, JsonObject } from '@inference-portal/plugin-inference-node';

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function itemsOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

const HOST_FIELDS = ['hostNetwork', 'hostPID', 'hostIPC'] as const;
const CONTAINERS = ['containers', 'initContainers', 'ephemeralContainers'];

function guardPod(
  spec: JsonObject,
  accounts: ReadonlySet<string>,
): readonly string[] {
  const account = spec.serviceAccountName ?? spec.serviceAccount;
  return [
    ...HOST_FIELDS.filter(field => spec[field] === true).map(
      field => `${field}: pods of the portal stay off their node`,
    ),
    ...itemsOf(spec.volumes)
      .filter(volume => volume.hostPath !== undefined)
      .map(
        volume =>
          `volume ${String(
            volume.name,
          )}: hostPath reaches into the node, use a PersistentVolumeClaim`,
      ),
    ...CONTAINERS.flatMap(field => itemsOf(spec[field]))
      .filter(
        ({ securityContext }) =>
          isObject(securityContext) && securityContext.privileged === true,
      )
      .map(
        ({ name }) =>
          `container ${String(name)}: privileged gives it the whole node`,
      ),
    ...(typeof account === 'string' && !accounts.has(account)
      ? [
          `serviceAccountName ${account}: its rights are not known here; use one of the same deployment, or none`,
        ]
      : []),
  ];
}

/**
 * Why pods that an object makes must not be made on behalf of somebody: they would reach more than their namespace. Looks at whatever has
 * containers, at any depth. `accounts` are those that may be named.
 */
export function guardPods(
  value: Json | undefined,
  accounts: ReadonlySet<string>,
): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap(item => guardPods(item, accounts));
  }
  if (!isObject(value)) {
    return [];
  }
  const isPod =
    Array.isArray(value.containers) ||
    HOST_FIELDS.some(field => value[field] !== undefined) ||
    value.serviceAccountName !== undefined;
  return [
    ...(isPod ? guardPod(value, accounts) : []),
    ...Object.values(value).flatMap(inner => guardPods(inner, accounts)),
  ];
}
