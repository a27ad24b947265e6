import type { TrafficSplit } from '../trafficShift';

/** An HTTPRoute `chat` that splits the traffic of one rule: [Service, weight, whether the server's pods answer behind it]. */
export function splitOf(
  backends: readonly (readonly [string, number | null, boolean])[],
  rest: Partial<TrafficSplit> = {},
): TrafficSplit {
  const ref = {
    group: 'gateway.networking.k8s.io',
    version: 'v1',
    plural: 'httproutes',
    kind: 'HTTPRoute',
    namespace: 'search',
    name: 'chat',
  };
  return {
    ref,
    uid: 'route-1',
    manager: { name: 'none', instance: null },
    object: {
      metadata: { name: ref.name, namespace: ref.namespace, uid: 'route-1' },
      spec: {
        hostnames: ['chat.example.com'],
        rules: [
          {
            backendRefs: backends.map(([name, weight]) => ({
              name,
              port: 80,
              ...(weight !== null && { weight }),
            })),
          },
        ],
      },
    },
    rules: [
      backends.map(([name, weight, isOwn], index) => ({
        path: ['spec', 'rules', 0, 'backendRefs', index, 'weight'],
        backend: `Service ${name}`,
        weight,
        isOwn,
      })),
    ],
    ...rest,
  };
}
