import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  LineageGraph,
  ModelRef,
  ModelServer,
} from '@inference-portal/plugin-inference-common';
import { NotFoundError } from '@backstage/errors';
import {
  modelKey,
  readVersionNode,
  versionNodeId,
} from '../../decide/registry/nodeId';
import { listAllServers } from '../../record';
import type { InventoryStore, RegistryStore } from '../../record';
import type { AuthorizedInventory } from '../AuthorizedInventory';
import { drawLineage } from './lineageGraph';
import type { ModelReader } from './ModelReader';
import { findReadableModels } from './readableModels';
import type { RegistryAccess } from './RegistryAccess';

/** Nodes of a graph at most. */
export const MAX_NODES = 5000;
/** Models in one question for their servers. */
const MODELS_AT_ONCE = 1000;

/** How far and where to walk. */
export interface LineageWalk {
  readonly direction: 'up' | 'down' | 'both';
  readonly depth: number;
}

/** Models of the versions among some nodes, each once. */
function distinctModels(nodes: readonly string[]): ModelRef[] {
  const models = new Map<string, ModelRef>();
  for (const node of nodes) {
    const named = readVersionNode(node);
    if (named) {
      models.set(modelKey(named.model), named.model);
    }
  }
  return [...models.values()];
}

/** Lineage as far as the caller may see it. */
export class AuthorizedLineage {
  readonly #store: RegistryStore;
  readonly #inventory: Pick<InventoryStore, 'listServers'>;
  readonly #servers: AuthorizedInventory;
  readonly #access: RegistryAccess;
  readonly #reader: ModelReader;

  constructor(options: {
    store: RegistryStore;
    inventory: Pick<InventoryStore, 'listServers'>;
    servers: AuthorizedInventory;
    access: RegistryAccess;
    reader: ModelReader;
  }) {
    this.#store = options.store;
    this.#inventory = options.inventory;
    this.#servers = options.servers;
    this.#access = options.access;
    this.#reader = options.reader;
  }

  /** The graph around one version of a model, which may be `@alias`, or around all of them. */
  async getModelLineage(
    ref: ModelRef,
    version: string | undefined,
    walk: LineageWalk,
    credentials: BackstageCredentials,
  ): Promise<LineageGraph> {
    const model = await this.#reader.getReadableNames(ref, credentials);
    const names = await this.#store.findVersionNames(model, {
      version,
      limit: MAX_NODES,
    });
    if (version !== undefined && names.length === 0) {
      throw new NotFoundError(
        `${model.namespace}/${model.name} has no version ${version}: take versions from GET /models/${model.namespace}/${model.name}/versions`,
      );
    }
    return this.#draw(
      names.map(name => versionNodeId(model, name)),
      walk,
      credentials,
    );
  }

  /** The graph around any node, given by its normalised id. */
  async getLineage(
    node: string,
    walk: LineageWalk,
    credentials: BackstageCredentials,
  ): Promise<LineageGraph> {
    const named = readVersionNode(node);
    if (named) {
      await this.#reader.getReadableNames(named.model, credentials);
    }
    return this.#draw([node], walk, credentials);
  }

  async #draw(
    roots: readonly string[],
    walk: LineageWalk,
    credentials: BackstageCredentials,
  ): Promise<LineageGraph> {
    const access = await this.#access.getReadAccess(credentials);
    const recorded = await this.#store.walkLineage({
      roots,
      ...walk,
      maxNodes: MAX_NODES,
    });
    const nodes = [...new Set([...roots, ...recorded.nodes])];
    const models = distinctModels(nodes);
    const [versions, readable, servers, maySee] = await Promise.all([
      this.#store.findVersionLabels(nodes),
      findReadableModels(this.#store, access.filter, models),
      this.#listServers(models),
      this.#servers.getReadCheck({ credentials }),
    ]);
    return drawLineage({
      roots,
      recorded,
      versions,
      mayRead: node => {
        const named = access.filter === null ? null : readVersionNode(node);
        return named === null || readable.has(modelKey(named.model));
      },
      servers: servers.map(server => ({ server, visible: maySee(server) })),
      maxNodes: MAX_NODES,
    });
  }

  async #listServers(shown: readonly ModelRef[]): Promise<ModelServer[]> {
    const models = await this.#store.findServedModels(shown);
    const servers: ModelServer[] = [];
    for (let start = 0; start < models.length; start += MODELS_AT_ONCE) {
      const anyOf = models.slice(start, start + MODELS_AT_ONCE);
      servers.push(
        ...(await listAllServers(this.#inventory, { kind: 'runs', anyOf })),
      );
    }
    return servers;
  }
}
