import type { KubernetesObject } from '@inference-portal/plugin-inference-node';

function isRecord(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What every object must have to be told from others: a name that is text. The rest is checked by who reads it. */
export function isNamedObject(value: unknown): value is KubernetesObject & {
  metadata: { name: string };
} {
  if (!isRecord(value) || !isRecord(value.metadata)) {
    return false;
  }
  const { name, namespace, uid, resourceVersion } = value.metadata;
  return (
    typeof name === 'string' &&
    name !== '' &&
    [namespace, uid, resourceVersion].every(
      part => part === undefined || typeof part === 'string',
    )
  );
}

/** A page of a list. */
export interface ListPage {
  readonly items: readonly unknown[];
  readonly resourceVersion: string;
  /** Null on the last page. */
  readonly continueToken: string | null;
}

/** Reads a list's envelope without a copy of its items; null when it is none. */
export function readListPage(value: unknown): ListPage | null {
  if (!isRecord(value) || !isRecord(value.metadata)) {
    return null;
  }
  const { resourceVersion, continue: token } = value.metadata;
  // Go writes an empty slice of some custom resources as null.
  const items = value.items ?? [];
  if (!Array.isArray(items) || typeof resourceVersion !== 'string') {
    return null;
  }
  const continueToken =
    typeof token === 'string' && token !== '' ? token : null;
  return { items, resourceVersion, continueToken };
}

/** One line of a watch. */
export type WatchEvent =
  | { readonly kind: 'upsert' | 'delete'; readonly object: KubernetesObject }
  | { readonly kind: 'bookmark'; readonly resourceVersion: string }
  | { readonly kind: 'error'; readonly status: unknown }
  /** An event about something that is no object. */
  | { readonly kind: 'malformed'; readonly words: string }
  | { readonly kind: 'no-event' };

/** Reads one parsed line of a watch. */
export function readWatchEvent(value: unknown): WatchEvent {
  if (!isRecord(value)) {
    return { kind: 'no-event' };
  }
  const { type, object } = value;
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return isNamedObject(object)
        ? { kind: type === 'DELETED' ? 'delete' : 'upsert', object }
        : {
            kind: 'malformed',
            words: `an ${type} event without a named object`,
          };
    case 'BOOKMARK': {
      const metadata = isRecord(object) ? object.metadata : undefined;
      const version = isRecord(metadata) ? metadata.resourceVersion : undefined;
      return typeof version === 'string' && version !== ''
        ? { kind: 'bookmark', resourceVersion: version }
        : { kind: 'malformed', words: 'a BOOKMARK without a resourceVersion' };
    }
    case 'ERROR':
      return { kind: 'error', status: object };
    default:
      return { kind: 'no-event' };
  }
}
