import { HTTP_PORT, type Server } from '../Server';
import type { Json } from '../toYaml';
import type { Manifest } from './Manifest';
import { metadata } from './metadata';

const namespaceOf = (name: string): Json => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

/** Where clouds answer with credentials of the node. */
const METADATA_SERVERS = ['169.254.169.254/32', '169.254.170.2/32'];

/** Pods of one replica on several nodes, which talk on ports that they choose anew each time. */
function eachOther({ nodes, selector }: Server): readonly Json[] {
  return nodes === 1 ? [] : [{ podSelector: { matchLabels: selector } }];
}

function egress(server: Server): readonly Json[] {
  const { request, source } = server;
  const others = eachOther(server);
  const traces = request.requestLog.tracesEndpoint;
  const port = traces === null ? null : portOf(traces);
  const anywhere = [
    { ipBlock: { cidr: '0.0.0.0/0', except: METADATA_SERVERS } },
    { ipBlock: { cidr: '::/0', except: ['fd00:ec2::254/128'] } },
  ];
  return [
    {
      to: [namespaceOf('kube-system')],
      ports: [
        { protocol: 'UDP', port: 53 },
        { protocol: 'TCP', port: 53 },
      ],
    },
    ...(source.kind === 'hugging-face'
      ? [{ to: anywhere, ports: [{ protocol: 'TCP', port: 443 }] }]
      : []),
    ...(port === null
      ? []
      : [{ to: anywhere, ports: [{ protocol: 'TCP', port }] }]),
    ...(others.length === 0 ? [] : [{ to: others }]),
  ];
}

/** Port of the collector; 4317 is that of OTLP over gRPC. */
function portOf(address: string): number {
  const { port, protocol } = new URL(address);
  if (port !== '') {
    return Number(port);
  }
  return { 'https:': 443, 'http:': 80 }[protocol] ?? 4317;
}

/** Who may ask the engine, whose own endpoints ask for no password, and where it may go: the hub, the collector of traces, names. */
export function networkPolicy(server: Server): Manifest {
  const { gateway, network, namespace } = server.request;
  const others = eachOther(server);
  const clients = new Set([
    namespace,
    ...(gateway === null ? [] : [gateway.namespace]),
    network.monitoringNamespace,
    ...network.clientNamespaces,
  ]);
  return {
    file: 'networkpolicy.yaml',
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadata(server),
      spec: {
        podSelector: { matchLabels: server.selector },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [
          {
            from: [...clients].map(namespaceOf),
            ports: [{ protocol: 'TCP', port: HTTP_PORT }],
          },
          ...(others.length === 0 ? [] : [{ from: others }]),
        ],
        egress: egress(server),
      },
    },
  };
}
