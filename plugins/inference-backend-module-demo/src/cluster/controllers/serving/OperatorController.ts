import {
  controllerReference,
  findController,
  isRecord,
  type KubeObject,
} from '../../objects';
import type { Change } from '../../store/EventLog';
import type { Deployment } from '../../workloadTypes';
import { isOfKind, type ClusterView } from '../ClusterView';
import type { Controller, Wake } from '../Controller';
import { withCondition } from './conditions';
import type { Operator } from './Operator';
import { isAvailable } from './operators';

/**
 * Keeps the Deployment of a custom resource as the resource wants it. What somebody changes in the Deployment by
 * hand is put back, as operators do; a Deployment that is there when the resource is first seen is taken over as
 * it is.
 */
export class OperatorController implements Controller {
  readonly name: string;
  private readonly known = new Map<
    string,
    { generation: number; spec: Deployment['spec'] }
  >();

  constructor(
    private readonly view: ClusterView,
    private readonly operator: Operator,
  ) {
    this.name = operator.manager;
  }

  observe({ type, version }: Change, wake: Wake): void {
    const { group, kind } = this.operator;
    const { metadata } = version.object;
    if (isOfKind(version, group, kind)) {
      if (type === 'DELETED') this.known.delete(metadata.uid);
      else wake.now(metadata.uid);
    }
    if (!isOfKind(version, 'apps', 'Deployment')) return;
    const owner = findController(metadata);
    if (owner?.kind === kind) wake.now(owner.uid);
  }

  reconcile(uid: string): void {
    const { group, kind } = this.operator;
    const resource = this.view.find(uid, group, kind);
    if (!resource || resource.metadata.deletionTimestamp !== undefined) return;
    const [present] = this.view.listControlled<Deployment>(
      resource,
      'apps',
      'Deployment',
    );
    const deployment = present
      ? this.correct(resource, present)
      : this.create(resource);
    if (deployment) this.updateStatus(resource, deployment);
  }

  private create(resource: KubeObject): Deployment | undefined {
    const { operator } = this;
    const selector = operator.selector(resource);
    const created = this.view.create('apps/v1', 'Deployment', {
      metadata: {
        name: operator.deploymentName(resource),
        namespace: resource.metadata.namespace,
        labels: {
          ...resource.metadata.labels,
          ...selector,
          ...operator.labels(resource),
        },
        ownerReferences: [controllerReference(resource)],
      },
      spec: {
        replicas: operator.replicas(resource) ?? 1,
        selector: { matchLabels: selector },
        template: {
          metadata: {
            labels: {
              ...resource.metadata.labels,
              ...selector,
              ...operator.labels(resource),
            },
          },
          spec: { containers: [operator.container(resource)] },
        },
      },
    });
    const deployment =
      created &&
      this.view.find<Deployment>(created.metadata.uid, 'apps', 'Deployment');
    if (deployment) this.remember(resource, deployment);
    return deployment;
  }

  private correct(resource: KubeObject, deployment: Deployment): Deployment {
    const known = this.known.get(resource.metadata.uid);
    if (!known) {
      this.remember(resource, deployment);
      return deployment;
    }
    const changed = known.generation !== generationOf(resource);
    const wanted = changed ? this.revised(resource, known.spec) : known.spec;
    const replicas =
      this.operator.replicas(resource) ?? deployment.spec.replicas;
    this.view.update(deployment, { spec: { ...wanted, replicas } });
    const corrected =
      this.view.find<Deployment>(
        deployment.metadata.uid,
        'apps',
        'Deployment',
      ) ?? deployment;
    this.remember(resource, corrected);
    return corrected;
  }

  /** The spec with the container and the size that the resource now asks for. */
  private revised(
    resource: KubeObject,
    spec: Deployment['spec'],
  ): Deployment['spec'] {
    const container = this.operator.container(resource);
    const [first, ...others] = spec.template.spec.containers;
    const containers = [
      {
        ...first,
        ...container,
        name: first?.name ?? String(container.name),
        image: String(container.image),
      },
      ...others,
    ];
    return {
      ...spec,
      template: {
        ...spec.template,
        spec: { ...spec.template.spec, containers },
      },
    };
  }

  private remember(resource: KubeObject, deployment: Deployment): void {
    this.known.set(resource.metadata.uid, {
      generation: generationOf(resource),
      spec: deployment.spec,
    });
  }

  private updateStatus(resource: KubeObject, deployment: Deployment): void {
    const present = isRecord(resource.status) ? resource.status : {};
    const ready = isAvailable(deployment);
    this.view.updateStatus(resource, {
      ...present,
      ...this.operator.status(resource, deployment),
      conditions: withCondition(present.conditions, this.view.now(), {
        type: 'Ready',
        status: ready ? 'True' : 'False',
        reason: ready ? 'Ready' : 'MinimumReplicasUnavailable',
        message: ready ? '' : 'Deployment does not have minimum availability.',
      }),
    });
  }
}

function generationOf({ metadata }: KubeObject): number {
  return metadata.generation ?? 1;
}
