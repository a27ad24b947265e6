import type { IncomingMessage } from 'node:http';
import { ApiError } from '../ApiError';

/** In which shape a client wants objects. */
export type Shape =
  | { readonly kind: 'object' }
  /** An event of the core group as one of `events.k8s.io`. */
  | { readonly kind: 'event' }
  | { readonly kind: 'table'; readonly version: string }
  | { readonly kind: 'metadata'; readonly version: string };

interface MediaType {
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The types of an Accept header in the order of their quality. */
export function acceptedTypes(request: IncomingMessage): MediaType[] {
  const header = request.headers.accept ?? '*/*';
  return header
    .split(',')
    .map(part => {
      const [type = '', ...rest] = part.split(';').map(each => each.trim());
      const parameters = Object.fromEntries(
        rest.map(each => {
          const equals = each.indexOf('=');
          return [each.slice(0, equals), each.slice(equals + 1)];
        }),
      );
      return { type, parameters };
    })
    .sort((a, b) => quality(b) - quality(a));
}

/** Picks the first shape that the server knows; 406 when there is none. */
export function shapeOf(request: IncomingMessage): Shape {
  for (const { type, parameters } of acceptedTypes(request)) {
    if (!isJsonType(type)) continue;
    const { as, v: version = 'v1', g: group } = parameters;
    if (as === undefined) return { kind: 'object' };
    if (group !== 'meta.k8s.io') continue;
    if (as === 'Table') return { kind: 'table', version };
    if (as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList') {
      return { kind: 'metadata', version };
    }
  }
  throw notAcceptable();
}

/** Whether the client understands aggregated discovery of version 2. */
export function wantsAggregatedDiscovery(
  request: IncomingMessage,
): string | null {
  for (const { type, parameters } of acceptedTypes(request)) {
    const { as, g: group, v: version } = parameters;
    if (!isJsonType(type)) continue;
    if (as === undefined) return null;
    const known = version === 'v2' || version === 'v2beta1';
    if (
      group === 'apidiscovery.k8s.io' &&
      as === 'APIGroupDiscoveryList' &&
      known
    ) {
      return version;
    }
  }
  throw notAcceptable();
}

/** Whether some accepted type is JSON. */
export function acceptsJson(request: IncomingMessage): boolean {
  return acceptedTypes(request).some(({ type }) => isJsonType(type));
}

/** 406 in the API server's words. */
export function notAcceptable(): ApiError {
  return new ApiError(
    406,
    'NotAcceptable',
    'only the following media types are accepted: application/json',
  );
}

function isJsonType(type: string): boolean {
  return ['application/json', 'application/*', '*/*'].includes(type);
}

function quality({ parameters }: MediaType): number {
  return parameters.q === undefined ? 1 : Number(parameters.q);
}
