import type { IncomingMessage } from 'node:http';
import {
  ApiError,
  badRequest,
  methodNotAllowed,
  notFound,
  wrongKind,
} from '../ApiError';
import type { Cluster } from '../Cluster';
import { apiVersionOf } from '../kinds/ResourceDefinition';
import { isJsonObject, type Json, type JsonObject } from '../objects';
import { applyJsonPatch } from '../patches/jsonPatch';
import { applyMergePatch } from '../patches/mergePatch';
import { applyStrategicMergePatch } from '../patches/strategicMerge';
import type { StoredVersion } from '../store/StoredVersion';
import { parseObject, toJson } from '../writes/parseObject';
import type { WriteOptions } from '../writes/ObjectWriter';
import {
  contentTypeOf,
  parseJsonBody,
  parseYamlBody,
  readObjectBody,
  readText,
  unknownPatchType,
} from './readBody';
import type { Answer } from './readHandlers';
import { objectText, type View } from './representation';
import type { ResourceRoute } from './routes';
import { scaleOf, withScale } from './scale';

const PATCH_TYPES = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/apply-patch+yaml',
];
const STRATEGIC = 'application/strategic-merge-patch+json';
const APPLY = ['application/apply-patch+yaml', 'application/apply-patch+json'];

/** Everything a write needs to know about its request. */
export interface WriteRequest {
  readonly cluster: Cluster;
  readonly route: ResourceRoute;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  readonly view: View;
}

/** POST to a collection, or an eviction. */
export async function createObject(write: WriteRequest): Promise<Answer> {
  const { cluster, route, request, view } = write;
  const { definition, name, subresource } = route;
  const body = parseObject(await readObjectBody(request));
  if (subresource === 'eviction' && name !== undefined) {
    cluster.deleter.delete(definition, route.namespace ?? '', name, {
      dryRun: isDryRun(write),
    });
    return {
      code: 201,
      body: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Success',
        code: 201,
      },
    };
  }
  if (name !== undefined) throw methodNotAllowed();
  checkKind(route, body);
  const namespace = namespaceFor(route, body);
  const stored = cluster.writer.create(
    definition,
    namespace,
    body,
    optionsOf(write),
  );
  return { code: 201, body: objectText(stored, view) };
}

/** PUT of an object or of a subresource. */
export async function updateObject(write: WriteRequest): Promise<Answer> {
  const { cluster, route, request, view } = write;
  const body = parseObject(await readObjectBody(request));
  const live = requireLive(write);
  if (route.subresource === 'scale') {
    const next = withScale(live, body);
    return {
      code: 200,
      body: scaleOf(cluster.writer.update(live, next, optionsOf(write))),
    };
  }
  checkKind(route, body);
  checkName(route, body);
  if (route.subresource === 'finalize')
    return { code: 200, body: objectText(live, view) };
  return {
    code: 200,
    body: objectText(cluster.writer.update(live, body, optionsOf(write)), view),
  };
}

/** PATCH of each kind, of an object or of a subresource. */
export async function patchObject(write: WriteRequest): Promise<Answer> {
  const { cluster, route, request, view } = write;
  const type = contentTypeOf(request);
  const accepted = [
    ...PATCH_TYPES,
    ...(route.definition.builtin ? [STRATEGIC] : []),
  ];
  if (!accepted.includes(type) && !APPLY.includes(type)) {
    throw unknownPatchType();
  }
  const text = await readText(request);
  if (APPLY.includes(type))
    return applyConfiguration(write, parseYamlBody(text));
  const patch = parseJsonBody(text);
  const live = requireLive(write);
  if (route.subresource === 'scale') {
    const next = patched(scaleOf(live), patch, type);
    return {
      code: 200,
      body: scaleOf(
        cluster.writer.update(live, withScale(live, next), optionsOf(write)),
      ),
    };
  }
  const present = completeObject(
    live,
    apiVersionOf(route.definition, route.version),
  );
  const next = parseObject(patched(present, patch, type));
  checkName(route, next);
  try {
    const stored = cluster.writer.update(live, next, optionsOf(write));
    return { code: 200, body: objectText(stored, view) };
  } catch (error) {
    // What a patch makes of an object is decoded again, and the patch gets the blame.
    throw error instanceof ApiError && error.reason === 'BadRequest'
      ? new ApiError(
          422,
          'Invalid',
          ` "" is invalid: patch: Invalid value: ${JSON.stringify(
            JSON.stringify(next),
          )}: ${error.message}`,
          {},
        )
      : error;
  }
}

function applyConfiguration(write: WriteRequest, body: Json): Answer {
  const { cluster, route, query, view } = write;
  const { definition, namespace = '', name = '' } = route;
  const configuration = parseObject(body);
  if (query.get('fieldManager') === null) {
    throw new ApiError(
      422,
      'Invalid',
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  }
  checkKind(route, configuration);
  checkName(route, configuration);
  const metadata = metadataOf(configuration);
  if (
    Array.isArray(metadata.managedFields) &&
    metadata.managedFields.length > 0
  ) {
    throw badRequest('metadata.managedFields must be nil');
  }
  const applied = cluster.writer.apply(
    definition,
    namespace,
    name,
    {
      ...configuration,
      metadata: { ...metadata, name, ...(namespace ? { namespace } : {}) },
    },
    { ...optionsOf(write), force: query.get('force') === 'true' },
  );
  return {
    code: applied.created ? 201 : 200,
    body: objectText(applied.version, view),
  };
}

function patched(target: JsonObject, patch: Json, type: string): JsonObject {
  let result: Json;
  if (type === STRATEGIC) result = applyStrategicMergePatch(target, patch);
  else if (type === 'application/merge-patch+json')
    result = applyMergePatch(target, patch);
  else result = applyJsonPatch(target, patch);
  const json = toJson(result);
  if (!isJsonObject(json))
    throw badRequest('error decoding patch: the result is not an object');
  return json;
}

/** What a patch is applied to: the object with its managedFields, which kubectl rewrites when it changes to apply. */
function completeObject(
  { object }: StoredVersion,
  apiVersion: string,
): JsonObject {
  const json = toJson({ ...object, apiVersion });
  return isJsonObject(json) ? json : {};
}

function requireLive({ cluster, route }: WriteRequest): StoredVersion {
  const { definition, namespace = '', name } = route;
  if (name === undefined) throw methodNotAllowed();
  const live = cluster.store.find(definition, namespace, name);
  if (!live) throw notFound(definition, name);
  return live;
}

/** 400 unless the body is of the kind and version of the path. */
function checkKind(route: ResourceRoute, body: JsonObject): void {
  const expected = apiVersionOf(route.definition, route.version);
  const { apiVersion, kind } = body;
  if (apiVersion !== expected || kind !== route.definition.kind) {
    throw wrongKind(
      { apiVersion: String(apiVersion), kind: String(kind) },
      expected,
      route.definition.kind,
    );
  }
}

/** 400 unless name and namespace of the body, where given, are those of the path. */
function checkName(route: ResourceRoute, body: JsonObject): void {
  const { name, namespace } = metadataOf(body);
  if (name !== undefined && name !== '' && name !== route.name) {
    throw badRequest(
      `the name of the object (${String(
        name,
      )}) does not match the name on the URL (${route.name})`,
    );
  }
  if (
    namespace !== undefined &&
    namespace !== '' &&
    namespace !== (route.namespace ?? '')
  ) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
}

function namespaceFor(route: ResourceRoute, body: JsonObject): string {
  const { definition, namespace } = route;
  if (!definition.namespaced) return '';
  const given = metadataOf(body).namespace;
  if (namespace === undefined) throw methodNotAllowed();
  if (given !== undefined && given !== '' && given !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  return namespace;
}

/** Reads `fieldManager` and `dryRun`; without a manager it is the client's name, as Kubernetes does it. */
export function optionsOf(write: WriteRequest): WriteOptions {
  const { query, request, route } = write;
  const agent =
    (request.headers['user-agent'] ?? 'unknown').split('/')[0] ?? '';
  const subresource = route.subresource;
  return {
    manager: query.get('fieldManager') || agent || 'unknown',
    dryRun: isDryRun(write),
    apiVersion: apiVersionOf(route.definition, route.version),
    ...(subresource === undefined ? {} : { subresource }),
  };
}

function isDryRun({ query }: WriteRequest): boolean {
  const values = query.getAll('dryRun').filter(value => value !== '');
  if (values.some(value => value !== 'All')) {
    throw new ApiError(
      422,
      'Invalid',
      `CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ${JSON.stringify(
        values,
      )}: supported values: "All"`,
    );
  }
  return values.includes('All');
}

function metadataOf(object: JsonObject): JsonObject {
  return isJsonObject(object.metadata) ? object.metadata : {};
}
