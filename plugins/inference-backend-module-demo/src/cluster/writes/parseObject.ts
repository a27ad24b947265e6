import { badRequest } from '../ApiError';
import {
  isJsonObject,
  isRecord,
  type Json,
  type JsonObject,
  type KubeObject,
} from '../objects';

/**
 * Reads a body or a literal as an object: plain JSON (dates become text, undefined and null fields vanish), with
 * apiVersion, kind and well-formed metadata. Refuses with 400 what Kubernetes could not decode.
 */
export function parseObject(input: unknown): JsonObject {
  const json = toJson(input);
  if (!isJsonObject(json))
    throw badRequest(
      'the object provided is unrecognized (must be of type Object)',
    );
  const { apiVersion, kind, metadata } = json;
  if (typeof kind !== 'string' || kind === '') {
    throw badRequest("Object 'Kind' is missing in the body of the request");
  }
  if (typeof apiVersion !== 'string' || apiVersion === '') {
    throw badRequest(
      "Object 'apiVersion' is missing in the body of the request",
    );
  }
  if (metadata !== undefined && !isJsonObject(metadata)) {
    throw badRequest(
      'json: cannot unmarshal metadata into Go value of type v1.ObjectMeta',
    );
  }
  checkMetadata(metadata ?? {});
  return { ...json, metadata: metadata ?? {} };
}

/** The value as JSON without null fields. Unchanged parts of plain JSON are shared, not copied. */
export function toJson(input: unknown): Json | undefined {
  if (input === null || input === undefined) return undefined;
  if (input instanceof Date)
    return input.toISOString().replace(/\.\d{3}Z$/, 'Z');
  if (Array.isArray(input)) {
    // A null item keeps its place: dropping it would move the others.
    const list = input.map(item => toJson(item) ?? null);
    return list.every((item, index) => item === input[index]) ? input : list;
  }
  if (isRecord(input)) return mapToJson(input);
  switch (typeof input) {
    case 'string':
    case 'boolean':
      return input;
    case 'number':
      return Number.isFinite(input) ? input : undefined;
    default:
      return undefined;
  }
}

function mapToJson(input: Record<string, unknown>): JsonObject {
  const result: JsonObject = {};
  let same = Object.getPrototypeOf(input) === Object.prototype;
  for (const [key, value] of Object.entries(input)) {
    const json = toJson(value);
    if (json !== undefined) result[key] = json;
    if (json !== value) same = false;
  }
  // A plain map all of whose values are JSON already is JSON itself.
  return same ? (input as JsonObject) : result;
}

function checkMetadata(metadata: JsonObject): void {
  for (const field of [
    'name',
    'generateName',
    'namespace',
    'uid',
    'resourceVersion',
  ]) {
    const value = metadata[field];
    if (value !== undefined && typeof value !== 'string') {
      throw badRequest(
        `json: cannot unmarshal ${typeof value} into Go struct field ObjectMeta.metadata.${field} of type string`,
      );
    }
  }
  for (const field of ['labels', 'annotations']) {
    const map = metadata[field];
    if (map === undefined) continue;
    const bad = isJsonObject(map)
      ? Object.values(map).find(value => typeof value !== 'string')
      : map;
    if (bad !== undefined) {
      throw badRequest(
        `json: cannot unmarshal ${typeof bad} into Go struct field ObjectMeta.metadata.${field} of type string`,
      );
    }
  }
  for (const field of ['ownerReferences', 'finalizers', 'managedFields']) {
    const list = metadata[field];
    if (list !== undefined && !Array.isArray(list)) {
      throw badRequest(
        `json: cannot unmarshal ${typeof list} into Go struct field ObjectMeta.metadata.${field} of type []`,
      );
    }
  }
}

/** Marks checked JSON as an object of the store. The caller has filled in what an object needs. */
export function asKubeObject(json: JsonObject): KubeObject {
  const { apiVersion, kind, metadata } = json;
  if (
    typeof apiVersion !== 'string' ||
    typeof kind !== 'string' ||
    !isJsonObject(metadata) ||
    typeof metadata.name !== 'string'
  ) {
    throw badRequest('an object needs apiVersion, kind and metadata.name');
  }
  // parseObject has checked the other fields of metadata.
  return json as unknown as KubeObject;
}
