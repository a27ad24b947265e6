/** What YAML holds. */
export type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [key: string]: Value };

/** An object of Kubernetes, or a part of one. */
export type Fields = { readonly [key: string]: Value };

/** True for maps, false for lists and scalars. */
export function isFields(value: Value | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Merges maps as a strategic merge patch does; null takes a field away. Throws for lists, whose merging depends on their kind. */
export function mergeFields(target: Fields, patch: Fields): Fields {
  const merged = new Map(Object.entries(target));
  for (const [key, value] of Object.entries(patch)) {
    const before = merged.get(key);
    if (Array.isArray(value)) {
      throw new Error(`${key}: lists are replaced by JSON patches only`);
    }
    if (value === null) {
      merged.delete(key);
    } else {
      merged.set(
        key,
        isFields(value)
          ? mergeFields(isFields(before) ? before : {}, value)
          : value,
      );
    }
  }
  return Object.fromEntries(merged);
}

function setAt(
  target: Value | undefined,
  [step, ...rest]: readonly string[],
  value: Value,
): Value {
  if (step === undefined) {
    return value;
  }
  if (Array.isArray(target)) {
    const index = Number(step);
    if (!Number.isInteger(index) || index < 0 || index >= target.length) {
      throw new Error(`there is no item ${step}`);
    }
    return target.map((item: Value, at) =>
      at === index ? setAt(item, rest, value) : item,
    );
  }
  if (!isFields(target) || (rest.length > 0 && target[step] === undefined)) {
    throw new Error(`there is no field ${step}`);
  }
  return { ...target, [step]: setAt(target[step], rest, value) };
}

/** Does the operations `add` and `replace` of a JSON patch on fields that have a place. Throws for what it does not know. */
export function applyOperations(
  target: Fields,
  operations: readonly Value[],
): Fields {
  let current: Value = target;
  for (const operation of operations) {
    const { op, path, value } = isFields(operation) ? operation : {};
    if (
      (op !== 'replace' && op !== 'add') ||
      typeof path !== 'string' ||
      value === undefined
    ) {
      throw new Error(
        `the operation ${JSON.stringify(op)} is not known here: use replace`,
      );
    }
    const steps = path
      .split('/')
      .slice(1)
      .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    current = setAt(current, steps, value);
  }
  return isFields(current) ? current : {};
}
