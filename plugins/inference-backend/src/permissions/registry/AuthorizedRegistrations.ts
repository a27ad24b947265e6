import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type {
  Model,
  ModelRef,
  ModelServer,
  RegistrationProposal,
} from '@inference-portal/plugin-inference-common';
import { proposeRegistration } from '../../decide/registry/proposeRegistration';
import type { RegistryStore, VersionContent } from '../../record';
import type { AuthorizedInventory } from '../AuthorizedInventory';
import type { AuthorizedModels } from './AuthorizedModels';
import type {
  AuthorizedVersions,
  RegisteredVersion,
} from './AuthorizedVersions';
import type { Caller } from './Caller';
import type { ModelReader } from './ModelReader';

const PAGE_SIZE = 500;

/** What a person changes in a proposal, parsed. */
export interface RegistrationChange {
  readonly namespace?: string;
  readonly name?: string;
  readonly version?: string;
  readonly owner?: string;
}

/** Reads the content of a version that says nothing but where it comes from. Throws `InputError`. */
export type ContentReader = (version: {
  version: string;
  source: string;
}) => VersionContent;

/** Where models run, and the registration of what servers are observed to run. */
export class AuthorizedRegistrations {
  readonly #store: RegistryStore;
  readonly #servers: AuthorizedInventory;
  readonly #reader: ModelReader;
  readonly #models: AuthorizedModels;
  readonly #versions: AuthorizedVersions;
  readonly #joinServers: () => Promise<void>;

  constructor(options: {
    store: RegistryStore;
    servers: AuthorizedInventory;
    reader: ModelReader;
    models: AuthorizedModels;
    versions: AuthorizedVersions;
    joinServers: () => Promise<void>;
  }) {
    this.#store = options.store;
    this.#servers = options.servers;
    this.#reader = options.reader;
    this.#models = options.models;
    this.#versions = options.versions;
    this.#joinServers = options.joinServers;
  }

  /** Servers that the caller may read and that run the model; `version` may be `@alias`. */
  async listServers(
    ref: ModelRef,
    version: string | undefined,
    credentials: BackstageCredentials,
  ): Promise<ModelServer[]> {
    const model = await this.#reader.getReadable(ref, credentials);
    const wanted =
      version === undefined
        ? undefined
        : (await this.#versions.getVersion(model, version, credentials))
            .version;
    const servers: ModelServer[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#servers.listServers(
        { filter: { kind: 'runs', anyOf: [model] }, limit: PAGE_SIZE, cursor },
        { credentials },
      );
      servers.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return wanted === undefined
      ? servers
      : servers.filter(server => server.registration?.version === wanted);
  }

  /** What would be registered from what a server is observed to run. */
  async propose(
    serverId: string,
    credentials: BackstageCredentials,
  ): Promise<RegistrationProposal> {
    const server = await this.#servers.getServer(serverId, { credentials });
    const candidates =
      server.model.id === null
        ? []
        : await this.#store.findCandidates({
            models: [],
            digests: [],
            sources: [],
            sourceIds: [server.model.id],
          });
    const proposal = proposeRegistration(server, candidates);
    const model = await this.#store.findModel(proposal);
    return {
      ...proposal,
      owner: model?.owner ?? proposal.owner,
      modelExists: model !== undefined,
    };
  }

  /** Registers what a server runs, under the proposed names unless `change` gives others. Doing it again changes nothing. */
  async register(
    serverId: string,
    change: RegistrationChange,
    readContent: ContentReader,
    caller: Caller,
  ): Promise<RegisteredVersion> {
    const { credentials } = caller;
    const proposal = await this.propose(serverId, credentials);
    const server = await this.#servers.getServer(serverId, { credentials });
    if (proposal.blocked !== null || proposal.source === null) {
      throw new InputError(
        proposal.blocked ??
          'Nobody can tell where the weights of this server come from: register the version by hand',
      );
    }
    const ref = {
      namespace: change.namespace ?? proposal.namespace,
      name: change.name ?? proposal.name,
    };
    const observed: Caller = { ...caller, origin: 'observed' };
    const model = await this.#ensureModel(
      ref,
      change.owner ?? proposal.owner,
      server.model.id,
      observed,
    );
    const version = change.version ?? proposal.version;
    const content = readContent({ version, source: proposal.source });
    const registered = await this.#registerOnce(model, content, observed);
    await this.#joinServers();
    return registered;
  }

  async #registerOnce(
    model: Model,
    content: VersionContent,
    caller: Caller,
  ): Promise<RegisteredVersion> {
    const known = await this.#store.findVersion(model, content.version);
    // Somebody may have registered the same source with more words.
    return known && known.source.uri === content.source.uri
      ? { created: false, version: known }
      : this.#versions.registerVersion(model, content, caller);
  }

  async #ensureModel(
    ref: ModelRef,
    owner: string | null,
    sourceId: string | null,
    caller: Caller,
  ): Promise<Model> {
    const known = await this.#store.findModel(ref);
    const sourceIds = sourceId === null ? [] : [sourceId];
    if (known) {
      await this.#reader.getReadable(ref, caller.credentials);
      return sourceIds.every(id => known.sourceIds.includes(id))
        ? known
        : this.#models.updateModel(
            ref,
            { sourceIds: [...known.sourceIds, ...sourceIds] },
            caller,
          );
    }
    if (owner === null) {
      throw new InputError(
        'owner: nobody owns the server, so name the group or user that owns the model, such as group:default/ml-platform',
      );
    }
    const { model } = await this.#models.createModel(
      ref,
      { owner, sourceIds },
      caller,
    );
    return model;
  }
}
