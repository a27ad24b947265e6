import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { AllocationInterval } from '../../decide/cost/ledger';
import type {
  PodLookup,
  ServingPod,
} from '../../observe/metrics/usage/PodHour';
import type { InstantMs } from '../../types';

/** What is told of a server to find it by. */
export type NamedServer = Pick<
  ModelServer,
  'id' | 'namespace' | 'name' | 'model'
>;

/** Letters of the names that Kubernetes makes up. */
const MADE_UP = '[bcdfghjklmnpqrstvwxz2456789]';
/** What follows a server's name in the names of its pods: of ReplicaSets, StatefulSets and groups, KServe, Ray. */
const SUFFIX = new RegExp(
  `^(?:|-(?:predictor-)?(?:\\d+-)?(?:deployment-)?${MADE_UP}{4,10}-${MADE_UP}{5}|-\\d+(?:-\\d+)?|-${MADE_UP}{5}(?:-[a-z0-9-]+)?-${MADE_UP}{5})$`,
);
/** What tools put behind the name of what they route to. */
const DESTINATION_SUFFIX =
  /^(?:|-(?:svc|service|predictor|predictor-\d+|headless|route|canary|stable))$/;
/** A sample may come in shortly before or after what the watch has told. */
const SLACK_MS = 10 * 60_000;

interface KnownPod extends ServingPod {
  readonly life: { readonly from: InstantMs; readonly to: InstantMs | null };
}

/**
 * Pods of model servers in a window, by uid and by name. Those that held GPUs stand in the ledger, those of the past too; others are known
 * by how pods are named after their server.
 */
export class PodIndex implements PodLookup {
  readonly #byUid = new Map<string, KnownPod>();
  readonly #byName = new Map<string, KnownPod[]>();
  readonly #byNamespace = new Map<string, NamedServer[]>();
  readonly #guessed = new Map<string, ServingPod | undefined>();
  readonly #destinations = new Map<string, string | undefined>();

  constructor(options: {
    servers: readonly NamedServer[];
    allocations: readonly AllocationInterval[];
  }) {
    for (const server of options.servers) {
      const others = this.#byNamespace.get(server.namespace) ?? [];
      others.push(server);
      this.#byNamespace.set(server.namespace, others);
    }
    for (const allocation of options.allocations) {
      this.#add(allocation);
    }
  }

  /** Pods that held GPUs. */
  get pods(): Iterable<KnownPod> {
    return this.#byUid.values();
  }

  findPod(options: {
    uid: string | null;
    namespace: string;
    name: string;
    at: InstantMs;
  }): ServingPod | undefined {
    const { uid, namespace, name, at } = options;
    const told = uid === null ? undefined : this.#byUid.get(uid);
    if (told) {
      return told;
    }
    const key = `${namespace}/${name}`;
    const known = this.#byName.get(key) ?? [];
    // Pods of a StatefulSet follow each other under one name.
    const then = known.filter(
      ({ life }) =>
        life.from - SLACK_MS <= at &&
        (life.to === null || at < life.to + SLACK_MS),
    );
    if (known.length > 0) {
      return then[then.length - 1];
    }
    if (!this.#guessed.has(key)) {
      this.#guessed.set(key, this.#guess(namespace, name, key));
    }
    return this.#guessed.get(key);
  }

  findDestination(options: {
    namespace: string | null;
    name: string;
  }): string | undefined {
    const { namespace, name } = options;
    const key = JSON.stringify([namespace, name]);
    if (!this.#destinations.has(key)) {
      this.#destinations.set(key, this.#resolve(namespace, name));
    }
    return this.#destinations.get(key);
  }

  #resolve(namespace: string | null, name: string): string | undefined {
    const servers =
      namespace === null
        ? [...this.#byNamespace.values()].flat()
        : this.#byNamespace.get(namespace) ?? [];
    const named = servers
      .filter(
        server =>
          name.startsWith(server.name) &&
          DESTINATION_SUFFIX.test(name.slice(server.name.length)),
      )
      .sort((a, b) => b.name.length - a.name.length);
    if (named[0]) {
      return named[0].id;
    }
    // A model that two servers run does not tell which of them answered.
    const running = servers.filter(({ model }) => model.id === name);
    return running.length === 1 ? running[0]?.id : undefined;
  }

  #guess(namespace: string, name: string, key: string): ServingPod | undefined {
    const [best] = (this.#byNamespace.get(namespace) ?? [])
      .filter(
        server =>
          name.startsWith(server.name) &&
          SUFFIX.test(name.slice(server.name.length)),
      )
      .sort((a, b) => b.name.length - a.name.length);
    return best && { key, serverId: best.id, life: null, sharesGpus: false };
  }

  #add(allocation: AllocationInterval): void {
    const { podUid, podName, namespace, serverId, from, to } = allocation;
    if (serverId === null) {
      return;
    }
    const before = this.#byUid.get(podUid);
    const ends = [to, before ? before.life.to : to];
    const pod: KnownPod = {
      key: podUid,
      serverId,
      life: {
        from: Math.min(from, before?.life.from ?? from) as InstantMs,
        to: ends.includes(null)
          ? null
          : (Math.max(...ends.map(end => end ?? 0)) as InstantMs),
      },
      sharesGpus:
        (before?.sharesGpus ?? false) ||
        (allocation.weight.denominator > 1 &&
          !allocation.resource.includes('/mig-')),
    };
    this.#byUid.set(podUid, pod);
    const key = `${namespace}/${podName}`;
    const named = (this.#byName.get(key) ?? []).filter(
      other => other.key !== podUid,
    );
    named.push(pod);
    named.sort((a, b) => a.life.from - b.life.from);
    this.#byName.set(key, named);
  }
}
