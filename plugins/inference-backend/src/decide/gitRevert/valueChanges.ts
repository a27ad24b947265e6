import type { Json, JsonObject } from '@inference-portal/plugin-inference-node';
import { sameJson } from '../rollback/mergePatchBetween';

/** A field of an object, or the item of a list that has this name. */
export type ValueStep = string | { readonly name: string };

/** A value that differs; undefined stands for a field that is not there. */
export interface ValueChange {
  readonly path: readonly ValueStep[];
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** True for JSON objects, false for lists, null and scalars. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names of the items of a list, in their order; null unless every item has one of its own. */
export function namesOf(items: readonly Json[]): readonly string[] | null {
  const names = items.map(item =>
    isJsonObject(item) && typeof item.name === 'string' ? item.name : null,
  );
  const known = names.filter(name => name !== null);
  return known.length === items.length && new Set(known).size === known.length
    ? known
    : null;
}

/** What differs between two values, as deep as fields and named items lead; lists that gain, lose or reorder items differ as a whole. */
export function valueChanges(
  before: Json | undefined,
  after: Json | undefined,
  path: readonly ValueStep[] = [],
): readonly ValueChange[] {
  if (before !== undefined && after !== undefined && sameJson(before, after)) {
    return [];
  }
  if (isJsonObject(before) && isJsonObject(after)) {
    const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...fields].flatMap(name =>
      valueChanges(fieldOf(before, name), fieldOf(after, name), [
        ...path,
        name,
      ]),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const names = namesOf(before);
    if (names !== null && sameJson([...names], [...(namesOf(after) ?? [])])) {
      return names.flatMap((name, index) =>
        valueChanges(before[index], after[index], [...path, { name }]),
      );
    }
  }
  return before === undefined && after === undefined
    ? []
    : [{ path, before, after }];
}

function fieldOf(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** A path as people read it, such as `spec.template.spec.containers[vllm].image`. */
export function describePath(path: readonly ValueStep[]): string {
  return path
    .map(step => (typeof step === 'string' ? `.${step}` : `[${step.name}]`))
    .join('')
    .replace(/^\./, '');
}

/**
 * True when what Git says may be what the cluster holds: fields that Git leaves to defaults don't count, and numbers may be written as
 * text, as in `cpu: 1`.
 */
export function saysTheSame(
  inGit: Json | undefined,
  inCluster: Json | undefined,
): boolean {
  if (isJsonObject(inGit)) {
    return (
      isJsonObject(inCluster) &&
      Object.entries(inGit).every(([name, value]) =>
        saysTheSame(value, fieldOf(inCluster, name)),
      )
    );
  }
  if (Array.isArray(inGit)) {
    return (
      Array.isArray(inCluster) &&
      inGit.length === inCluster.length &&
      inGit.every((item, index) => saysTheSame(item, inCluster[index]))
    );
  }
  if (inGit === null) {
    return inCluster === null || inCluster === undefined;
  }
  return (
    inGit !== undefined &&
    inCluster !== undefined &&
    typeof inCluster !== 'object' &&
    String(inGit) === String(inCluster)
  );
}
