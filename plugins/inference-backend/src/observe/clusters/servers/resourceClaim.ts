import { at, integerOf, isFields, itemsOf, textOf } from '../adapters/fields';

/** GPUs that a ResourceClaim, or the claims of a template, ask for and hold. */
export interface GpuClaim {
  readonly namespace: string;
  readonly name: string;
  /** Whole or partial devices asked for, by device class; empty when it asks for no GPU. */
  readonly asked: ReadonlyMap<string, number>;
  /** Allocated GPU devices; null while nothing is allocated. */
  readonly allocated: number | null;
  /** uid of the pod that the claim was made for; null for one that stands for itself. */
  readonly owner: string | null;
  /** uids of the pods that share the claim. */
  readonly reservedFor: readonly string[];
  /** True when a device is a part of a card, so that its weight is not known. */
  readonly partial: boolean;
}

const GPU_CLASS = /gpu|^mig\./i;

function askedBy(
  request: unknown,
): { deviceClass: string; count: number } | null {
  const alternatives = itemsOf(at(request, 'firstAvailable'));
  // v1 has `exactly`, v1beta1 has the fields on the request itself.
  const exact = [at(request, 'exactly'), alternatives[0], request].find(
    candidate =>
      isFields(candidate) && textOf(at(candidate, 'deviceClassName')) !== null,
  );
  const deviceClass = textOf(at(exact, 'deviceClassName'));
  // Access for monitoring holds nothing.
  if (deviceClass === null || at(exact, 'adminAccess') === true) {
    return null;
  }
  return GPU_CLASS.test(deviceClass)
    ? { deviceClass, count: integerOf(at(exact, 'count')) ?? 1 }
    : null;
}

/** Reads a ResourceClaim or a ResourceClaimTemplate; null when it asks for no GPU or cannot be read. */
export function readGpuClaim(object: unknown): GpuClaim | null {
  const name = textOf(at(object, 'metadata', 'name'));
  if (name === null) {
    return null;
  }
  const spec = isFields(at(object, 'spec', 'spec'))
    ? at(object, 'spec', 'spec')
    : at(object, 'spec');
  const asked = new Map<string, number>();
  const requestNames = new Set<string>();
  for (const request of itemsOf(at(spec, 'devices', 'requests'))) {
    const wanted = askedBy(request);
    if (wanted) {
      asked.set(
        wanted.deviceClass,
        (asked.get(wanted.deviceClass) ?? 0) + wanted.count,
      );
      requestNames.add(textOf(at(request, 'name')) ?? '');
    }
  }
  if (asked.size === 0) {
    return null;
  }
  const allocation = at(object, 'status', 'allocation');
  const results = itemsOf(at(allocation, 'devices', 'results')).filter(
    result =>
      at(result, 'adminAccess') !== true &&
      requestNames.has(
        (textOf(at(result, 'request')) ?? '').split('/')[0] ?? '',
      ),
  );
  return {
    namespace: textOf(at(object, 'metadata', 'namespace')) ?? '',
    name,
    asked: new Map([...asked].sort(([a], [b]) => (a < b ? -1 : 1))),
    owner: textOf(
      at(itemsOf(at(object, 'metadata', 'ownerReferences'))[0], 'uid'),
    ),
    allocated: isFields(allocation) ? results.length : null,
    reservedFor: itemsOf(at(object, 'status', 'reservedFor')).flatMap(
      consumer => textOf(at(consumer, 'uid')) ?? [],
    ),
    partial: [...asked.keys()].some(deviceClass =>
      /mig|shared/i.test(deviceClass),
    ),
  };
}
