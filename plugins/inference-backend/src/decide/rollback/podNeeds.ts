import type { Json, JsonObject } from '@inference-portal/plugin-inference-node';
import type { NeededObject } from './rollbackWorld';

/** An object that a pod names, without whether it is there. */
export type NamedObject = Pick<NeededObject, 'kind' | 'name'>;

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where each kind is named: the field, and the field of the name inside it. */
const PLACES: readonly (readonly [string, string, NamedObject['kind']])[] = [
  ['configMapRef', 'name', 'ConfigMap'],
  ['configMapKeyRef', 'name', 'ConfigMap'],
  ['configMap', 'name', 'ConfigMap'],
  ['secretRef', 'name', 'Secret'],
  ['secretKeyRef', 'name', 'Secret'],
  ['secret', 'secretName', 'Secret'],
  ['persistentVolumeClaim', 'claimName', 'PersistentVolumeClaim'],
];

function collect(value: Json | undefined, found: Map<string, NamedObject>) {
  if (Array.isArray(value)) {
    value.forEach(item => collect(item, found));
    return;
  }
  if (!isObject(value)) {
    return;
  }
  const add = (kind: NamedObject['kind'], name: Json | undefined) => {
    if (typeof name === 'string' && name !== '') {
      found.set(`${kind} ${name}`, { kind, name });
    }
  };
  for (const [field, nameField, kind] of PLACES) {
    const place = value[field];
    if (isObject(place) && place.optional !== true) {
      add(kind, place[nameField]);
    }
  }
  add('ServiceAccount', value.serviceAccountName);
  if (Array.isArray(value.imagePullSecrets)) {
    value.imagePullSecrets.forEach(secret =>
      add('Secret', isObject(secret) ? secret.name : undefined),
    );
  }
  Object.values(value).forEach(inner => collect(inner, found));
}

/** Objects that pods of a specification need and may not do without, by kind and name. */
export function podNeeds(specification: JsonObject): readonly NamedObject[] {
  const found = new Map<string, NamedObject>();
  collect(specification, found);
  return [...found.keys()].sort().flatMap(key => found.get(key) ?? []);
}

/** What `target` needs and `current` does not: what runs now proves that the rest is there. */
export function newNeeds(
  current: JsonObject,
  target: JsonObject,
): readonly NamedObject[] {
  const known = new Set(
    podNeeds(current).map(({ kind, name }) => `${kind} ${name}`),
  );
  return podNeeds(target).filter(
    ({ kind, name }) => !known.has(`${kind} ${name}`),
  );
}

function gpusOf(containers: Json | undefined): number {
  if (!Array.isArray(containers)) {
    return 0;
  }
  return containers
    .map(container => {
      const resources = isObject(container) ? container.resources : undefined;
      const limits = isObject(resources) ? resources.limits : undefined;
      return Object.entries(isObject(limits) ? limits : {})
        .filter(([name]) => /^(?:nvidia|amd)\.com\/gpu$/.test(name))
        .map(([, count]) => Number(count) || 0)
        .reduce((sum, count) => sum + count, 0);
    })
    .reduce((sum, count) => sum + count, 0);
}

/** Whole GPUs that one pod of a pod template asks for; 0 for specifications of other kinds. */
export function gpusPerPod(specification: JsonObject): number {
  const { template } = specification;
  const spec = isObject(template) ? template.spec : undefined;
  return isObject(spec) ? gpusOf(spec.containers) : 0;
}

/** Seconds that startup probes give the slowest container; 0 without any. */
export function startupSeconds(specification: JsonObject): number {
  const { template } = specification;
  const spec = isObject(template) ? template.spec : undefined;
  const containers = isObject(spec) ? spec.containers : undefined;
  const number = (value: Json | undefined, otherwise: number) =>
    typeof value === 'number' ? value : otherwise;
  return Math.max(
    0,
    ...(Array.isArray(containers) ? containers : []).map(container => {
      const probe = isObject(container) ? container.startupProbe : undefined;
      return isObject(probe)
        ? number(probe.initialDelaySeconds, 0) +
            number(probe.failureThreshold, 3) * number(probe.periodSeconds, 10)
        : 0;
    }),
  );
}
