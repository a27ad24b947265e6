import { isJsonObject, type Json, type JsonObject } from '../objects';

/**
 * Lists whose items Kubernetes tells apart by key fields, by the name of the field that holds the list. The
 * name is enough: the kinds of the simulation use no such name with two meanings, but for `ports`, `conditions`
 * and `volumes`, which are told apart by what the items have.
 */
const KEYS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  containers: [['name']],
  initContainers: [['name']],
  ephemeralContainers: [['name']],
  env: [['name']],
  volumes: [['name']],
  volumeMounts: [['mountPath']],
  volumeDevices: [['devicePath']],
  ports: [['containerPort', 'protocol'], ['port', 'protocol'], ['port']],
  imagePullSecrets: [['name']],
  hostAliases: [['ip']],
  topologySpreadConstraints: [['topologyKey', 'whenUnsatisfiable']],
  resourceClaims: [['name']],
  claims: [['name']],
  schedulingGates: [['name']],
  conditions: [['type']],
  ownerReferences: [['uid']],
  addresses: [['type']],
  secrets: [['name']],
};

/** Keys that strategic merge patches use where server-side apply has more or other ones. */
const STRATEGIC_KEYS: Readonly<Record<string, readonly string[]>> = {
  ports: ['containerPort', 'port'],
  topologySpreadConstraints: ['topologyKey'],
};

/** Lists of primitives that are merged as sets. */
const SETS = new Set(['finalizers']);

/** Maps that belong to one manager as a whole. */
const ATOMIC_MAPS = new Set([
  'selector',
  'nodeSelector',
  'labelSelector',
  'secretKeyRef',
  'configMapKeyRef',
  'fieldRef',
  'resourceFieldRef',
  'scaleTargetRef',
]);

/** The key fields that identify the items of a list under server-side apply, if the list has keys. */
export function findListKeys(
  field: string,
  list: readonly Json[],
): readonly string[] | undefined {
  const candidates = Object.hasOwn(KEYS, field) ? KEYS[field] : undefined;
  const first = list[0];
  if (!candidates || !isJsonObject(first)) return undefined;
  return candidates.find(keys =>
    list.every(
      item =>
        isJsonObject(item) &&
        keys.some(key => item[key] !== undefined) &&
        keys.every(key => key === 'protocol' || item[key] !== undefined),
    ),
  );
}

/** The single merge key of a list under strategic merge. */
export function findMergeKey(
  field: string,
  ...lists: readonly (readonly Json[])[]
): string | undefined {
  if (!Object.hasOwn(KEYS, field)) return undefined;
  const candidates = Object.hasOwn(STRATEGIC_KEYS, field)
    ? STRATEGIC_KEYS[field] ?? []
    : (KEYS[field] ?? []).flatMap(keys => keys.slice(0, 1));
  return candidates.find(key =>
    lists.some(list =>
      list.some(item => isJsonObject(item) && item[key] !== undefined),
    ),
  );
}

/** Whether a list of primitives is merged as a set. */
export function isSetList(field: string): boolean {
  return SETS.has(field);
}

/** Whether a map has one owner as a whole. */
export function isAtomicMap(field: string): boolean {
  return ATOMIC_MAPS.has(field);
}

/** The values of an item's key fields; a port without protocol is TCP. */
export function itemKey(item: JsonObject, keys: readonly string[]): JsonObject {
  const key: JsonObject = {};
  for (const each of [...keys].sort()) {
    key[each] = item[each] ?? (each === 'protocol' ? 'TCP' : null);
  }
  return key;
}
