import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { ClusterPatcher } from '../../../observe/clusters/connection/ClusterConnection';
import {
  ClusterRequestError,
  type ClusterFailureKind,
} from '../../../observe/clusters/connection/ClusterRequestError';

/** JSON merge patch; like an API server, without empty annotations. */
export function merged(target: unknown, patch: JsonObject): JsonObject {
  const result = { ...(target as JsonObject | undefined) };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else {
      result[key] =
        typeof value === 'object' && !Array.isArray(value)
          ? merged(result[key], value)
          : value;
    }
    if (key === 'annotations' && Object.keys(result[key] ?? {}).length === 0) {
      delete result[key];
    }
  }
  return result;
}

/** Objects of a cluster by path, read and patched as an API server would; lists are empty. */
export class FakeObjects implements ClusterPatcher {
  readonly #objects = new Map<string, JsonObject>();
  #failure: { kind: ClusterFailureKind; on: 'get' | 'patch' } | null = null;
  #version = 1;
  /** Patches that were stored, dry runs left out. */
  writes = 0;

  /** Puts an object there, with a uid of its own. */
  put(path: string, object: JsonObject): void {
    const metadata = object.metadata as JsonObject;
    this.#version += 1;
    this.#objects.set(path, {
      ...object,
      metadata: {
        uid: `uid-${this.#version}`,
        ...metadata,
        resourceVersion: String(this.#version),
      },
    });
  }

  read(path: string): JsonObject | undefined {
    return this.#objects.get(path);
  }

  /** Somebody else changes an object. */
  change(path: string, patch: JsonObject): void {
    this.put(path, merged(this.#objects.get(path), patch));
  }

  remove(path: string): void {
    this.#objects.delete(path);
  }

  /** Answers with a failure from now on; null for none. */
  fail(kind: ClusterFailureKind | null, on: 'get' | 'patch' = 'patch'): void {
    this.#failure = kind === null ? null : { kind, on };
  }

  async get(path: string): Promise<unknown> {
    this.#throwIfFailing('get');
    const object = this.#objects.get(path);
    if (object !== undefined) {
      return object;
    }
    const isList = /\/namespaces\/[^/]+\/[^/]+$/.test(path);
    if (isList) {
      return { items: [] };
    }
    throw new ClusterRequestError('not-found', 'There is no such object.');
  }

  async patch(path: string, patch: JsonObject): Promise<unknown> {
    this.#throwIfFailing('patch');
    const [address = '', query = ''] = path.split('?');
    const before = this.#objects.get(address);
    const { uid, resourceVersion, ...metadata } = patch.metadata as JsonObject;
    const known = before?.metadata as JsonObject | undefined;
    if (
      known === undefined ||
      known.uid !== uid ||
      known.resourceVersion !== resourceVersion
    ) {
      throw new ClusterRequestError('conflict', 'The object has changed.');
    }
    const after = merged(before, { ...patch, metadata });
    if (!query.includes('dryRun=All')) {
      this.writes += 1;
      this.put(address, after);
    }
    return after;
  }

  #throwIfFailing(on: 'get' | 'patch'): void {
    if (this.#failure?.on === on) {
      const { kind } = this.#failure;
      throw new ClusterRequestError(kind, `The cluster said: ${kind}.`);
    }
  }
}
