import type { IncomingMessage } from 'node:http';
import { ApiError, badRequest, expired, notFound } from '../ApiError';
import type { Cluster } from '../Cluster';
import { isRecord } from '../objects';
import type { ListKey } from '../store/ListSnapshots';
import type { StoredVersion } from '../store/StoredVersion';
import { compareText } from '../compareText';
import { shapeOf } from './negotiation';
import { listText, objectText, type View } from './representation';
import type { ResourceRoute } from './routes';
import { selectionOf } from './selection';
import { scaleOf } from './scale';

/** What a handler answers with. */
export interface Answer {
  readonly code: number;
  /** JSON text, or an object to be written as JSON. */
  readonly body: string | object;
  readonly contentType?: string;
}

/** How a request wants to see objects; 406 when it accepts nothing that there is. */
export function viewOf(
  request: IncomingMessage,
  query: URLSearchParams,
  route: ResourceRoute,
  cluster: Cluster,
): View {
  return {
    shape: shapeOf(request),
    version: route.version,
    includeObject: query.get('includeObject') ?? 'Metadata',
    nowMs: cluster.now(),
  };
}

/** GET of one object or of a subresource of it. */
export function getObject(
  cluster: Cluster,
  route: ResourceRoute,
  view: View,
): Answer {
  const { definition, namespace = '', name = '', subresource } = route;
  const stored = cluster.store.find(definition, namespace, name);
  if (!stored) throw notFound(definition, name);
  switch (subresource) {
    case undefined:
    case 'status':
      return { code: 200, body: objectText(stored, view) };
    case 'scale':
      return { code: 200, body: scaleOf(stored) };
    case 'log':
      return {
        code: 200,
        body: logsOf(cluster, stored.object.spec, stored.object),
        contentType: 'text/plain',
      };
    default:
      throw new ApiError(
        404,
        'NotFound',
        'the server could not find the requested resource',
      );
  }
}

/** GET of a collection, by pages when it has a limit. */
export function listObjects(
  cluster: Cluster,
  route: ResourceRoute,
  query: URLSearchParams,
  view: View,
): Answer {
  const selection = selectionOf(route, query);
  const limit = wholeNumber(query, 'limit') ?? 0;
  const token = query.get('continue');
  const revision = query.get('resourceVersion') ?? '';
  if (token !== null && token !== '') {
    if (revision !== '' && revision !== '0') {
      throw badRequest(
        'specifying resource version is not allowed when using continue',
      );
    }
    const resumed = cluster.snapshots.resume(token, limit);
    switch (resumed.kind) {
      case 'malformed':
        throw badRequest(
          'continue key is not valid: the token was not made by this server',
        );
      case 'expired':
        throw expired(
          'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
          resumed.token,
        );
      case 'present': {
        const rest = selection
          .list(cluster.store)
          .filter(version => isBehind(version, resumed.after));
        const page = cluster.snapshots.begin(
          rest,
          cluster.store.revision,
          limit,
        );
        return answer(route, page, view, selection.hasSelectors);
      }
      default:
        return answer(route, resumed.page, view, selection.hasSelectors);
    }
  }
  if (revision !== '' && !/^\d+$/.test(revision)) {
    throw badRequest(
      `resourceVersion: Invalid value: ${JSON.stringify(
        revision,
      )}: must be a number`,
    );
  }
  if (Number(revision) > cluster.store.revision) {
    throw new ApiError(
      504,
      'Timeout',
      `Too large resource version: ${revision}, current: ${cluster.store.revision}`,
    );
  }
  const versions = selection.list(cluster.store);
  const page = cluster.snapshots.begin(versions, cluster.store.revision, limit);
  return answer(route, page, view, selection.hasSelectors);
}

/** Whether a list has an object after the one of this key. */
function isBehind(
  { namespace, name }: StoredVersion,
  [lastNamespace, lastName]: ListKey,
): boolean {
  return (
    (compareText(namespace, lastNamespace) || compareText(name, lastName)) > 0
  );
}

function answer(
  route: ResourceRoute,
  page: ReturnType<Cluster['snapshots']['begin']>,
  view: View,
  hasSelectors: boolean,
): Answer {
  const metadata = {
    resourceVersion: String(page.revision),
    ...(page.continueToken ? { continue: page.continueToken } : {}),
    // As in Kubernetes, what remains is not counted under a selector.
    ...(page.remaining > 0 && !hasSelectors
      ? { remainingItemCount: page.remaining }
      : {}),
  };
  return {
    code: 200,
    body: listText(route.definition, page.versions, view, metadata),
  };
}

/** A whole number in the query, undefined when absent; 400 when it is none. */
export function wholeNumber(
  query: URLSearchParams,
  field: string,
): number | undefined {
  const text = query.get(field);
  if (text === null || text === '') return undefined;
  if (!/^\d+$/.test(text)) {
    throw badRequest(
      `${field}: Invalid value: ${JSON.stringify(
        text,
      )}: must be a whole number`,
    );
  }
  return Number(text);
}

function logsOf(cluster: Cluster, spec: unknown, object: object): string {
  const status =
    'status' in object && isRecord(object.status) ? object.status : {};
  const started =
    Array.isArray(status.containerStatuses) &&
    status.containerStatuses.some(
      each => isRecord(each) && each.containerID !== undefined,
    );
  if (!started || !isRecord(spec)) {
    throw badRequest('container is waiting to start: ContainerCreating');
  }
  // The path has made sure that this is a pod.
  const behaviour = cluster.behaviourOf(
    object as Parameters<Cluster['behaviourOf']>[0],
  );
  return behaviour.logs ?? behaviour.message ?? '';
}
