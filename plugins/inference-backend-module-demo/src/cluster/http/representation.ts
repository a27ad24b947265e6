import {
  apiVersionOf,
  type ResourceDefinition,
} from '../kinds/ResourceDefinition';
import type { StoredVersion } from '../store/StoredVersion';
import { columnsOf, rowOf } from '../tables/tables';
import type { CoreEvent } from '../workloadTypes';
import { eventsV1 } from './eventsView';
import type { Shape } from './negotiation';

/** How a request wants to see objects. */
export interface View {
  readonly shape: Shape;
  /** The version in the path. */
  readonly version: string;
  /** `includeObject` of a table request. */
  readonly includeObject: string;
  readonly nowMs: number;
}

/** One object as the body of a response or of a watch event. */
export function objectText(stored: StoredVersion, view: View): string {
  switch (view.shape.kind) {
    case 'object':
      return stored.json(apiVersionOf(stored.definition, view.version));
    case 'event':
      return eventText(stored);
    case 'metadata':
      return metadataText(stored, view.shape.version);
    case 'table':
      return tableText(stored.definition, [stored], view, {
        resourceVersion: stored.object.metadata.resourceVersion,
      });
    default:
      return stored.json();
  }
}

/** A list as the body of a response. */
export function listText(
  definition: ResourceDefinition,
  versions: readonly StoredVersion[],
  view: View,
  metadata: object,
): string {
  const { shape } = view;
  switch (shape.kind) {
    case 'object': {
      const items = versions.map(each => each.itemJson(view.version));
      return list(
        `${definition.kind}List`,
        apiVersionOf(definition, view.version),
        metadata,
        items,
      );
    }
    case 'event':
      return list(
        'EventList',
        'events.k8s.io/v1',
        metadata,
        versions.map(eventText),
      );
    case 'metadata': {
      const items = versions.map(each => metadataText(each, shape.version));
      return list(
        'PartialObjectMetadataList',
        `meta.k8s.io/${shape.version}`,
        metadata,
        items,
      );
    }
    case 'table':
      return tableText(definition, versions, view, metadata);
    default:
      return '';
  }
}

function list(
  kind: string,
  apiVersion: string,
  metadata: object,
  items: readonly string[],
): string {
  return `{"kind":${JSON.stringify(kind)},"apiVersion":${JSON.stringify(
    apiVersion,
  )},"metadata":${JSON.stringify(metadata)},"items":[${items.join(',')}]}\n`;
}

function eventText({ object }: StoredVersion): string {
  // Only events of the core group are shown in this shape.
  return JSON.stringify(eventsV1(object as CoreEvent));
}

function metadataText({ object }: StoredVersion, version: string): string {
  return JSON.stringify({
    kind: 'PartialObjectMetadata',
    apiVersion: `meta.k8s.io/${version}`,
    metadata: object.metadata,
  });
}

function tableText(
  definition: ResourceDefinition,
  versions: readonly StoredVersion[],
  view: View,
  metadata: object,
): string {
  const apiVersion = `meta.k8s.io/${
    view.shape.kind === 'table' ? view.shape.version : 'v1'
  }`;
  const rows = versions.map(stored => ({
    cells: rowOf(definition, stored.object, view.nowMs),
    ...rowObject(stored, view),
  }));
  return JSON.stringify({
    kind: 'Table',
    apiVersion,
    metadata,
    columnDefinitions: columnsOf(definition),
    rows,
  });
}

function rowObject(stored: StoredVersion, view: View): object {
  if (view.includeObject === 'None') return {};
  if (view.includeObject === 'Object') return { object: stored.object };
  return {
    object: {
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: stored.object.metadata,
    },
  };
}
