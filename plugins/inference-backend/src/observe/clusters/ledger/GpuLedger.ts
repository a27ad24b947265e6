import { ANNOTATION_OWNER } from '@inference-portal/plugin-inference-common';
import type {
  KubernetesObject,
  WatchedResource,
} from '@inference-portal/plugin-inference-node';
import type { InstantMs } from '../../../types';
import { at, textOf } from '../adapters/fields';
import { NODES, PODS, resourceKey } from '../inventory/watchedResources';
import type { ClusterFacts } from '../servers/clusterFacts';
import { findMark, type Marks } from '../servers/marks';
import type { LedgerChanges, NamespaceOwner } from '../types';
import { AllocationLedger } from './AllocationLedger';
import type { LedgerRules } from './LedgerRules';
import { NodeLedger } from './NodeLedger';

/** Sentences between two drains. */
const MAX_PROBLEMS = 50;

/**
 * Who holds which GPUs of a cluster since when, out of its nodes, pods and claims. What is seen between two drains is kept, however short it
 * was. Handlers never throw.
 */
export class GpuLedger {
  readonly #nodes: NodeLedger;
  readonly #allocations: AllocationLedger;
  readonly #findNamespace: (name: string) => Marks | null;
  /** What was told of namespaces, by name. */
  readonly #namespaces = new Map<string, NamespaceOwner>();
  #problems = new Set<string>();

  constructor(options: {
    cluster: string;
    rules: LedgerRules;
    now: () => InstantMs;
    facts: Pick<ClusterFacts, 'findClaim'> & {
      findNamespace(name: string): Marks | null;
    };
    /** Server of a pod, null when it belongs to none; undefined when the pod is not there any more. */
    serverIdOf: (podUid: string) => string | null | undefined;
  }) {
    const { cluster, rules, now, facts } = options;
    const onProblem = (sentence: string) => this.#note(sentence);
    this.#findNamespace = name => facts.findNamespace(name);
    this.#nodes = new NodeLedger({
      cluster,
      now,
      onChange: name => this.#allocations.touchNode(name),
      onProblem,
    });
    this.#allocations = new AllocationLedger({
      cluster,
      rules,
      now,
      context: {
        facts,
        findNode: name => this.#nodes.find(name),
        serverIdOf: options.serverIdOf,
      },
      onProblem,
    });
  }

  put(resource: WatchedResource, object: KubernetesObject): void {
    this.#bookOf(resource)?.put(object);
  }

  remove(resource: WatchedResource, object: KubernetesObject): void {
    this.#bookOf(resource)?.remove(object);
  }

  /** Takes a whole list; on commit what was not added has ended. Without a commit nothing has. */
  beginReplace(resource: WatchedResource) {
    const book = this.#bookOf(resource);
    const isNode = resourceKey(resource) === resourceKey(NODES);
    const added = new Set<string>();
    return {
      add: (object: KubernetesObject) => {
        book?.put(object);
        added.add(
          textOf(at(object, 'metadata', isNode ? 'name' : 'uid')) ?? '',
        );
      },
      commit: () => book?.keepOnly(added),
    };
  }

  /** Says that what a pod holds, or whose it is, may have changed. */
  touch(podUid: string): void {
    this.#allocations.touch(podUid);
  }

  /** What changed since the last call; with `all` everything that lasts, too. */
  drain(all: boolean): LedgerChanges {
    const allocations = this.#allocations.drain(all);
    for (const { serverId, namespace } of allocations) {
      if (serverId === null && !this.#namespaces.has(namespace)) {
        this.#namespaces.set(namespace, { namespace, owner: null });
      }
    }
    const namespaces: NamespaceOwner[] = [];
    const told = new Set(
      allocations
        .filter(({ serverId }) => serverId === null)
        .map(({ namespace }) => namespace),
    );
    for (const [namespace, before] of this.#namespaces) {
      const marks = this.#findNamespace(namespace);
      const after = {
        namespace,
        owner: marks && findMark(marks, ANNOTATION_OWNER),
      };
      this.#namespaces.set(namespace, after);
      if (
        all ||
        told.has(namespace) ||
        JSON.stringify(before) !== JSON.stringify(after)
      ) {
        namespaces.push(after);
      }
    }
    return { nodes: this.#nodes.drain(all), allocations, namespaces };
  }

  /** Sentences about what could not be used since the last call. */
  takeProblems(): readonly string[] {
    const sentences = [...this.#problems].sort();
    this.#problems = new Set();
    return sentences;
  }

  #bookOf(resource: WatchedResource): NodeLedger | AllocationLedger | null {
    switch (resourceKey(resource)) {
      case resourceKey(NODES):
        return this.#nodes;
      case resourceKey(PODS):
        return this.#allocations;
      default:
        return null;
    }
  }

  #note(sentence: string): void {
    if (this.#problems.size < MAX_PROBLEMS) {
      this.#problems.add(sentence);
    }
  }
}
