import type { Change } from '../../store/EventLog';
import type { Deployment } from '../../workloadTypes';
import type { ClusterView } from '../ClusterView';
import type { ResolvedRollout, Rollout } from './rolloutTypes';

const GENERATION = 'rollout.argoproj.io/workload-generation';

/** Rollouts that run the template of a Deployment, and that template. */
export class WorkloadReferences {
  /** Uids of Rollouts by the Deployment that they refer to. */
  private readonly referrers = new Map<string, Set<string>>();

  constructor(private readonly view: ClusterView) {}

  observe({ type, version, previous }: Change): void {
    const { uid } = version.object.metadata;
    // The store of Rollouts holds Rollouts only.
    const before = previous && keyOf(previous.object as Rollout);
    if (before) this.referrers.get(before)?.delete(uid);
    const key = keyOf(version.object as Rollout);
    if (key === undefined || type === 'DELETED') return;
    const uids = this.referrers.get(key) ?? new Set<string>();
    this.referrers.set(key, uids.add(uid));
  }

  /** Uids of the Rollouts that refer to a Deployment. */
  listReferrers({ metadata }: Deployment): Iterable<string> {
    const { namespace = '', name } = metadata;
    return this.referrers.get(JSON.stringify([namespace, name])) ?? [];
  }

  /** The Rollout with its template; undefined while the workload that it refers to does not exist. */
  resolve(rollout: Rollout): ResolvedRollout | undefined {
    const { spec, metadata } = rollout;
    if (!spec.workloadRef) {
      const { template, selector } = spec;
      return template && selector
        ? { ...rollout, spec: { ...spec, template, selector } }
        : undefined;
    }
    const deployment = this.findDeployment(rollout);
    if (!deployment) return undefined;
    const generation = String(deployment.metadata.generation ?? 1);
    const annotations = { ...metadata.annotations, [GENERATION]: generation };
    if (metadata.annotations?.[GENERATION] !== generation) {
      this.view.update(rollout, { metadata: { annotations } });
    }
    return {
      ...rollout,
      metadata: { ...metadata, annotations },
      spec: {
        ...spec,
        template: deployment.spec.template,
        selector: spec.selector ?? deployment.spec.selector,
      },
    };
  }

  private findDeployment({ spec, metadata }: Rollout): Deployment | undefined {
    const { workloadRef } = spec;
    const definition = this.view.definition('apps/v1', 'Deployment');
    if (!definition || workloadRef?.kind !== 'Deployment') return undefined;
    const stored = this.view.cluster.store.find(
      definition,
      metadata.namespace ?? '',
      workloadRef.name,
    );
    // The store of Deployments holds Deployments only.
    return stored?.object as Deployment | undefined;
  }
}

function keyOf({ spec, metadata }: Rollout): string | undefined {
  const { workloadRef } = spec;
  return workloadRef?.kind === 'Deployment'
    ? JSON.stringify([metadata.namespace ?? '', workloadRef.name])
    : undefined;
}
