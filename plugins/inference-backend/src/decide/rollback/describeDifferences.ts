import type { RollbackDifference } from '@inference-portal/plugin-inference-common';
import type { Json, JsonObject } from '@inference-portal/plugin-inference-node';
import { sameJson } from './mergePatchBetween';

/** Longest text of a value that a reader is shown. */
const MAX_TEXT = 2_000;
const MODEL_FLAGS =
  /^--(?:model|revision|served-model-name|model-path|tokenizer)$/;
const MODEL_FIELDS =
  /(?:storageUri|modelURL|model\.uri|model\.name|url|nimCache\.name)$/;
const ORDER: readonly RollbackDifference['aspect'][] = [
  'image',
  'model',
  'flag',
  'environment',
  'resources',
  'other',
];

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: Json | undefined): string | null {
  if (value === undefined) {
    return null;
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

/** Items of a list by their names; null unless every item has one of its own. */
function byName(items: readonly Json[]): ReadonlyMap<string, Json> | null {
  const named = new Map<string, Json>();
  for (const item of items) {
    const name = isObject(item)
      ? item.name ?? item.groupName ?? item.containerPort
      : null;
    if (typeof name !== 'string' && typeof name !== 'number') {
      return null;
    }
    named.set(String(name), item);
  }
  return named.size === items.length ? named : null;
}

/** A command line as flags with their values; what stands before the first flag is counted. */
function byFlag(items: readonly Json[]): ReadonlyMap<string, Json> | null {
  const flags = new Map<string, Json>();
  let open: string | null = null;
  for (const [index, item] of items.entries()) {
    if (typeof item !== 'string') {
      return null;
    }
    const [, flag = null, , value = ''] =
      /^(--[\w.-]+)(=([^]*))?$/.exec(item) ?? [];
    if (flag !== null) {
      if (flags.has(flag)) {
        return null;
      }
      flags.set(flag, item.includes('=') ? value : true);
      open = item.includes('=') ? null : flag;
    } else if (open !== null) {
      flags.set(open, item);
      open = null;
    } else {
      flags.set(`[${index}]`, item);
    }
  }
  return flags;
}

function aspectOf(field: string): RollbackDifference['aspect'] {
  const flag = / (--[\w.-]+)$/.exec(field)?.[1];
  if (flag !== undefined) {
    return MODEL_FLAGS.test(flag) ? 'model' : 'flag';
  }
  if (/(?:^|\.)image(?:\.|$)/.test(field)) {
    return 'image';
  }
  if (/\.(?:args|command)\b/.test(field)) {
    return /args \[0\]$/.test(field) ? 'model' : 'flag';
  }
  if (/\.env(?:From)?\b|\.env\[/.test(field)) {
    return 'environment';
  }
  if (/\.resources\b/.test(field)) {
    return 'resources';
  }
  return MODEL_FIELDS.test(field) ? 'model' : 'other';
}

function difference(
  field: string,
  before: Json | undefined,
  after: Json | undefined,
): RollbackDifference {
  let change: RollbackDifference['change'] = 'changed';
  if (before === undefined) {
    change = 'added';
  } else if (after === undefined) {
    change = 'removed';
  }
  return {
    field,
    aspect: aspectOf(field),
    change,
    before: textOf(before),
    after: textOf(after),
  };
}

function compareMaps(
  before: ReadonlyMap<string, Json>,
  after: ReadonlyMap<string, Json>,
  name: (key: string) => string,
): RollbackDifference[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(key =>
    compare(name(key), before.get(key), after.get(key)),
  );
}

function compare(
  field: string,
  before: Json | undefined,
  after: Json | undefined,
): RollbackDifference[] {
  if (sameJson(before, after)) {
    return [];
  }
  if (isObject(before) && isObject(after)) {
    return compareMaps(
      new Map(Object.entries(before)),
      new Map(Object.entries(after)),
      key => (field === '' ? key : `${field}.${key}`),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const isCommand = /\.(?:args|command)$/.test(field);
    const read = isCommand ? byFlag : byName;
    const from = read(before);
    const to = read(after);
    const found =
      from && to
        ? compareMaps(from, to, key =>
            isCommand ? `${field} ${key}` : `${field}[${key}]`,
          )
        : [];
    // A list of which only the order differs is shown as a whole.
    return found.length > 0 ? found : [difference(field, before, after)];
  }
  return [difference(field, before, after)];
}

/** What differs between two specifications, field by field, what a reader looks for first comes first. Both are to be redacted. */
export function describeDifferences(
  before: JsonObject,
  after: JsonObject,
): readonly RollbackDifference[] {
  return compare('', before, after).sort(
    (a, b) =>
      ORDER.indexOf(a.aspect) - ORDER.indexOf(b.aspect) ||
      (a.field < b.field ? -1 : Number(a.field > b.field)),
  );
}
