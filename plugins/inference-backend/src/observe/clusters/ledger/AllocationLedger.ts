import type { AllocationInterval } from '../../../decide/cost/ledger';
import type { InstantMs } from '../../../types';
import type { ClusterFacts } from '../servers/clusterFacts';
import type { GpuNode } from '../servers/gpuNode';
import { type Hold, holdOf } from './holdOf';
import type { LedgerRules } from './LedgerRules';
import { type GpuPod, readGpuPod } from './readGpuPod';

interface OpenHold {
  readonly interval: AllocationInterval;
  readonly guessed: boolean;
}

interface PodRecord {
  pod: GpuPod;
  /** The node that it was first found on; null until that one is known. */
  nodeUid: string | null;
  serverId: string | null;
  /** When it gave its GPUs back; null while it holds them. */
  endAt: InstantMs | null;
  gone: boolean;
  readonly open: Map<string, OpenHold>;
  /** True once its end was told: what comes later of it changes nothing. */
  told: boolean;
}

/** What pods are placed by. */
export interface AllocationContext {
  readonly facts: Pick<ClusterFacts, 'findClaim'>;
  findNode(name: string): { uid: string; gpu: GpuNode | null } | undefined;
  /** Server of a pod, null when it belongs to none; undefined when the pod is not there any more. */
  serverIdOf(podUid: string): string | null | undefined;
}

/** Pods as intervals, from their binding to the end of their last GPU container: one for each container and resource. */
export class AllocationLedger {
  readonly #cluster: string;
  readonly #rules: LedgerRules;
  readonly #now: () => InstantMs;
  readonly #context: AllocationContext;
  readonly #onProblem: (sentence: string) => void;
  readonly #records = new Map<string, PodRecord>();
  readonly #byNode = new Map<string, Set<string>>();
  readonly #dirty = new Set<string>();

  constructor(options: {
    cluster: string;
    rules: LedgerRules;
    now: () => InstantMs;
    context: AllocationContext;
    onProblem: (sentence: string) => void;
  }) {
    this.#cluster = options.cluster;
    this.#rules = options.rules;
    this.#now = options.now;
    this.#context = options.context;
    this.#onProblem = options.onProblem;
  }

  put(object: unknown): void {
    const pod = this.#read(object, false);
    if (pod === null) {
      return;
    }
    const record = this.#records.get(pod.uid) ?? {
      pod,
      nodeUid: null,
      serverId: null,
      endAt: null,
      gone: false,
      open: new Map(),
      told: false,
    };
    record.pod = pod;
    this.#records.set(pod.uid, record);
    if (pod.end !== null) {
      this.#end(record, pod.end.at ?? this.#now());
    }
    if (pod.node !== null) {
      const pods = this.#byNode.get(pod.node) ?? new Set();
      this.#byNode.set(pod.node, pods.add(pod.uid));
    }
    this.#dirty.add(pod.uid);
  }

  remove(object: unknown): void {
    const pod = this.#read(object, true);
    const record = pod && this.#records.get(pod.uid);
    if (pod && record) {
      this.#leave(record, pod.end?.at ?? this.#now());
    }
  }

  /** Ends all pods but these. */
  keepOnly(uids: ReadonlySet<string>): void {
    for (const [uid, record] of this.#records) {
      if (!uids.has(uid) && !record.gone) {
        this.#leave(record, this.#now());
      }
    }
  }

  /** Says that what a pod holds, or whose it is, may have changed. */
  touch(uid: string): void {
    if (this.#records.has(uid)) {
      this.#dirty.add(uid);
    }
  }

  touchNode(name: string): void {
    for (const uid of this.#byNode.get(name) ?? []) {
      this.#dirty.add(uid);
    }
  }

  /** Intervals that changed since the last call; with `all` every open one too. */
  drain(all: boolean): readonly AllocationInterval[] {
    const changed = new Map<string, AllocationInterval>();
    const tell = (interval: AllocationInterval) =>
      changed.set(keyOf(interval), interval);
    if (all) {
      for (const { open } of this.#records.values()) {
        open.forEach(({ interval }) => tell(interval));
      }
    }
    for (const uid of [...this.#dirty]) {
      const record = this.#records.get(uid);
      if (record) {
        this.#evaluate(record, tell);
      }
    }
    this.#dirty.clear();
    return [...changed.values()];
  }

  #read(object: unknown, deleted: boolean): GpuPod | null {
    const hasResolvers = this.#rules.resolvers.length > 0;
    return readGpuPod(object, {
      // Fractional schedulers have extended resources, which have a slash.
      isGpuLike: resource => hasResolvers && resource.includes('/'),
      deleted,
    });
  }

  #end(record: PodRecord, endAt: InstantMs): void {
    record.endAt ??= endAt;
  }

  #leave(record: PodRecord, endAt: InstantMs): void {
    this.#end(record, endAt);
    record.gone = true;
    // What hangs on it may be gone when it is evaluated.
    record.serverId =
      this.#context.serverIdOf(record.pod.uid) ?? record.serverId;
    this.#dirty.add(record.pod.uid);
  }

  #evaluate(
    record: PodRecord,
    tell: (interval: AllocationInterval) => void,
  ): void {
    const { pod } = record;
    const node =
      pod.node === null ? undefined : this.#context.findNode(pod.node);
    record.nodeUid ??= node?.uid ?? null;
    const serverId = this.#context.serverIdOf(pod.uid);
    record.serverId = serverId === undefined ? record.serverId : serverId;
    if (record.nodeUid !== null && !record.told) {
      this.#tellHolds(record, record.nodeUid, node?.gpu ?? null, tell);
      record.told = record.endAt !== null;
    }
    if (record.gone) {
      this.#records.delete(pod.uid);
      this.#byNode.get(pod.node ?? '')?.delete(pod.uid);
    }
  }

  #tellHolds(
    record: PodRecord,
    nodeUid: string,
    node: GpuNode | null,
    tell: (interval: AllocationInterval) => void,
  ): void {
    const { pod, open, endAt } = record;
    const now = this.#now();
    const holds = holdOf(pod, {
      rules: this.#rules,
      facts: this.#context.facts,
      node,
      onProblem: this.#onProblem,
    });
    const wanted = new Map(
      holds.map(hold => [
        JSON.stringify([hold.container, hold.resource]),
        hold,
      ]),
    );
    for (const [key, { interval }] of [...open]) {
      if (!wanted.has(key)) {
        open.delete(key);
        tell(ended(interval, endAt ?? now));
      }
    }
    for (const [key, hold] of wanted) {
      const before = open.get(key);
      if (before && endAt !== null) {
        open.delete(key);
        tell(ended({ ...before.interval, serverId: record.serverId }, endAt));
        continue;
      }
      let from = before?.interval.from ?? pod.boundAt ?? now;
      if (before && !before.guessed && !isSameHold(before.interval, hold)) {
        // Sharers of a claim came or went, or the node was cut anew.
        tell(ended(before.interval, now));
        from = Math.max(from, now) as InstantMs;
      }
      const interval: AllocationInterval = {
        podUid: pod.uid,
        container: hold.container,
        nodeUid,
        cluster: this.#cluster,
        namespace: pod.namespace,
        podName: pod.name,
        resource: hold.resource,
        units: hold.units,
        weight: hold.weight,
        serverId: record.serverId,
        labels: this.#labelsOf(pod),
        from,
        to: null,
        quality: hold.guessed ? 'estimated' : 'observed',
      };
      if (endAt !== null) {
        tell(ended(interval, endAt));
      } else {
        open.set(key, { interval, guessed: hold.guessed });
        if (JSON.stringify(before?.interval) !== JSON.stringify(interval)) {
          tell(interval);
        }
      }
    }
  }

  #labelsOf(pod: GpuPod): AllocationInterval['labels'] {
    return Object.fromEntries(
      this.#rules.labels.flatMap(name => {
        const value = pod.labels[name];
        return value === undefined ? [] : [[name, value]];
      }),
    );
  }
}

function isSameHold(interval: AllocationInterval, hold: Hold): boolean {
  return (
    interval.units === hold.units &&
    interval.weight.numerator === hold.weight.numerator &&
    interval.weight.denominator === hold.weight.denominator
  );
}

function ended(
  interval: AllocationInterval,
  at: InstantMs,
): AllocationInterval {
  return { ...interval, to: Math.max(interval.from, at) as InstantMs };
}

function keyOf(interval: AllocationInterval): string {
  const { podUid, container, resource, from } = interval;
  return JSON.stringify([podUid, container, resource, from]);
}
