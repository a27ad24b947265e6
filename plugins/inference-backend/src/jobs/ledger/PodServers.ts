import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { AllocationInterval } from '../../decide/cost/ledger';
import type { KubeStateHold } from '../../observe/metrics/kubeState/readKubeState';

type Server = Pick<ModelServer, 'id' | 'kind' | 'namespace' | 'name'>;

/** Kinds that a server must be of when a pod's controller is of this kind, where the controller's name alone would fit others too. */
const KINDS: { readonly [controller: string]: readonly string[] } = {
  ReplicaSet: [
    'Deployment',
    'Rollout',
    'InferenceService',
    'LLMInferenceService',
    'NIMService',
  ],
  StatefulSet: ['StatefulSet', 'LeaderWorkerSet', 'NIMService'],
  RayCluster: ['RayService'],
};

/**
 * Finds the server that a pod of the past belonged to: by the pod itself if the watch saw it, else by the name of its controller, which
 * begins with that of its server.
 */
export class PodServers {
  readonly #byPod: ReadonlyMap<string, string | null>;
  readonly #byNamespace = new Map<string, Server[]>();

  constructor(options: {
    servers: readonly Server[];
    observed: readonly AllocationInterval[];
  }) {
    this.#byPod = new Map(
      options.observed.map(({ podUid, serverId }) => [podUid, serverId]),
    );
    for (const server of options.servers) {
      const others = this.#byNamespace.get(server.namespace) ?? [];
      this.#byNamespace.set(server.namespace, [...others, server]);
    }
  }

  find({ podUid, namespace, podName, owner }: KubeStateHold): string | null {
    const seen = this.#byPod.get(podUid);
    if (seen !== undefined) {
      return seen;
    }
    const name = owner?.name ?? podName;
    const kinds = owner ? KINDS[owner.kind] : ['Pod'];
    const [best] = (this.#byNamespace.get(namespace) ?? [])
      .filter(
        server =>
          (name === server.name || name.startsWith(`${server.name}-`)) &&
          (kinds === undefined || kinds.includes(server.kind)),
      )
      .sort((a, b) => b.name.length - a.name.length);
    return best?.id ?? null;
  }
}
