import { badRequest } from '../ApiError';
import { isJsonObject, type JsonObject } from '../objects';
import type { DeleteOptions } from '../writes/ObjectDeleter';
import { readObjectBody } from './readBody';
import { listText, objectText } from './representation';
import { wholeNumber, type Answer } from './readHandlers';
import { selectionOf } from './selection';
import type { WriteRequest } from './writeHandlers';

/** DELETE of one object: the object itself while it terminates, else a Status. */
export async function deleteObject(write: WriteRequest): Promise<Answer> {
  const { cluster, route, view } = write;
  const { definition, namespace = '', name = '' } = route;
  const options = await deleteOptions(write);
  const { status, version } = cluster.deleter.delete(
    definition,
    namespace,
    name,
    options,
  );
  if (status === 'terminating') {
    return { code: 200, body: objectText(version, view) };
  }
  return {
    code: 200,
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name,
        ...(definition.group ? { group: definition.group } : {}),
        kind: definition.plural,
        uid: version.object.metadata.uid,
      },
    },
  };
}

/** DELETE of a collection: every object that the selectors choose. */
export async function deleteCollection(write: WriteRequest): Promise<Answer> {
  const { cluster, route, query, view } = write;
  const options = await deleteOptions(write);
  const chosen = selectionOf(route, query).list(cluster.store);
  for (const stored of chosen) {
    cluster.deleter.delete(
      stored.definition,
      stored.namespace,
      stored.name,
      options,
    );
  }
  const metadata = { resourceVersion: String(cluster.store.revision) };
  return {
    code: 200,
    body: listText(route.definition, chosen, view, metadata),
  };
}

/** From the body and, failing that, from the query. */
async function deleteOptions({
  request,
  query,
}: WriteRequest): Promise<DeleteOptions> {
  const parsed = await readObjectBody(request);
  const body = isJsonObject(parsed) ? parsed : {};
  const grace =
    body.gracePeriodSeconds ?? wholeNumber(query, 'gracePeriodSeconds');
  if (grace !== undefined && typeof grace !== 'number') {
    throw badRequest('gracePeriodSeconds must be a number');
  }
  const policy = propagationPolicy(body, query);
  const preconditions = isJsonObject(body.preconditions)
    ? body.preconditions
    : {};
  const { uid, resourceVersion } = preconditions;
  const dryRun =
    query.getAll('dryRun').includes('All') ||
    (Array.isArray(body.dryRun) && body.dryRun.includes('All'));
  return {
    dryRun,
    ...(grace === undefined ? {} : { gracePeriodSeconds: grace }),
    ...(policy ? { propagationPolicy: policy } : {}),
    preconditions: {
      ...(typeof uid === 'string' ? { uid } : {}),
      ...(typeof resourceVersion === 'string' ? { resourceVersion } : {}),
    },
  };
}

function propagationPolicy(
  body: JsonObject,
  query: URLSearchParams,
): DeleteOptions['propagationPolicy'] {
  if (
    body.orphanDependents === true ||
    query.get('orphanDependents') === 'true'
  ) {
    return 'Orphan';
  }
  const policy =
    body.propagationPolicy ?? query.get('propagationPolicy') ?? undefined;
  switch (policy) {
    case undefined:
    case '':
      return undefined;
    case 'Background':
    case 'Foreground':
    case 'Orphan':
      return policy;
    default:
      throw badRequest(
        `DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Invalid value: ${JSON.stringify(
          policy,
        )}: must be one of "Foreground", "Background" or "Orphan"`,
      );
  }
}
