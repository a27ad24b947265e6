import type { Endpoint } from '@inference-portal/plugin-inference-common';
import { at, integerOf, itemsOf, textMapOf, textOf } from '../adapters/fields';

/** A Service as far as endpoints are told from it. */
export interface ServiceFacts {
  readonly namespace: string;
  readonly name: string;
  /** Never empty. */
  readonly selector: { readonly [label: string]: string };
  readonly ports: readonly {
    readonly port: number;
    readonly name: string;
    readonly appProtocol: string;
  }[];
}

/** Reads a Service; null for one that selects no pods. */
export function readServiceFacts(object: unknown): ServiceFacts | null {
  const name = textOf(at(object, 'metadata', 'name'));
  const selector = textMapOf(at(object, 'spec', 'selector'));
  if (name === null || Object.keys(selector).length === 0) {
    return null;
  }
  return {
    namespace: textOf(at(object, 'metadata', 'namespace')) ?? '',
    name,
    selector,
    ports: itemsOf(at(object, 'spec', 'ports')).flatMap(item => {
      const port = integerOf(at(item, 'port'));
      const protocol = textOf(at(item, 'protocol')) ?? 'TCP';
      return port === null || protocol !== 'TCP'
        ? []
        : [
            {
              port,
              name: textOf(at(item, 'name')) ?? '',
              appProtocol: textOf(at(item, 'appProtocol')) ?? '',
            },
          ];
    }),
  };
}

/** True when the Service selects pods with such labels. */
export function selects(
  service: ServiceFacts,
  labels: { readonly [name: string]: string },
): boolean {
  return Object.entries(service.selector).every(
    ([name, value]) => labels[name] === value,
  );
}

function schemeOf(port: ServiceFacts['ports'][number]): string | null {
  const words = `${port.name} ${port.appProtocol}`;
  if (/metric|prom|dashboard|gcs|client|nccl|debug/i.test(port.name)) {
    return null;
  }
  if (/grpc/i.test(words)) {
    return 'grpc';
  }
  return /https/i.test(words) || port.port === 443 ? 'https' : 'http';
}

/** Addresses inside the cluster of the Services that select a server's pods. */
export function serviceEndpoints(
  services: readonly ServiceFacts[],
): readonly Endpoint[] {
  return services.flatMap(service =>
    service.ports.flatMap(port => {
      const scheme = schemeOf(port);
      return scheme === null
        ? []
        : [
            {
              url: `${scheme}://${service.name}.${service.namespace}.svc:${port.port}`,
              source: `Service ${service.name}`,
            },
          ];
    }),
  );
}
