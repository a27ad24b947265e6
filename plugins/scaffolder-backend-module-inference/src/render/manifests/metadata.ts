import type { Json } from '../toYaml';
import type { Server } from '../Server';

/** Metadata of an object of the server; `suffix` tells it from others of its kind. */
export function metadata(
  { request, labels }: Server,
  options: { readonly suffix?: string; readonly annotations?: Json } = {},
): { readonly [key: string]: Json } {
  const { suffix, annotations } = options;
  return {
    name: suffix === undefined ? request.name : `${request.name}-${suffix}`,
    namespace: request.namespace,
    labels,
    ...(annotations === undefined ? {} : { annotations }),
  };
}
