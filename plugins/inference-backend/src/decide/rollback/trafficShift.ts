import type { Json, JsonObject } from '@inference-portal/plugin-inference-node';
import type { RollbackDifference } from '@inference-portal/plugin-inference-common';
import type { ObjectManager } from '../managerCheck';
import type { ObjectRef } from '../remediation/scalableWorld';
import { nestedPatch, sameJson } from './mergePatchBetween';
import type { RollbackWrite } from './rollbackPlan';

/** Where a field stands in an object; numbers are places in lists. */
export type FieldPath = readonly (string | number)[];

/** A weight that was changed, exactly as it was. Weights hold no secret, so that they are kept. */
export interface WeightChange {
  readonly path: FieldPath;
  /** What gets the traffic, such as `Service chat-v2`. */
  readonly backend: string;
  /** Null where the field was absent. */
  readonly from: number | null;
  readonly to: number;
}

/** The weights of one object that send traffic back. */
export interface TrafficShift {
  readonly ref: ObjectRef;
  readonly uid: string;
  readonly weights: readonly WeightChange[];
}

/** A backend of a rule that splits traffic. */
export interface SplitBackend {
  readonly path: FieldPath;
  readonly backend: string;
  /** Null where the field is absent, which counts as 1. */
  readonly weight: number | null;
  /** True when the pods of the server answer behind it. */
  readonly isOwn: boolean;
}

/** An object that sends traffic to the server. */
export interface TrafficSplit {
  readonly ref: ObjectRef;
  readonly uid: string;
  readonly manager: ObjectManager;
  /** As the cluster holds it: lists are written as a whole. */
  readonly object: JsonObject;
  /** Backends by rule; in a rule, they share its traffic. */
  readonly rules: readonly (readonly SplitBackend[])[];
}

const DEFAULT_WEIGHT = 1;

function takes({ weight }: SplitBackend): boolean {
  return (weight ?? DEFAULT_WEIGHT) > 0;
}

/** Rules that send traffic to the server. */
function rulesToServer({ rules }: TrafficSplit) {
  return rules.filter(rule => rule.some(one => one.isOwn && takes(one)));
}

/**
 * Weights that leave the server without traffic; empty when no other backend takes the rest of it everywhere: nobody knows whether one that
 * takes none today could serve.
 */
export function planShift(
  splits: readonly TrafficSplit[],
): readonly TrafficShift[] {
  const concerned = splits.filter(split => rulesToServer(split).length > 0);
  const isSplit = concerned.every(split =>
    rulesToServer(split).every(rule =>
      rule.some(one => !one.isOwn && takes(one)),
    ),
  );
  return isSplit
    ? concerned.map(split => ({
        ref: split.ref,
        uid: split.uid,
        weights: rulesToServer(split).flatMap(rule =>
          rule
            .filter(one => one.isOwn && takes(one))
            .map(({ backend, path, weight }) => ({
              path,
              backend,
              from: weight,
              to: 0,
            })),
        ),
      }))
    : [];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path; undefined when a step is missing. */
export function valueAt(
  value: Json | undefined,
  path: FieldPath,
): Json | undefined {
  return path.reduce<Json | undefined>((inner, step) => {
    if (typeof step === 'number') {
      return Array.isArray(inner) ? inner[step] : undefined;
    }
    return isObject(inner) && Object.hasOwn(inner, step)
      ? inner[step]
      : undefined;
  }, value);
}

/** A copy with another value at a path, whose last step is a field; null takes the field away. */
function withValue(
  value: Json | undefined,
  [step, ...rest]: FieldPath,
  wanted: number | null,
): Json {
  if (typeof step === 'number') {
    const items = Array.isArray(value) ? value : [];
    return items.map((item, index) =>
      index === step ? withValue(item, rest, wanted) : item,
    );
  }
  const fields = isObject(value) ? value : {};
  const name = step ?? '';
  if (rest.length > 0) {
    return { ...fields, [name]: withValue(fields[name], rest, wanted) };
  }
  if (wanted !== null) {
    return { ...fields, [name]: wanted };
  }
  return Object.fromEntries(
    Object.entries(fields).filter(([field]) => field !== name),
  );
}

/** The fields of a path down to its first list, which a merge patch writes as a whole; all of it when there is none. */
function writtenPath(path: FieldPath): readonly string[] {
  const list = path.findIndex(step => typeof step === 'number');
  return path.slice(0, list < 0 ? path.length : list).map(String);
}

function patchOf(object: JsonObject, paths: readonly FieldPath[]): JsonObject {
  return paths.reduce<JsonObject>((patch, path) => {
    const names = writtenPath(path);
    const [last = ''] = names.slice(-1);
    const nested = nestedPatch(names.slice(0, -1), {
      [last]: valueAt(object, names) ?? null,
    });
    return mergeDeep(patch, nested);
  }, {});
}

function mergeDeep(one: JsonObject, other: JsonObject): JsonObject {
  return Object.entries(other).reduce<JsonObject>((merged, [name, value]) => {
    const before = merged[name];
    return {
      ...merged,
      [name]:
        isObject(before) && isObject(value) ? mergeDeep(before, value) : value,
    };
  }, one);
}

function weightText(weight: number | null): string {
  return weight === null ? 'no weight' : String(weight);
}

/** The write that sets weights of an object, `to` the server's loss or back `from` it. */
export function weightsWrite(
  { ref, uid, weights }: TrafficShift,
  object: JsonObject,
  direction: 'shift' | 'undo',
): RollbackWrite {
  const after = weights.reduce<JsonObject>((changed, { from, path, to }) => {
    const written = withValue(changed, path, direction === 'shift' ? to : from);
    return isObject(written) ? written : changed;
  }, object);
  const paths = weights.map(({ path }) => path);
  const words = weights.map(({ backend, from, to }) =>
    direction === 'shift'
      ? `${backend} ${to} instead of ${weightText(from)}`
      : `${backend} ${weightText(from)} again`,
  );
  return {
    ref,
    uid,
    summary: `Set weights of ${ref.kind} ${ref.name}: ${words.join(', ')}.`,
    before: patchOf(object, paths),
    patch: patchOf(after, paths),
  };
}

/** How an object's weights stand to a shift. */
export function shiftState(
  { weights }: TrafficShift,
  object: JsonObject,
): 'shifted' | 'as-before' | 'other' {
  const stands = (wanted: 'from' | 'to') =>
    weights.every(weight => {
      const value = valueAt(object, weight.path);
      return sameJson(value ?? null, weight[wanted]);
    });
  if (stands('to')) {
    return 'shifted';
  }
  return stands('from') ? 'as-before' : 'other';
}

function fieldText(path: FieldPath): string {
  return path
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

/** What a reader sees of the weights that change. */
export function describeShift({
  ref,
  weights,
}: TrafficShift): readonly RollbackDifference[] {
  return weights.map(({ backend, from, path, to }) => ({
    field: `${ref.kind} ${ref.name}: ${fieldText(path)} (${backend})`,
    aspect: 'other',
    change: from === null ? 'added' : 'changed',
    before: from === null ? null : String(from),
    after: String(to),
  }));
}
