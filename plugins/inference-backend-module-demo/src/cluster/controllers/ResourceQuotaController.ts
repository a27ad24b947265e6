import type { KubeObject } from '../objects';
import type { Change } from '../store/EventLog';
import type { Pod } from '../workloadTypes';
import { isOfKind, type ClusterView } from './ClusterView';
import type { Controller, Wake } from './Controller';
import { requestsOf } from './nodes/NodeUsage';

/** A ResourceQuota. */
interface ResourceQuota extends KubeObject {
  readonly spec?: { readonly hard?: Readonly<Record<string, string | number>> };
}

const REQUESTS = 'requests.';

/** What of a quota pods use up: extended resources and the number of pods. */
function usedBy(pods: readonly Pod[], key: string): number {
  const resource = key.startsWith(REQUESTS) ? key.slice(REQUESTS.length) : key;
  return pods.reduce(
    (sum, pod) => sum + (requestsOf(pod.spec).get(resource) ?? 0),
    0,
  );
}

/** Writes into the status of quotas how much of them is used. Nothing is refused here. */
export class ResourceQuotaController implements Controller {
  readonly name = 'resourcequota-controller';

  constructor(private readonly view: ClusterView) {}

  observe({ version }: Change, wake: Wake): void {
    if (isOfKind(version, '', 'ResourceQuota')) {
      wake.now(version.object.metadata.uid);
    }
    if (isOfKind(version, '', 'Pod')) {
      const { namespace = '' } = version.object.metadata;
      for (const { object } of this.list('ResourceQuota', namespace)) {
        wake.now(object.metadata.uid);
      }
    }
  }

  reconcile(uid: string): void {
    const quota = this.view.find<ResourceQuota>(uid, '', 'ResourceQuota');
    if (!quota) return;
    const { namespace = '' } = quota.metadata;
    const pods = this.list('Pod', namespace)
      .map(({ object }) => object as Pod)
      .filter(
        ({ status }) =>
          status?.phase !== 'Succeeded' && status?.phase !== 'Failed',
      );
    const hard = Object.fromEntries(
      Object.entries(quota.spec?.hard ?? {})
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => [key, String(value)]),
    );
    const used = Object.fromEntries(
      Object.keys(hard).map(key => [key, String(usedBy(pods, key))]),
    );
    this.view.updateStatus(quota, { hard, used });
  }

  private list(kind: string, namespace: string) {
    const definition = this.view.definition('v1', kind);
    return definition
      ? this.view.cluster.store.list(definition, namespace)
      : [];
  }
}
