import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { ObjectRef } from '../../decide/remediation/scalableWorld';
import type {
  SplitBackend,
  TrafficSplit,
} from '../../decide/rollback/trafficShift';
import {
  at,
  integerOf,
  isFields,
  itemsOf,
  jsonObjectOf,
  textMapOf,
  textOf,
} from '../../observe/clusters/adapters/fields';
import { ClusterRequestError } from '../../observe/clusters/connection/ClusterRequestError';
import {
  selects,
  type Labels,
} from '../../observe/clusters/servers/labelSelector';
import type { ClusterWriter } from '../clusters/ClusterWriter';
import { readTarget } from '../remediation/readTarget';

/** What splits traffic between backends. */
export const HTTP_ROUTE = {
  group: 'gateway.networking.k8s.io',
  version: 'v1',
  plural: 'httproutes',
} as const;
/** Backends of routes with pods of their own. */
export const INFERENCE_POOL = {
  group: 'inference.networking.k8s.io',
  version: 'v1',
  plural: 'inferencepools',
} as const;
const SERVICE = { group: '', version: 'v1', plural: 'services' } as const;

const WEIGHT_OF_A_GROUP = ['spec', 'router', 'route', 'weight'] as const;

function kindOf(backendRef: unknown): string {
  return textOf(at(backendRef, 'kind')) ?? 'Service';
}

function nameOf(object: unknown): string {
  return textOf(at(object, 'metadata', 'name')) ?? '';
}

function isSplit(route: unknown): boolean {
  return itemsOf(at(route, 'spec', 'rules')).some(
    rule => itemsOf(at(rule, 'backendRefs')).length > 1,
  );
}

/** A split of an object; null for one that is being deleted. */
function splitOf(
  ref: ObjectRef,
  object: unknown,
  rules: TrafficSplit['rules'],
): TrafficSplit | null {
  const uid = textOf(at(object, 'metadata', 'uid'));
  const isGoing = textOf(at(object, 'metadata', 'deletionTimestamp')) !== null;
  if (uid === null || isGoing) {
    return null;
  }
  const { manager } = readTarget(ref, { uid, resourceVersion: '', object });
  return { ref, uid, manager, object: jsonObjectOf(object), rules };
}

/** `Kind name` of the Services and InferencePools whose pods carry these labels. */
async function readOwnBackends(
  writer: ClusterWriter,
  namespace: string,
  labels: Labels,
  kinds: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const [services, pools] = await Promise.all([
    kinds.has('Service') ? writer.list({ ...SERVICE, namespace }) : null,
    kinds.has('InferencePool')
      ? writer.list({ ...INFERENCE_POOL, namespace })
      : null,
  ]);
  const takes = (selector: unknown) =>
    Object.keys(textMapOf(at(selector, 'matchLabels'))).length > 0 &&
    selects(selector, labels);
  return new Set([
    ...itemsOf(at(services, 'items'))
      .filter(item => takes({ matchLabels: at(item, 'spec', 'selector') }))
      .map(item => `Service ${nameOf(item)}`),
    ...itemsOf(at(pools, 'items'))
      .filter(item => takes(at(item, 'spec', 'selector')))
      .map(item => `InferencePool ${nameOf(item)}`),
  ]);
}

function backendsOf(
  rule: unknown,
  place: number,
  namespace: string,
  own: ReadonlySet<string>,
): readonly SplitBackend[] {
  return itemsOf(at(rule, 'backendRefs')).map((backendRef, index) => {
    const backend = `${kindOf(backendRef)} ${
      textOf(at(backendRef, 'name')) ?? ''
    }`;
    const isHere =
      (textOf(at(backendRef, 'namespace')) ?? namespace) === namespace;
    return {
      path: ['spec', 'rules', place, 'backendRefs', index, 'weight'],
      backend,
      weight: integerOf(at(backendRef, 'weight')),
      isOwn: isHere && own.has(backend),
    };
  });
}

async function readRoutes(
  writer: ClusterWriter,
  namespace: string,
  labels: Labels,
): Promise<readonly TrafficSplit[]> {
  const list = await writer.list({ ...HTTP_ROUTE, namespace });
  const routes = itemsOf(at(list, 'items'));
  if (Object.keys(labels).length === 0 || !routes.some(isSplit)) {
    return [];
  }
  const kinds = new Set(
    routes.flatMap(route =>
      itemsOf(at(route, 'spec', 'rules')).flatMap(rule =>
        itemsOf(at(rule, 'backendRefs')).map(kindOf),
      ),
    ),
  );
  const own = await readOwnBackends(writer, namespace, labels, kinds);
  return routes.flatMap(route => {
    const ref: ObjectRef = {
      ...HTTP_ROUTE,
      kind: 'HTTPRoute',
      namespace,
      name: nameOf(route),
    };
    const rules = itemsOf(at(route, 'spec', 'rules')).map((rule, place) =>
      backendsOf(rule, place, namespace, own),
    );
    return splitOf(ref, route, rules) ?? [];
  });
}

/** LLMInferenceServices of one group share a host by their own weights. */
async function readGroup(
  writer: ClusterWriter,
  ref: ObjectRef,
  object: JsonObject,
): Promise<readonly TrafficSplit[]> {
  const group = textOf(at(object, 'spec', 'router', 'route', 'group'));
  if (ref.kind !== 'LLMInferenceService' || group === null) {
    return [];
  }
  const list = await writer.list(ref);
  const members = itemsOf(at(list, 'items')).filter(
    item =>
      isFields(item) &&
      textOf(at(item, 'spec', 'router', 'route', 'group')) === group,
  );
  const rule = members.map(item => {
    const isOwn = nameOf(item) === ref.name;
    const weight = integerOf(at(item, ...WEIGHT_OF_A_GROUP));
    return {
      path: WEIGHT_OF_A_GROUP,
      backend: `${ref.kind} ${nameOf(item)}`,
      // What KServe makes of a missing weight is not ours to know: such a neighbour is not counted on.
      weight: isOwn ? weight : weight ?? 0,
      isOwn,
    };
  });
  const split = splitOf(ref, object, [rule]);
  return split === null ? [] : [split];
}

/**
 * What splits the traffic of a server with others, in its namespace; null when the portal may not look. Pods with these labels are the
 * server's; without labels nobody knows which routes lead to it.
 */
export async function readSplits(
  writer: ClusterWriter,
  server: { readonly ref: ObjectRef; readonly object: JsonObject },
  labels: Labels,
): Promise<readonly TrafficSplit[] | null> {
  try {
    const [routes, group] = await Promise.all([
      readRoutes(writer, server.ref.namespace, labels),
      readGroup(writer, server.ref, server.object),
    ]);
    return [...routes, ...group];
  } catch (error) {
    if (error instanceof ClusterRequestError && error.kind === 'forbidden') {
      return null;
    }
    throw error;
  }
}
