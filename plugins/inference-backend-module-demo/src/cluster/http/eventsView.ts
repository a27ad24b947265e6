import { methodNotAllowed } from '../ApiError';
import type { KindRegistry } from '../kinds/KindRegistry';
import type { CoreEvent } from '../workloadTypes';
import type { View } from './representation';
import type { ResourceRoute } from './routes';

const GROUP = 'events.k8s.io';
const EVENT = { kind: 'event' } as const;

/**
 * Events of the group `events.k8s.io` are those of the core group in other words. They can be read under both
 * names; written they are under the core name only.
 */
export function asCoreEvents(
  route: ResourceRoute,
  view: View,
  method: string,
  registry: KindRegistry,
): { readonly route: ResourceRoute; readonly view: View } {
  const core = registry.findByPlural('', 'events');
  if (route.definition.group !== GROUP || !core) return { route, view };
  if (method !== 'GET') throw methodNotAllowed();
  const shape = view.shape.kind === 'object' ? EVENT : view.shape;
  return { route: { ...route, definition: core }, view: { ...view, shape } };
}

/** An Event of the core group as `events.k8s.io/v1` tells it. */
export function eventsV1(event: CoreEvent): object {
  const { metadata, involvedObject, message, source, reason, type } = event;
  const micro = event.firstTimestamp?.replace('Z', '.000000Z');
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'Event',
    metadata,
    eventTime: event.eventTime ?? micro ?? null,
    reportingController: event.reportingComponent ?? source?.component ?? '',
    reportingInstance: event.reportingInstance ?? source?.host ?? '',
    ...(reason === undefined ? {} : { reason }),
    regarding: involvedObject,
    ...(message === undefined ? {} : { note: message }),
    ...(type === undefined ? {} : { type }),
    deprecatedSource: source ?? {},
    deprecatedFirstTimestamp: event.firstTimestamp ?? null,
    deprecatedLastTimestamp: event.lastTimestamp ?? null,
    deprecatedCount: event.count ?? 1,
  };
}
