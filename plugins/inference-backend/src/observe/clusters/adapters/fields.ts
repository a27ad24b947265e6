import type { Json, JsonObject } from '@inference-portal/plugin-inference-node';

/** A JSON object whose fields may be missing or of any type. */
export type Fields = { readonly [name: string]: unknown };

const NO_FIELDS: Fields = Object.freeze({});

/** `value` as an object; an empty one when it is none. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : NO_FIELDS;
}

/** True for JSON objects, false for arrays, null and scalars. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at `path`, undefined when any step is missing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const step of path) {
    if (!isFields(current) || !Object.hasOwn(current, step)) {
      return undefined;
    }
    current = current[step];
  }
  return current;
}

/** A non-empty string, else null. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A safe integer, also written as text; else null. */
export function integerOf(value: unknown): number | null {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? value : null;
  }
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value)
    ? Number(value)
    : null;
}

/** The items of an array; none when it is no array. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The strings of an array; other items are left out. */
export function textsOf(value: unknown): readonly string[] {
  return itemsOf(value).filter(item => typeof item === 'string');
}

/** The string values of an object, such as labels. */
export function textMapOf(value: unknown): { readonly [name: string]: string } {
  const entries = Object.entries(fieldsOf(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(entries);
}

/** A copy of `value` as JSON without `undefined`; what JSON cannot express becomes null. */
export function jsonOf(value: unknown): Json {
  if (Array.isArray(value)) {
    return value.map(jsonOf);
  }
  if (isFields(value)) {
    return jsonObjectOf(value);
  }
  return typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value))
    ? value
    : null;
}

/** Like {@link jsonOf} for an object; without the fields named in `except`. */
export function jsonObjectOf(
  value: unknown,
  except: ReadonlySet<string> = new Set(),
): JsonObject {
  // fromEntries defines own properties, so that a field called __proto__ stays data.
  return Object.fromEntries(
    Object.entries(fieldsOf(value))
      .filter(([name, field]) => field !== undefined && !except.has(name))
      .map(([name, field]) => [name, jsonOf(field)]),
  );
}

/** The condition of a status with `type`, empty when there is none. */
export function conditionOf(status: unknown, type: string): Fields {
  const condition = itemsOf(at(status, 'conditions')).find(
    item => at(item, 'type') === type,
  );
  return fieldsOf(condition);
}

/** `message`, else `reason` of a condition, as a sentence that starts with the condition's type; null when its status is another. */
export function conditionProblem(
  status: unknown,
  type: string,
  failing: 'True' | 'False',
): string | null {
  const condition = conditionOf(status, type);
  if (condition.status !== failing) {
    return null;
  }
  const words = [textOf(condition.reason), textOf(condition.message)].filter(
    word => word !== null,
  );
  return words.length > 0 ? `${type} is ${failing}: ${words.join(': ')}` : null;
}
