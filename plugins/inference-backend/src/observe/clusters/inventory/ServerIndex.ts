/** What is remembered of a root that is a server. */
export interface IndexedServer {
  readonly id: string;
  readonly namespace: string;
  /** Digest of the observation that was handed over last. */
  readonly fingerprint: string;
  /** True when it was derived from all nodes, not only from those of its pods. */
  readonly dependsOnNodes: boolean;
}

/** Finds the servers that a change of a node, a Service or a namespace touches. */
export class ServerIndex {
  readonly #servers = new Map<string, IndexedServer>();
  readonly #byNamespace = new Map<string, Set<string>>();
  readonly #onNodes = new Set<string>();
  readonly #podsByNode = new Map<string, Set<string>>();
  readonly #nodeByPod = new Map<string, string>();

  /** Remembers a server; false when the same observation was handed over before. */
  put(rootId: string, server: IndexedServer): boolean {
    const before = this.#servers.get(rootId);
    this.#servers.set(rootId, server);
    if (server.dependsOnNodes) {
      this.#onNodes.add(rootId);
    } else {
      this.#onNodes.delete(rootId);
    }
    const namespace = this.#byNamespace.get(server.namespace) ?? new Set();
    namespace.add(rootId);
    this.#byNamespace.set(server.namespace, namespace);
    return (
      before?.fingerprint !== server.fingerprint || before.id !== server.id
    );
  }

  remove(rootId: string): void {
    const before = this.#servers.get(rootId);
    this.#servers.delete(rootId);
    this.#onNodes.delete(rootId);
    this.#byNamespace.get(before?.namespace ?? '')?.delete(rootId);
  }

  /** Id of the server at the root; null when there is none. */
  idOf(rootId: string): string | null {
    return this.#servers.get(rootId)?.id ?? null;
  }

  inNamespace(namespace: string): Iterable<string> {
    return this.#byNamespace.get(namespace) ?? [];
  }

  dependingOnNodes(): Iterable<string> {
    return this.#onNodes;
  }

  podsOn(node: string): Iterable<string> {
    return this.#podsByNode.get(node) ?? [];
  }

  /** Notes the node of a pod; null for none. */
  placePod(uid: string, node: string | null): void {
    const before = this.#nodeByPod.get(uid);
    if (before === (node ?? undefined)) {
      return;
    }
    if (before !== undefined) {
      this.#podsByNode.get(before)?.delete(uid);
      this.#nodeByPod.delete(uid);
    }
    if (node !== null) {
      const pods = this.#podsByNode.get(node) ?? new Set();
      pods.add(uid);
      this.#podsByNode.set(node, pods);
      this.#nodeByPod.set(uid, node);
    }
  }

  /** Lets every server be handed over again. */
  forgetFingerprints(): void {
    for (const [rootId, server] of this.#servers) {
      this.#servers.set(rootId, { ...server, fingerprint: '' });
    }
  }
}
