import { ConflictError } from '@backstage/errors';
import {
  ANNOTATION_OWNER,
  type DeployedObject,
  type DeploymentOutcome,
} from '@inference-portal/plugin-inference-common';
import { judgeGpuQuota } from '../../decide/deployments/gpuQuota';
import type { DeployableObject } from '../../decide/deployments/readDeployment';
import type {
  Deployment,
  DeploymentWriter,
} from '../../deployments/DeploymentWriter';
import { parseOwnerRef } from '../../decide/ownerRef';
import { at, textOf } from '../../observe/clusters/adapters/fields';
import { describeRefusal, type Failure } from './describeRefusal';
import { isOurs, managersOf, type ObjectApplier } from './ObjectApplier';
import { readGpuNeeds } from './readGpuNeeds';
import { readGpuQuotas } from './readGpuQuotas';
import { RefusedByClusterError } from './RefusedByClusterError';

const nameOf = ({ ref }: DeployableObject) => `${ref.kind} ${ref.name}`;
const namesOf = (objects: readonly DeployableObject[]) =>
  objects.length === 0 ? 'nothing' : objects.map(nameOf).join(', ');

const outcomeOf = (
  { object, ref }: DeployableObject,
  result: DeployedObject['result'],
): DeployedObject => ({
  apiVersion: String(object.apiVersion),
  kind: ref.kind,
  name: ref.name,
  result,
});

/** Why an object that is there must not be taken over; null when it may be applied again. */
function findStranger(
  present: unknown,
  object: DeployableObject,
  owner: string,
): string | null {
  if (present === null) {
    return null;
  }
  if (!isOurs(present)) {
    const managers = managersOf(present);
    return `${nameOf(object)} is there already and not from the portal (${
      managers.length === 0
        ? 'nobody says from whom'
        : `written by ${managers.join(', ')}`
    })`;
  }
  const stated = textOf(
    at(present, 'metadata', 'annotations', ANNOTATION_OWNER),
  );
  const parsed = stated === null ? null : parseOwnerRef(stated);
  return parsed?.status === 'valid' && parsed.ref !== owner
    ? `${nameOf(object)} belongs to ${parsed.ref}`
    : null;
}

/** Applies deployments: looks first, tries all of it in a dry run, and only then stores. */
export class Deployer implements DeploymentWriter {
  readonly #applierOf: (cluster: string, signal: AbortSignal) => ObjectApplier;

  constructor(options: {
    applierOf: (cluster: string, signal: AbortSignal) => ObjectApplier;
  }) {
    this.#applierOf = options.applierOf;
  }

  /**
   * Throws `ConflictError` for objects of somebody else and fields of others, `NotAllowedError` with the rule that the portal lacks,
   * `RefusedByClusterError` for kinds that are not installed, quotas and invalid objects, `ServiceUnavailableError` when the cluster does
   * not answer. Until all of the dry run has passed nothing is stored.
   */
  async deploy(
    deployment: Deployment,
    signal: AbortSignal,
  ): Promise<DeploymentOutcome> {
    const { cluster, dryRun, objects } = deployment;
    const applier = this.#applierOf(cluster, signal);
    const before = await this.#look(applier, deployment);
    const warnings = await this.#askQuota(applier, deployment, before);
    const tried = await this.#tryAll(applier, deployment, before);
    if (dryRun) {
      return { dryRun, objects: tried, warnings };
    }
    const applied: DeployedObject[] = [];
    for (const [index, object] of objects.entries()) {
      try {
        const result = await applier.apply(object, before[index] ?? null, {
          dryRun: false,
        });
        applied.push(outcomeOf(object, result));
      } catch (error) {
        throw describeRefusal(
          cluster,
          [{ object: nameOf(object), error }],
          `The dry run had passed. Applied: ${namesOf(
            objects.slice(0, index),
          )}. Not applied: ${namesOf(
            objects.slice(index),
          )}. Applying the same again is safe: it goes on where this stopped.`,
        );
      }
    }
    return { dryRun, objects: applied, warnings };
  }

  /** The objects as the cluster has them. Throws when a kind is not installed, or an object is somebody else's. */
  async #look(
    applier: ObjectApplier,
    { cluster, objects, owner }: Deployment,
  ): Promise<readonly unknown[]> {
    const missing = await this.#findMissingKinds(applier, cluster, objects);
    if (missing.length > 0) {
      throw new RefusedByClusterError(
        `${missing.join('. ')}. Nothing was applied.`,
      );
    }
    const looks = await Promise.allSettled(
      objects.map(({ ref }) => applier.find(ref)),
    );
    const found = looks.map((look, index) => {
      if (look.status === 'fulfilled') {
        return look.value;
      }
      const object = objects[index];
      throw describeRefusal(
        cluster,
        [{ object: object ? nameOf(object) : null, error: look.reason }],
        'Nothing was applied.',
      );
    });
    const strangers = objects.flatMap(
      (object, index) =>
        findStranger(found[index] ?? null, object, owner) ?? [],
    );
    if (strangers.length > 0) {
      throw new ConflictError(
        `${strangers.join(
          '; ',
        )}. The portal takes over nothing of others: choose another name for the server, or delete what is there. Nothing was applied.`,
      );
    }
    return found;
  }

  async #findMissingKinds(
    applier: ObjectApplier,
    cluster: string,
    objects: readonly DeployableObject[],
  ): Promise<readonly string[]> {
    const custom = objects.filter(({ kind }) => !kind.isBuiltin);
    const versions = new Map(
      custom.map(({ ref }) => [`${ref.group}/${ref.version}`, ref]),
    );
    const served = new Map(
      await Promise.all(
        [...versions].map(
          async ([key, { group, version }]) =>
            [
              key,
              await applier.listServed(group, version).catch(error => {
                throw describeRefusal(
                  cluster,
                  [{ object: null, error }],
                  'Nothing was applied.',
                );
              }),
            ] as const,
        ),
      ),
    );
    return custom
      .filter(
        ({ ref }) =>
          !served.get(`${ref.group}/${ref.version}`)?.has(ref.plural),
      )
      .map(
        object =>
          `CRD ${object.ref.plural}.${object.ref.group} (${
            object.ref.version
          }) is not installed on the cluster ${cluster}, and ${nameOf(
            object,
          )} needs it: install it, or choose another option`,
      );
  }

  async #askQuota(
    applier: ObjectApplier,
    { cluster, namespace, objects }: Deployment,
    before: readonly unknown[],
  ): Promise<string[]> {
    const needs = readGpuNeeds(objects, before);
    const quotas = await applier.listQuotas(namespace).catch(error => {
      throw describeRefusal(
        cluster,
        [{ object: null, error }],
        'Nothing was applied.',
      );
    });
    if (quotas === null) {
      return [
        `The portal may not read ResourceQuotas on ${cluster}, so it cannot tell whether the GPUs are allowed: apply deploy/cluster-role-deploy.yaml there`,
      ];
    }
    const { refusal, warnings } = judgeGpuQuota(
      namespace,
      readGpuQuotas(quotas),
      needs,
    );
    if (refusal !== null) {
      throw new RefusedByClusterError(`${refusal}. Nothing was applied.`);
    }
    return [...warnings];
  }

  async #tryAll(
    applier: ObjectApplier,
    { cluster, objects }: Deployment,
    before: readonly unknown[],
  ): Promise<DeployedObject[]> {
    const failures: Failure[] = [];
    const tried: DeployedObject[] = [];
    for (const [index, object] of objects.entries()) {
      try {
        const result = await applier.apply(object, before[index] ?? null, {
          dryRun: true,
        });
        tried.push(outcomeOf(object, result));
      } catch (error) {
        failures.push({ object: nameOf(object), error });
      }
    }
    if (failures.length > 0) {
      throw describeRefusal(
        cluster,
        failures,
        'All objects were tried in a dry run, and nothing was applied.',
      );
    }
    return tried;
  }
}
