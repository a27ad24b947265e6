import {
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
  stringifyError,
} from '@backstage/errors';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type {
  DeploymentGpus,
  DeploymentOutcome,
  DeploymentRequest,
  DeploymentTarget,
  DeploymentTargets,
} from '@inference-portal/plugin-inference-common';
import { tightestQuota } from '../../decide/deployments/gpuQuota';
import { isSystemNamespace } from '../../decide/deployments/isSystemNamespace';
import { readDeployment } from '../../decide/deployments/readDeployment';
import type { JoinSubject } from '../../decide/ownership';
import type {
  TargetNamespace,
  TargetReader,
} from '../../deployments/DeploymentTargets';
import type { DeploymentWriter } from '../../deployments/DeploymentWriter';
import { parseOwnerRef } from '../../decide/ownerRef';
import { resolveGpu } from '../../decide/planner/gpuProducts';
import { SECOND_MS } from '../../durations';
import type { InventoryStore } from '../../record';
import type { Caller } from '../registry/Caller';
import type { NamespaceAccess, OwnedNamespace } from './NamespaceAccess';

/** A form waits for the slowest cluster. */
const READ_MS = 15 * SECOND_MS;
/** Three requests for each of many objects. */
const DEPLOY_MS = 300 * SECOND_MS;

/** Where callers may deploy, and deploying there. */
export class AuthorizedDeployments {
  readonly #clusters: readonly string[];
  readonly #targets: TargetReader;
  readonly #deployer: DeploymentWriter;
  readonly #access: NamespaceAccess;
  readonly #inventory: Pick<InventoryStore, 'getCapacity'>;
  readonly #ownerOf: (subject: JoinSubject) => string | null;

  constructor(options: {
    /** Names of the configured clusters. */
    clusters: readonly string[];
    targets: TargetReader;
    deployer: DeploymentWriter;
    access: NamespaceAccess;
    inventory: Pick<InventoryStore, 'getCapacity'>;
    /** Entity ref of the owner that servers get which say nothing of it. */
    ownerOf: (subject: JoinSubject) => string | null;
  }) {
    this.#clusters = options.clusters;
    this.#targets = options.targets;
    this.#deployer = options.deployer;
    this.#access = options.access;
    this.#inventory = options.inventory;
    this.#ownerOf = options.ownerOf;
  }

  /** Throws `NotAllowedError` to who may see no server. Clusters that do not answer are left out and told. */
  async listTargets(caller: Caller): Promise<DeploymentTargets> {
    const isVisible = await this.#access.getVisible(caller.credentials);
    const refuse = await this.#access.getRefusal(caller);
    const capacity = await this.#inventory.getCapacity();
    const problems: string[] = [];
    const items: DeploymentTarget[] = [];
    const signal = AbortSignal.timeout(READ_MS);
    const read = await Promise.allSettled(
      this.#clusters.map(cluster => this.#targets.read(cluster, signal)),
    );
    for (const [index, result] of read.entries()) {
      const cluster = this.#clusters[index] ?? '';
      if (result.status === 'rejected') {
        problems.push(
          `Namespaces of ${cluster} cannot be read: ${stringifyError(
            result.reason,
          )}`,
        );
        continue;
      }
      const { mayReadQuotas, namespaces, nodeLabels } = result.value;
      const places = namespaces
        .map(namespace => ({
          namespace,
          place: this.#own(cluster, namespace),
        }))
        .filter(({ place }) => isVisible(place));
      if (!mayReadQuotas && places.length > 0) {
        problems.push(
          `The portal may not read ResourceQuotas on ${cluster}, so GPU quotas are not shown: apply deploy/cluster-role-deploy.yaml there`,
        );
      }
      const gpus = (capacity.get(cluster) ?? []).map((one): DeploymentGpus => {
        const found = resolveGpu({ product: one.product, memoryGiB: null });
        return {
          product: one.product,
          memoryGiB: found.status === 'known' ? found.gpu.memoryGiB : null,
          free: Math.max(
            one.capacity - one.heldByServers - one.heldByOthers,
            0,
          ),
          total: one.capacity,
          nodeLabels: [...(nodeLabels.get(one.product) ?? [])],
        };
      });
      for (const { namespace, place } of places) {
        const quota = tightestQuota(namespace.quotas);
        const reason = refuse(place);
        items.push({
          cluster,
          namespace: namespace.name,
          owner: place.owner,
          allowed: reason === null,
          reason,
          gpuQuota: quota && { hard: quota.hard, used: quota.used },
          gpus,
        });
      }
    }
    return { items, problems };
  }

  /**
   * Throws `InputError` that names the field, `NotAllowedError`, `NotFoundError` for an unknown cluster or namespace, and as `DeploymentWriter`
   * does.
   */
  async deploy(
    request: Omit<DeploymentRequest, 'dryRun'> & { readonly dryRun?: boolean },
    caller: Caller,
  ): Promise<DeploymentOutcome> {
    const { cluster, dryRun = false, namespace } = request;
    await this.#access.requireCreator(caller);
    const owner = parseOwnerRef(request.owner);
    if (owner.status === 'invalid') {
      throw new InputError(`owner: ${owner.problem}`);
    }
    const place = await this.#findPlace(cluster, namespace);
    const reason = (await this.#access.getRefusal(caller))(place);
    if (reason !== null) {
      throw new NotAllowedError(reason);
    }
    const isTheirs =
      owner.ref === place.owner ||
      caller.owns.includes(owner.ref) ||
      this.#access.isFree(caller);
    if (!isTheirs) {
      throw new NotAllowedError(
        `owner: you may not deploy for ${
          owner.ref
        }, who would pay for it: name ${
          place.owner ?? 'a group that you belong to'
        }`,
      );
    }
    const read = readDeployment({
      namespace,
      owner: owner.ref,
      // What came as JSON is JSON.
      objects: request.objects as JsonObject[],
    });
    if (read.status === 'refused') {
      throw new InputError(read.problems.slice(0, 20).join('; '));
    }
    return this.#deployer.deploy(
      { cluster, namespace, owner: owner.ref, dryRun, objects: read.objects },
      AbortSignal.timeout(DEPLOY_MS),
    );
  }

  async #findPlace(
    cluster: string,
    namespace: string,
  ): Promise<OwnedNamespace> {
    if (!this.#clusters.includes(cluster)) {
      throw new NotFoundError(
        `cluster: ${cluster} is not configured; there are ${
          this.#clusters.join(', ') || 'none'
        }`,
      );
    }
    if (isSystemNamespace(namespace)) {
      throw new NotAllowedError(
        `namespace: ${namespace} belongs to Kubernetes itself, and nobody deploys there`,
      );
    }
    const found = await this.#targets
      .find(cluster, namespace, AbortSignal.timeout(READ_MS))
      .catch(error => {
        throw new ServiceUnavailableError(
          `Cluster ${cluster} does not answer, so nothing was applied: ${stringifyError(
            error,
          )}`,
        );
      });
    if (found === null) {
      throw new NotFoundError(
        `namespace: there is no ${namespace} on ${cluster}; the portal makes no namespaces, choose one that is there`,
      );
    }
    return this.#own(cluster, found);
  }

  #own(
    cluster: string,
    { isEnding, name, signals }: TargetNamespace,
  ): OwnedNamespace {
    const owner = this.#ownerOf({
      cluster,
      namespace: name,
      // Of no server in particular: what is said of one does not count.
      name: '',
      modelId: null,
      signals,
    });
    return { cluster, namespace: name, owner, isEnding };
  }
}
