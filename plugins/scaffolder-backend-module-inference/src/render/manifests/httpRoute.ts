import { HTTP_PORT, type Server } from '../Server';
import type { Json } from '../toYaml';
import type { Manifest } from './Manifest';
import { metadata } from './metadata';

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
  return canary.kind === 'none'
    ? [backend(name, 1)]
    : [backend(canary.stableService, 100 - percent), backend(name, percent)];
}

/** Name of the route: a canary takes over the one of the version before, as of two routes for one host gateways obey the older. */
export function routeName({ request }: Server): string {
  return request.canary.kind === 'none' ? request.name : request.canary.route;
}

/** Route of requests from the gateway; null without one. With a canary it sends nothing here: the overlay names the step. */
export function httpRoute(server: Server): Manifest | null {
  const { gateway, canary, longestRequestSeconds } = server.request;
  if (gateway === null) {
    return null;
  }
  return {
    file: 'httproute.yaml',
    object: {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { ...metadata(server), name: routeName(server) },
      spec: {
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
            timeouts: { request: `${Math.ceil(longestRequestSeconds * 1.5)}s` },
            backendRefs: backends(server, canary.kind === 'none' ? 100 : 0),
          },
        ],
      },
    },
  };
}
