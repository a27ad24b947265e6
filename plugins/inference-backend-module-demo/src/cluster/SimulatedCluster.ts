import { ApiError } from './ApiError';
import type { Cluster } from './Cluster';
import { createControllers } from './controllers/createControllers';
import { ControllerLoop } from './controllers/ControllerLoop';
import { ApiServer } from './http/ApiServer';
import { builtinKinds } from './kinds/builtinKinds';
import { crdObject } from './kinds/crdObject';
import { customKinds as allCustomKinds } from './kinds/customKinds';
import { KindRegistry } from './kinds/KindRegistry';
import type { ResourceDefinition } from './kinds/ResourceDefinition';
import { type JsonObject, type KubeObject, type ObjectRef } from './objects';
import { readyPodBehaviour, type PodBehaviourHook } from './PodBehaviour';
import { Random } from './Random';
import { parseLabelSelector } from './selectors/labelSelector';
import type {
  ObjectInput,
  SimulatedClusterOptions,
} from './SimulatedClusterOptions';
import { ListSnapshots } from './store/ListSnapshots';
import { ObjectStore } from './store/ObjectStore';
import { ObjectDeleter } from './writes/ObjectDeleter';
import { ObjectSeeder } from './writes/ObjectSeeder';
import { ObjectWriter } from './writes/ObjectWriter';
import { parseObject } from './writes/parseObject';
import { metadataOf } from './writes/updateParts';

export type { ObjectInput, SimulatedClusterOptions };
export type { SimulatedClusterFace } from './SimulatedClusterFace';

const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
const CLUSTER_MANAGER = 'simulated-cluster';

/**
 * A Kubernetes cluster in this process: API server, scheduler, kubelets and the controllers of the usual workloads.
 * Clients reach it over HTTP as they reach a real one; who fills it uses the methods here.
 *
 * @example
 * const cluster = new SimulatedCluster({ name: 'demo', clock: Date.now, seed: 1 });
 * cluster.seed([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'search' } }]);
 * const { url } = await cluster.start({ port: 0 });
 */
export class SimulatedCluster {
  readonly name: string;
  private readonly parts: Cluster & { behaviourOf: PodBehaviourHook };
  private readonly loop: ControllerLoop;
  private readonly server: ApiServer;

  constructor(options: SimulatedClusterOptions) {
    const { name, clock, seed, controllers = true } = options;
    this.name = name;
    const kinds = options.customKinds ?? allCustomKinds;
    const registry = new KindRegistry([...builtinKinds, ...kinds]);
    const store = new ObjectStore(options.eventLogLength ?? 5_000);
    const random = new Random(name, seed);
    this.loop = new ControllerLoop(
      store,
      clock,
      options.onControllerError ?? reportOnStderr,
    );
    const now = () => this.loop.now();
    this.parts = {
      name,
      version: options.version ?? 'v1.36.3',
      registry,
      store,
      random,
      snapshots: new ListSnapshots(now),
      writer: new ObjectWriter({ store, registry, random, now }),
      seeder: new ObjectSeeder({ store, random, now }),
      deleter: new ObjectDeleter({ store, now, controllers }),
      now,
      behaviourOf: options.podBehaviour ?? readyPodBehaviour,
    };
    this.server = new ApiServer(this.parts, {
      tokens: options.tokens ?? [],
      anonymous: options.anonymous ?? true,
      bookmarkIntervalMs: options.bookmarkIntervalMs ?? 15_000,
    });
    if (controllers) {
      for (const each of createControllers(this.parts)) this.loop.add(each);
    }
    for (const namespace of NAMESPACES) this.ensureNamespace(namespace);
    for (const definition of kinds) this.seedDefinition(definition);
  }

  /**
   * Puts objects into the store as they are: a given uid, creationTimestamp, generation, status and
   * managedFields are kept, missing ones are made up, the usual defaults of the API server are filled in.
   * Missing namespaces are created. An existing object of the same name is replaced. With a `manager`, objects
   * without managedFields are said to have been written by it when they were created.
   */
  seed(
    objects: readonly ObjectInput[],
    options: { readonly manager?: string } = {},
  ): void {
    for (const input of objects) {
      const body = parseObject(input);
      const definition = this.definitionOf(
        String(body.apiVersion),
        String(body.kind),
      );
      const metadata = metadataOf(body);
      if (typeof metadata.name !== 'string' || metadata.name === '') {
        throw new Error(
          `seed: a ${definition.kind} without metadata.name; give it one`,
        );
      }
      const namespace = namespaceOf(definition, metadata);
      if (namespace !== '') this.ensureNamespace(namespace);
      const scoped = {
        ...body,
        metadata: { ...metadata, ...(namespace === '' ? {} : { namespace }) },
      };
      this.parts.seeder.seed(definition, scoped, options.manager);
    }
  }

  get({
    apiVersion,
    kind,
    namespace,
    name,
  }: ObjectRef): KubeObject | undefined {
    const definition = this.definitionOf(apiVersion, kind);
    const inNamespace = definition.namespaced ? namespace ?? 'default' : '';
    return this.parts.store.find(definition, inNamespace, name)?.object;
  }

  /** Objects of a kind in the order of namespace and name; without `namespace` those of all namespaces. */
  list(query: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace?: string;
    readonly labelSelector?: string;
  }): KubeObject[] {
    const definition = this.definitionOf(query.apiVersion, query.kind);
    const matches = parseLabelSelector(query.labelSelector ?? '');
    return this.parts.store
      .list(definition, query.namespace)
      .map(({ object }) => object)
      .filter(({ metadata }) => matches(metadata.labels));
  }

  /** Creates or replaces an object as a client would: with admission, generation and managedFields, without status. */
  upsert(
    input: ObjectInput,
    options: { readonly manager?: string } = {},
  ): KubeObject {
    const body = parseObject(input);
    const definition = this.definitionOf(
      String(body.apiVersion),
      String(body.kind),
    );
    const metadata = metadataOf(body);
    const namespace = namespaceOf(definition, metadata);
    const write = { manager: options.manager ?? CLUSTER_MANAGER };
    const live = this.parts.store.find(
      definition,
      namespace,
      String(metadata.name ?? ''),
    );
    if (!live)
      return this.parts.writer.create(definition, namespace, body, write)
        .object;
    return this.parts.writer.update(live, body, write).object;
  }

  /** Replaces the status of an object, as its controller would. False when there is no such object. */
  setStatus(
    ref: ObjectRef,
    status: object,
    options: { readonly manager?: string } = {},
  ): boolean {
    const live = this.get(ref);
    const stored = live && this.parts.store.findByUid(live.metadata.uid);
    if (!stored) return false;
    const body = parseObject({ ...stored.object, status });
    const write = {
      manager: options.manager ?? CLUSTER_MANAGER,
      subresource: 'status',
    };
    this.parts.writer.update(stored, body, write);
    return true;
  }

  /** Deletes an object as `kubectl delete` would: gracefully and with its dependents. False when there is none. */
  remove({ apiVersion, kind, namespace, name }: ObjectRef): boolean {
    const definition = this.definitionOf(apiVersion, kind);
    try {
      this.parts.deleter.delete(
        definition,
        definition.namespaced ? namespace ?? 'default' : '',
        name,
      );
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.code === 404) return false;
      throw error;
    }
  }

  /** From now on pods start, restart and end as the hook says. Running pods stay as they are. */
  setPodBehaviour(hook: PodBehaviourHook): void {
    this.parts.behaviourOf = hook;
  }

  /** Installs a kind, as applying its CRD does. Discovery and clients see it at once. */
  installKind(definition: ResourceDefinition): void {
    this.parts.registry.add(definition);
    this.seedDefinition(definition);
  }

  /** Does everything that the controllers have to do up to an instant (UTC ms), in the order of time. */
  tick(nowMs: number): void {
    this.loop.advance(nowMs);
  }

  /** Serves the API on the loopback interface; port 0 takes a free one. With `autoTick` (default) controllers run by timers. */
  async start(options: {
    readonly host?: '127.0.0.1';
    readonly port: number;
    readonly autoTick?: boolean;
  }): Promise<{ url: string }> {
    const url = await this.server.listen(
      options.host ?? '127.0.0.1',
      options.port,
    );
    if (options.autoTick ?? true) this.loop.run();
    return { url };
  }

  async stop(): Promise<void> {
    this.loop.stop();
    await this.server.close();
  }

  /** The number of the last change, as lists report it. */
  get resourceVersion(): string {
    return String(this.parts.store.revision);
  }

  /** Watches that are open now. */
  get openWatches(): number {
    return this.server.openWatches;
  }

  /** Forgets old versions, so that older watches and continue tokens get 410. */
  compact(): void {
    this.parts.store.compact();
    this.parts.snapshots.clear();
  }

  /** Breaks all watches off without a word, as a restarting proxy does. */
  disconnectWatches(): void {
    this.server.disconnectWatches();
  }

  private ensureNamespace(name: string): void {
    const definition = this.definitionOf('v1', 'Namespace');
    if (this.parts.store.find(definition, '', name)) return;
    this.parts.seeder.seed(definition, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    });
  }

  private seedDefinition(definition: ResourceDefinition): void {
    this.seed([crdObject(definition, this.parts.now())]);
  }

  private definitionOf(apiVersion: string, kind: string): ResourceDefinition {
    const definition = this.parts.registry.findByKind(apiVersion, kind);
    if (definition) return definition;
    throw new Error(
      `The cluster ${this.name} has no kind ${kind} in ${apiVersion}; install it with installKind first`,
    );
  }
}

function namespaceOf(
  definition: ResourceDefinition,
  metadata: JsonObject,
): string {
  if (!definition.namespaced) return '';
  return typeof metadata.namespace === 'string'
    ? metadata.namespace
    : 'default';
}

function reportOnStderr(controller: string, error: unknown): void {
  const text =
    error instanceof Error ? error.stack ?? error.message : String(error);
  process.stderr.write(`simulated cluster: ${controller} failed: ${text}\n`);
}
