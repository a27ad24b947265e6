import { isJsonObject } from '../objects';
import type { FieldSet } from './FieldSet';

/** Whether a node stands for a field owned as a whole. */
function isLeaf(node: FieldSet): boolean {
  return Object.keys(node).length === 0;
}

function child(set: FieldSet, segment: string): FieldSet | undefined {
  const node = set[segment];
  return isJsonObject(node) ? node : undefined;
}

/** Fields in either set. */
export function union(a: FieldSet, b: FieldSet): FieldSet {
  const result: FieldSet = { ...a };
  for (const segment of Object.keys(b)) {
    const left = child(a, segment);
    const right = child(b, segment);
    if (right) result[segment] = left ? union(left, right) : right;
  }
  return result;
}

/** Fields of `a` that are not in `b`; a leaf of `b` takes everything below it away. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  const result: FieldSet = {};
  for (const segment of Object.keys(a)) {
    const left = child(a, segment);
    if (!left) continue;
    const right = child(b, segment);
    if (!right) {
      result[segment] = left;
    } else if (!isLeaf(right) && !isLeaf(left)) {
      const rest = difference(left, right);
      if (!isLeaf(rest)) result[segment] = rest;
    } else if (!isLeaf(right)) {
      result[segment] = left;
    }
  }
  return result;
}

/** Leaves of `a` that `b` owns too, as paths of segments. */
export function commonLeaves(
  a: FieldSet,
  b: FieldSet,
  path: readonly string[] = [],
): string[][] {
  const found: string[][] = [];
  for (const segment of Object.keys(a)) {
    const left = child(a, segment);
    const right = child(b, segment);
    if (!left || !right) continue;
    const here = [...path, segment];
    if (segment === '.') continue;
    if (isLeaf(left) || isLeaf(right)) found.push(here);
    else found.push(...commonLeaves(left, right, here));
  }
  return found;
}

/** Whether the set owns the field at `path`, the whole of it or a part of it. */
export function touches(set: FieldSet, path: readonly string[]): boolean {
  let node = set;
  for (const segment of path) {
    const next = child(node, segment);
    if (!next) return false;
    if (isLeaf(next)) return true;
    node = next;
  }
  return true;
}

/** The set with one field and everything below it taken away. */
export function withoutPath(set: FieldSet, path: readonly string[]): FieldSet {
  const [segment, ...rest] = path;
  if (segment === undefined) return {};
  const node = child(set, segment);
  if (!node) return set;
  const { [segment]: _removed, ...others } = set;
  if (rest.length === 0) return others;
  const inner = withoutPath(node, rest);
  return isLeaf(inner) ? others : { ...others, [segment]: inner };
}

/** All leaves as paths, the deepest first. */
export function leavesOf(
  set: FieldSet,
  path: readonly string[] = [],
): string[][] {
  const found: string[][] = [];
  for (const segment of Object.keys(set)) {
    const node = child(set, segment);
    if (!node || segment === '.') continue;
    const here = [...path, segment];
    if (!isLeaf(node)) found.push(...leavesOf(node, here));
    if (isLeaf(node) || child(node, '.')) found.push(here);
  }
  return found;
}

/** A path as the API server prints it: `.spec.template.spec.containers[name="vllm"].image`. */
export function describePath(path: readonly string[]): string {
  return path
    .map(segment => {
      if (segment.startsWith('f:')) return `.${segment.slice(2)}`;
      if (segment.startsWith('v:')) return `[=${segment.slice(2)}]`;
      const key: unknown = JSON.parse(segment.slice(2));
      const parts = Object.entries(key ?? {}).map(
        ([name, value]) => `${name}=${JSON.stringify(value)}`,
      );
      return `[${parts.join(',')}]`;
    })
    .join('');
}
