import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { DeployableObject } from '../../decide/deployments/readDeployment';
import type { ObjectRef } from '../../decide/remediation/scalableWorld';
import {
  at,
  fieldsOf,
  itemsOf,
  textOf,
} from '../../observe/clusters/adapters/fields';
import type { ClusterApplier } from '../../observe/clusters/connection/ClusterConnection';
import { ClusterRequestError } from '../../observe/clusters/connection/ClusterRequestError';
import { FIELD_MANAGER } from '../clusters/ClusterWriter';
import { collectionPath, segment } from '../clusters/objectPaths';
import { withRule } from '../clusters/withRule';

/** For one request; an admission webhook alone may take ten seconds, which is Kubernetes' default. */
const TIMEOUT_MS = 30_000;

/** What applying did to an object. */
export type ApplyResult = 'created' | 'configured' | 'unchanged';

/** What two looks at an object may differ in although nobody changed it. */
function withoutNoise(object: unknown): unknown {
  const { status: _status, metadata, ...rest } = fieldsOf(object);
  const {
    generation: _generation,
    managedFields: _managed,
    resourceVersion: _version,
    ...named
  } = fieldsOf(metadata);
  return { ...rest, metadata: named };
}

/** Whether the portal applied the object at some time: whoever did not make it must not take it over. */
export function isOurs(object: unknown): boolean {
  return itemsOf(at(object, 'metadata', 'managedFields')).some(
    entry =>
      at(entry, 'manager') === FIELD_MANAGER &&
      at(entry, 'operation') === 'Apply',
  );
}

/** Names of those who wrote the object, without repetition. */
export function managersOf(object: unknown): readonly string[] {
  const names = itemsOf(at(object, 'metadata', 'managedFields')).flatMap(
    entry => textOf(at(entry, 'manager')) ?? [],
  );
  return [...new Set(names)].sort();
}

/**
 * Applies objects of one cluster, server-side and as the field manager of the portal, without force: fields of others are conflicts.
 * Failures are `ClusterRequestError`s, whose messages hold no secret.
 */
export class ObjectApplier {
  readonly #cluster: ClusterApplier;
  readonly #signal: AbortSignal;

  constructor(options: { cluster: ClusterApplier; signal: AbortSignal }) {
    this.#cluster = options.cluster;
    this.#signal = options.signal;
  }

  /** The object as it is; null when there is none of that name. */
  async find(ref: ObjectRef): Promise<unknown> {
    try {
      return await this.#get(`${collectionPath(ref)}/${segment(ref.name)}`);
    } catch (error) {
      if (error instanceof ClusterRequestError && error.kind === 'not-found') {
        return null;
      }
      throw withRule(error, ref, 'apply');
    }
  }

  /** Applies it, or lets the API server do everything but store: validation, admission and permissions. `before` is what `find` told. */
  async apply(
    { object, ref }: DeployableObject,
    before: unknown,
    options: { readonly dryRun: boolean },
  ): Promise<ApplyResult> {
    const dryRun = options.dryRun ? 'dryRun=All&' : '';
    const path = `${collectionPath(ref)}/${segment(ref.name)}`;
    const after = await this.#apply(
      `${path}?${dryRun}fieldManager=${FIELD_MANAGER}`,
      object,
      ref,
    );
    if (before === null) {
      return 'created';
    }
    return isDeepStrictEqual(withoutNoise(before), withoutNoise(after))
      ? 'unchanged'
      : 'configured';
  }

  /** Plurals that the cluster serves in a version of a group; null when it serves none. */
  async listServed(
    group: string,
    version: string,
  ): Promise<ReadonlySet<string> | null> {
    try {
      const answer = await this.#get(
        `/apis/${segment(group)}/${segment(version)}`,
      );
      return new Set(
        itemsOf(at(answer, 'resources')).flatMap(
          resource => textOf(at(resource, 'name')) ?? [],
        ),
      );
    } catch (error) {
      if (error instanceof ClusterRequestError && error.kind === 'not-found') {
        return null;
      }
      throw error;
    }
  }

  /** The namespace; null when there is none. Needs the right to list, which observing has. */
  async findNamespace(name: string): Promise<unknown> {
    const answer = await this.#get(
      `/api/v1/namespaces?fieldSelector=${encodeURIComponent(
        `metadata.name=${name}`,
      )}`,
    );
    return itemsOf(at(answer, 'items'))[0] ?? null;
  }

  async listNamespaces(): Promise<readonly unknown[]> {
    return itemsOf(at(await this.#get('/api/v1/namespaces'), 'items'));
  }

  /** ResourceQuotas of a namespace, or of all; null when the portal may not read them. */
  async listQuotas(
    namespace: string | null,
  ): Promise<readonly unknown[] | null> {
    const path =
      namespace === null
        ? '/api/v1/resourcequotas'
        : `/api/v1/namespaces/${segment(namespace)}/resourcequotas`;
    try {
      return itemsOf(at(await this.#get(path), 'items'));
    } catch (error) {
      if (error instanceof ClusterRequestError && error.kind === 'forbidden') {
        return null;
      }
      throw error;
    }
  }

  /** Nodes whose label of the GPU operator names a product. */
  async listGpuNodes(): Promise<readonly unknown[]> {
    const answer = await this.#get(
      '/api/v1/nodes?labelSelector=nvidia.com%2Fgpu.product',
    );
    return itemsOf(at(answer, 'items'));
  }

  async #apply(
    path: string,
    object: JsonObject,
    ref: ObjectRef,
  ): Promise<unknown> {
    try {
      return await this.#cluster.apply(path, object, {
        signal: this.#signal,
        timeoutMs: TIMEOUT_MS,
      });
    } catch (error) {
      // Quotas and policies answer 403 as well; no rule helps there.
      const isMissingRule =
        error instanceof ClusterRequestError &&
        /\bcannot \w+ resource\b/.test(error.message);
      throw isMissingRule ? withRule(error, ref, 'apply') : error;
    }
  }

  #get(path: string): Promise<unknown> {
    return this.#cluster.get(path, {
      signal: this.#signal,
      timeoutMs: TIMEOUT_MS,
    });
  }
}
