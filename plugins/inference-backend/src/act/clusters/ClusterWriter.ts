import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { ObjectRef } from '../../decide/remediation/scalableWorld';
import type { ClusterPatcher } from '../../observe/clusters/connection/ClusterConnection';
import { ClusterRequestError } from '../../observe/clusters/connection/ClusterRequestError';
import { collectionPath, segment } from './objectPaths';
import { rememberReads } from './rememberReads';
import { withRule } from './withRule';

/** Name under which the API server records what the portal wrote. */
export const FIELD_MANAGER = 'inference-portal';

/** For one request; an admission webhook alone may take ten seconds, which is Kubernetes' default. */
const TIMEOUT_MS = 30_000;

/** An object and what a write needs to be sure that it is still that object. */
export interface VersionedObject {
  readonly uid: string;
  readonly resourceVersion: string;
  /** All of it, unparsed. */
  readonly object: unknown;
}

function objectPath(ref: ObjectRef): string {
  const part = ref.subresource === undefined ? '' : `/${ref.subresource}`;
  return `${collectionPath(ref)}/${segment(ref.name)}${part}`;
}

function textField(value: unknown, name: string): string {
  const field =
    typeof value === 'object' && value !== null
      ? Object.entries(value).find(([key]) => key === name)?.[1]
      : undefined;
  return typeof field === 'string' ? field : '';
}

function versioned(object: unknown): VersionedObject {
  const metadata =
    typeof object === 'object' && object !== null && 'metadata' in object
      ? object.metadata
      : null;
  const uid = textField(metadata, 'uid');
  const resourceVersion = textField(metadata, 'resourceVersion');
  if (uid === '' || resourceVersion === '') {
    throw new ClusterRequestError(
      'not-kubernetes',
      'The answer is no Kubernetes object: it has no uid or no resourceVersion.',
    );
  }
  return { uid, resourceVersion, object };
}

/**
 * Reads and changes single objects of one cluster. Every change is a JSON merge patch that holds for one uid and one version of the
 * object, so that a change by somebody else in between is a `conflict` and never overwritten. It cannot create or delete.
 * Failures are `ClusterRequestError`s, whose messages hold no secret.
 */
export class ClusterWriter {
  readonly #cluster: ClusterPatcher;
  readonly #signal: AbortSignal;

  constructor(options: { cluster: ClusterPatcher; signal: AbortSignal }) {
    this.#cluster = options.cluster;
    this.#signal = options.signal;
  }

  /** Reads every object and list once until it writes or is refused; for looks that end within seconds. */
  remembering(): ClusterWriter {
    return new ClusterWriter({
      cluster: rememberReads(this.#cluster),
      signal: this.#signal,
    });
  }

  /** The object; null when there is none, or when the cluster does not know its kind. */
  async find(ref: ObjectRef): Promise<VersionedObject | null> {
    const path = `${collectionPath(ref)}/${segment(ref.name)}`;
    const found = await this.#orNull(path, ref, 'get');
    return found === null ? null : versioned(found);
  }

  /** The answer to a list, unparsed; null when the cluster does not know the kind. `labels` are those that all items carry. */
  async list(
    ref: Pick<ObjectRef, 'group' | 'version' | 'plural' | 'namespace'>,
    labels: { readonly [name: string]: string } = {},
  ): Promise<unknown> {
    const selector = Object.entries(labels)
      .map(([name, value]) => `${name}=${value}`)
      .join(',');
    const query =
      selector === '' ? '' : `?labelSelector=${encodeURIComponent(selector)}`;
    return this.#orNull(`${collectionPath(ref)}${query}`, ref, 'list');
  }

  /** Lets the API server do everything but store: validation, admission, quota and permissions. */
  async dryRun(
    ref: ObjectRef,
    known: VersionedObject,
    patch: JsonObject,
  ): Promise<void> {
    await this.#patch(ref, known, patch, 'dryRun=All&');
  }

  /** Resolves with the changed object. */
  async patch(
    ref: ObjectRef,
    known: VersionedObject,
    patch: JsonObject,
  ): Promise<VersionedObject> {
    return versioned(await this.#patch(ref, known, patch, ''));
  }

  async #patch(
    ref: ObjectRef,
    { uid, resourceVersion }: VersionedObject,
    patch: JsonObject,
    dryRun: 'dryRun=All&' | '',
  ): Promise<unknown> {
    const { metadata } = patch;
    const fields =
      typeof metadata === 'object' && !Array.isArray(metadata) ? metadata : {};
    try {
      return await this.#cluster.patch(
        `${objectPath(ref)}?${dryRun}fieldManager=${FIELD_MANAGER}`,
        { ...patch, metadata: { ...fields, uid, resourceVersion } },
        { signal: this.#signal, timeoutMs: TIMEOUT_MS },
      );
    } catch (error) {
      throw withRule(error, ref, 'patch');
    }
  }

  async #orNull(
    path: string,
    resource: Pick<ObjectRef, 'group' | 'plural'>,
    verb: 'get' | 'list',
  ): Promise<unknown> {
    try {
      return await this.#cluster.get(path, {
        signal: this.#signal,
        timeoutMs: TIMEOUT_MS,
      });
    } catch (error) {
      if (error instanceof ClusterRequestError && error.kind === 'not-found') {
        return null;
      }
      throw withRule(error, resource, verb);
    }
  }
}
