import { HTTP_PORT, type Server } from '../Server';
import type { Json } from '../toYaml';
import type { Manifest } from './Manifest';
import { metadata } from './metadata';
import { canaryServiceName } from './rollout';

/** Places that requests go to when `percent` of them go to this server. At 100 the version before stays with weight 0: going back is one number. */
export function backends(server: Server, percent: number): readonly Json[] {
  const { name, canary } = server.request;
  const backend = (service: string, weight: number): Json => ({
    group: '',
    kind: 'Service',
    name: service,
    port: HTTP_PORT,
    weight,
  });
  switch (canary.kind) {
    case 'httproute':
      return [
        backend(canary.stableService, 100 - percent),
        backend(name, percent),
      ];
    case 'rollout':
      // Argo Rollouts moves these while there are two versions, and leaves them so behind.
      return canary.by === 'httproute'
        ? [backend(name, 100), backend(canaryServiceName(server.request), 0)]
        : [backend(name, 1)];
    default:
      return [backend(name, 1)];
  }
}

/** Name of the route: a canary takes over the one of the version before, as of two routes for one host gateways obey the older. */
export function routeName({ request }: Server): string {
  return request.canary.kind === 'httproute'
    ? request.canary.route
    : request.name;
}

/** Where requests of the gateway come from, how long they may take, and who answers them. */
export function routeSpec(
  { request }: Server,
  gateway: NonNullable<Server['request']['gateway']>,
  backendRefs: readonly Json[],
): Json {
  return {
    parentRefs: [
      {
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        name: gateway.name,
        namespace: gateway.namespace,
      },
    ],
    hostnames: [gateway.hostname],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/v1' } }],
        // Gateways cut answers off after 15 seconds or so unless told otherwise.
        timeouts: {
          request: `${Math.ceil(request.longestRequestSeconds * 1.5)}s`,
        },
        backendRefs,
      },
    ],
  };
}

/** Route of requests from the gateway; null without one. With a canary of two servers it sends nothing here: the overlay names the step. */
export function httpRoute(server: Server): Manifest | null {
  const { gateway, canary } = server.request;
  if (gateway === null) {
    return null;
  }
  return {
    file: 'httproute.yaml',
    object: {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { ...metadata(server), name: routeName(server) },
      spec: routeSpec(
        server,
        gateway,
        backends(server, canary.kind === 'httproute' ? 0 : 100),
      ),
    },
  };
}
