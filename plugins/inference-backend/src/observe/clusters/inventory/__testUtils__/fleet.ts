import type { ServerObservation } from '../../../../types';
import {
  controlledBy,
  deployment,
  type Manifest,
  pod,
  replicaSet,
} from './cluster';

/** The one server that was observed; fails when there are none or several. */
export function only(servers: readonly ServerObservation[]): ServerObservation {
  expect(servers.map(({ key }) => `${key.kind}/${key.name}`)).toHaveLength(1);
  const [server] = servers;
  if (!server) {
    throw new Error('no server');
  }
  return server;
}

/** An object of any kind. */
export function custom(
  apiVersion: string,
  kind: string,
  name: string,
  fields: object = {},
  owner?: Manifest,
  metadata: object = {},
): Manifest {
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace: 'support',
      uid: `${kind}-${name}`,
      generation: 1,
      creationTimestamp: '2026-11-01T08:00:00Z',
      ...(owner ? { ownerReferences: controlledBy(owner) } : {}),
      ...metadata,
    },
    ...fields,
  } as unknown as Manifest;
}

export const chat = deployment('chat', { replicas: 2 });
export const chatSet = replicaSet(chat, 'abc');
export const chatPods = [
  pod('chat-abc-1', { owner: chatSet }),
  pod('chat-abc-2', { owner: chatSet }),
];

/** A Service with an HTTP port and one for metrics. */
export function service(name: string, selector: object): Manifest {
  return custom('v1', 'Service', name, {
    spec: {
      selector,
      ports: [
        { name: 'http', port: 80, targetPort: 8000 },
        { name: 'metrics', port: 9000 },
      ],
    },
  });
}

/** A namespace with marks. */
export function namespace(
  name: string,
  annotations: object = {},
  labels: object = {},
): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, uid: `namespace-${name}`, annotations, labels },
  } as unknown as Manifest;
}
