import { createHash } from 'node:crypto';
import type {
  KubernetesObject,
  WatchedResource,
  WorkloadAdapter,
} from '@inference-portal/plugin-inference-node';
import type { InstantMs, ServerObservation } from '../../../types';
import { type LedgerRules, defaultLedgerRules } from '../ledger/LedgerRules';
import { GpuLedger } from '../ledger/GpuLedger';
import { UNKNOWN_PRODUCT } from '../servers/gpuHolding';
import type { RecognitionRules } from '../servers/recognition';
import type {
  ClusterInventory,
  InventoryChanges,
  LedgerChanges,
  ResourceEvent,
} from '../types';
import { evaluateRoot } from './evaluateRoot';
import { GpuTotals } from './GpuTotals';
import { HistoryPatience } from './HistoryPatience';
import { ObjectGraph } from './ObjectGraph';
import { ObjectIntake } from './ObjectIntake';
import type { EvaluationContext } from './readWorkload';
import { ServerIndex } from './ServerIndex';
import { SharedFacts, type Touched } from './SharedFacts';
import { resourceKey, watchedResources } from './watchedResources';

/** What an inventory of one cluster is made with. */
export interface ClusterInventoryOptions {
  /** Name of the cluster. */
  readonly cluster: string;
  /** A later adapter for the same group and kind replaces an earlier one. */
  readonly adapters: readonly WorkloadAdapter[];
  readonly recognition: RecognitionRules;
  /** How GPUs are counted for costs. */
  readonly ledger?: LedgerRules;
  /** Tells when something was seen. Default: the clock of the machine. */
  readonly now?: () => InstantMs;
}

function kindKey(group: string, kind: string): string {
  return `${group}/${kind}`;
}

class MemoryInventory implements ClusterInventory {
  readonly resources: readonly WatchedResource[];
  /** Resource keys by kind. */
  readonly #kinds = new Map<string, string>();
  readonly #graph: ObjectGraph;
  readonly #facts = new SharedFacts();
  readonly #totals = new GpuTotals();
  readonly #servers = new ServerIndex();
  readonly #intake: ObjectIntake;
  readonly #context: EvaluationContext;
  readonly #ledger: GpuLedger;
  readonly #dropped = new Set<string>();
  /** Roots to evaluate at the next drain. */
  readonly #dirty = new Set<string>();
  readonly #firstSeen = new Map<string, InstantMs>();
  readonly #patience = new HistoryPatience();
  /** Keys of resources of which a whole list was taken. */
  readonly #listed = new Set<string>();
  #now = 0 as InstantMs;

  constructor(options: ClusterInventoryOptions) {
    const adapters = new Map(
      options.adapters.map(adapter => [
        kindKey(adapter.resource.group, adapter.resource.kind),
        adapter,
      ]),
    );
    const remembers = [...adapters.values()].flatMap(
      adapter => adapter.remembers ?? [],
    );
    this.resources = watchedResources([...adapters.values()]);
    for (const resource of this.resources) {
      const { group, kind } = resource;
      this.#kinds.set(kindKey(group, kind), resourceKey(resource));
    }
    this.#graph = new ObjectGraph({
      isAdapted: ({ group, kind }) => adapters.has(kindKey(group, kind)),
      isExpected: ({ group, kind }) => this.#isWatched(group, kind),
      onChange: rootId => this.#dirty.add(rootId),
    });
    this.#intake = new ObjectIntake({
      graph: this.#graph,
      facts: this.#facts,
      servers: this.#servers,
      storage: {
        remembers: new Set(remembers.map(resourceKey)),
        isKnownKind: (group, kind) => this.#kinds.has(kindKey(group, kind)),
        images: options.recognition.images,
      },
      onTouch: touched => this.#touch(touched),
    });
    this.#ledger = new GpuLedger({
      cluster: options.cluster,
      rules: options.ledger ?? defaultLedgerRules,
      now: options.now ?? (() => Date.now() as InstantMs),
      facts: this.#facts,
      serverIdOf: uid => {
        const root = this.#graph.rootOf(uid);
        return root && this.#servers.idOf(root.id);
      },
    });
    this.#context = {
      cluster: options.cluster,
      graph: this.#graph,
      facts: this.#facts,
      rules: options.recognition,
      remembered: new WeakMap(),
      findAdapter: (group, kind) => adapters.get(kindKey(group, kind)),
      firstSeen: rootId => {
        const seen = this.#firstSeen.get(rootId) ?? this.#now;
        this.#firstSeen.set(rootId, seen);
        return seen;
      },
      isListed: (group, kind) =>
        this.#listed.has(this.#kinds.get(kindKey(group, kind)) ?? ''),
    };
  }

  beginReplace(resource: WatchedResource) {
    this.#revive(resource);
    const added = new Set<string>();
    const held = this.#ledger.beginReplace(resource);
    return {
      add: (object: KubernetesObject) => {
        const identity = this.#intake.put(resource, object);
        if (identity !== null) {
          added.add(identity);
          held.add(object);
        }
      },
      commit: () => {
        held.commit();
        for (const identity of this.#intake.identities(resource)) {
          if (!added.has(identity)) {
            this.#intake.forget(resource, identity);
          }
        }
        this.#listed.add(resourceKey(resource));
      },
    };
  }

  apply(resource: WatchedResource, event: ResourceEvent): void {
    this.#revive(resource);
    if (event.type === 'upsert') {
      this.#intake.put(resource, event.object);
      this.#ledger.put(resource, event.object);
    } else {
      // Before the graph forgets whose pod it was.
      this.#ledger.remove(resource, event.object);
      this.#intake.remove(resource, event.object);
    }
  }

  drop(resource: WatchedResource): void {
    for (const identity of this.#intake.identities(resource)) {
      this.#intake.forget(resource, identity);
    }
    this.#listed.delete(resourceKey(resource));
    // From now on nothing waits for owners of this kind to arrive.
    this.#dropped.add(resourceKey(resource));
    this.#graph.refileControlledBy(resource.group, resource.kind);
  }

  touchAll(): void {
    for (const rootId of this.#graph.rootIds()) {
      this.#dirty.add(rootId);
    }
    this.#servers.forgetFingerprints();
    this.#totals.touch();
  }

  drain(now: InstantMs): InventoryChanges {
    this.#now = now;
    this.#mark(this.#patience.exhausted(now));
    const changed = new Map<string, ServerObservation>();
    const removed = new Set<string>();
    const dirty = [...this.#dirty];
    this.#dirty.clear();
    for (const rootId of dirty) {
      this.#evaluate(rootId, changed, removed);
    }
    return {
      servers: [...changed.values()].sort((a, b) =>
        a.server.id < b.server.id ? -1 : 1,
      ),
      removed: [...removed].sort(),
      capacity: this.#totals.drain(),
      malformed: [
        ...this.#intake.takeMalformed(),
        ...this.#ledger.takeProblems(),
      ],
    };
  }

  drainLedger(all: boolean): LedgerChanges {
    return this.#ledger.drain(all);
  }

  #evaluate(
    rootId: string,
    changed: Map<string, ServerObservation>,
    removed: Set<string>,
  ): void {
    const root = this.#graph.findRoot(rootId);
    this.#facts.askedAllNodes = false;
    const { server: seen, holdings } = root
      ? evaluateRoot(root, this.#context)
      : { server: null, holdings: [] };
    const server = this.#patience.wait(rootId, seen, this.#now);
    this.#totals.set(
      `root:${rootId}`,
      server ? 'heldByServers' : 'heldByOthers',
      holdings,
    );
    if (server) {
      const isNews = this.#servers.put(rootId, {
        id: server.server.id,
        namespace: server.key.namespace,
        fingerprint: createHash('sha1')
          .update(JSON.stringify(server))
          .digest('base64'),
        dependsOnNodes: this.#facts.askedAllNodes,
      });
      if (isNews) {
        changed.set(server.server.id, server);
      }
    } else {
      const before = this.#servers.idOf(rootId);
      if (before !== null) {
        this.#servers.remove(rootId);
        removed.add(before);
      }
      this.#firstSeen.delete(rootId);
    }
    for (const { uid, pod } of this.#graph.membersOf(rootId)) {
      if (pod !== null) {
        this.#ledger.touch(uid);
      }
    }
  }

  #isWatched(group: string, kind: string): boolean {
    const key = this.#kinds.get(kindKey(group, kind));
    return key !== undefined && !this.#dropped.has(key);
  }

  #revive(resource: WatchedResource): void {
    if (this.#dropped.delete(resourceKey(resource))) {
      this.#graph.refileControlledBy(resource.group, resource.kind);
    }
  }

  #touch(touched: Touched): void {
    for (const name of touched.nodes ?? []) {
      const node = this.#facts.findGpuNode(name);
      this.#totals.set(
        `node:${name}`,
        'capacity',
        node && node.physical > 0
          ? [
              {
                product: node.product ?? UNKNOWN_PRODUCT,
                weight: node.physical,
              },
            ]
          : [],
      );
      this.#markPods(this.#servers.podsOn(name));
      this.#mark(this.#servers.dependingOnNodes());
    }
    this.#markPods(touched.pods ?? []);
    for (const namespace of touched.namespaces ?? []) {
      this.#mark(this.#graph.rootIdsIn(namespace));
    }
    for (const { namespace } of touched.services ?? []) {
      this.#mark(this.#servers.inNamespace(namespace));
    }
  }

  #markPods(uids: Iterable<string>): void {
    for (const uid of uids) {
      const root = this.#graph.rootOf(uid);
      if (root) {
        this.#dirty.add(root.id);
      }
    }
  }

  #mark(rootIds: Iterable<string>): void {
    for (const rootId of rootIds) {
      this.#dirty.add(rootId);
    }
  }
}

/** An empty inventory of one cluster. */
export function createClusterInventory(
  options: ClusterInventoryOptions,
): ClusterInventory {
  return new MemoryInventory(options);
}
