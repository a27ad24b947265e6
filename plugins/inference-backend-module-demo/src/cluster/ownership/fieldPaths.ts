import { isJsonObject, type Json, type JsonObject } from '../objects';
import { sameJson } from './FieldSet';

/** The value at a path of FieldsV1 segments. */
export function fieldAt(
  root: JsonObject,
  path: readonly string[],
): Json | undefined {
  let value: Json | undefined = root;
  for (const segment of path) {
    if (value === undefined) return undefined;
    value = step(value, segment);
  }
  return value;
}

/** The object without the field at a path; a map or list that becomes empty goes too. */
export function withoutField(
  root: JsonObject,
  path: readonly string[],
): JsonObject {
  const result = removeAt(root, path);
  return isJsonObject(result) ? result : root;
}

function step(value: Json, segment: string): Json | undefined {
  if (segment.startsWith('f:')) {
    return isJsonObject(value) ? value[segment.slice(2)] : undefined;
  }
  if (!Array.isArray(value)) return undefined;
  return value.find(item => isItem(item, segment));
}

function isItem(item: Json, segment: string): boolean {
  const wanted: unknown = JSON.parse(segment.slice(2));
  if (segment.startsWith('v:')) return sameJson(item, wanted);
  if (!isJsonObject(item) || typeof wanted !== 'object') return false;
  return Object.entries(wanted ?? {}).every(([key, value]) =>
    sameJson(item[key] ?? (key === 'protocol' ? 'TCP' : null), value),
  );
}

/** Undefined when nothing is left. */
function removeAt(value: Json, path: readonly string[]): Json | undefined {
  const [segment, ...rest] = path;
  if (segment === undefined) return undefined;
  if (segment.startsWith('f:')) {
    if (!isJsonObject(value)) return value;
    const key = segment.slice(2);
    const child = value[key];
    if (child === undefined) return value;
    const { [key]: _removed, ...others } = value;
    const left = removeAt(child, rest);
    if (left !== undefined) return { ...value, [key]: left };
    return Object.keys(others).length > 0 ? others : undefined;
  }
  if (!Array.isArray(value)) return value;
  const left = value.flatMap((item): Json[] => {
    if (!isItem(item, segment)) return [item];
    const inner = removeAt(item, rest);
    return inner === undefined ? [] : [inner];
  });
  return left.length > 0 ? left : undefined;
}
