import { NotFoundError } from '@backstage/errors';
import type {
  AliasDecision,
  AliasMove,
  AliasMoveResult,
  AliasRequest,
  AliasTarget,
  ImportRun,
  ImportRunDetail,
  LineageGraph,
  ListRegistryImportsQuery,
  Model,
  ModelRef,
  ModelServer,
  ModelVersionDetail,
  NewModel,
  NewModelVersion,
  NewRegistryImport,
  Page,
  PageQuery,
  RegistrationProposal,
  RegistryApi,
  RegistryConflict,
  Retirement,
  ServerRegistration,
} from '@inference-portal/plugin-inference-common';
import { modelServer } from '../servers';
import { compareVersions } from './comparison';
import { aliasMoves, conflicts, proposal } from './history';
import { lineageGraph } from './lineage';
import { aliasRequest, model, models } from './models';
import { versionDetail, versionDetails, versionOf } from './versions';

const ME = 'user:default/guest';

function notFound(what: string): Error {
  return Object.assign(new NotFoundError(what), { statusCode: 404 });
}

/** The registry in memory: writes are seen by later reads, refusals are set by the test. */
export class FakeRegistryApi implements RegistryApi {
  models: Model[] = models();
  versions: ModelVersionDetail[] = versionDetails();
  moves: AliasMove[] = aliasMoves();
  graph: LineageGraph = lineageGraph();
  conflictsFound: RegistryConflict[] = conflicts();
  registeredServers: ModelServer[] | undefined;
  proposed: RegistrationProposal = proposal();
  /** Newest first. */
  importRuns: ImportRunDetail[] = [];
  /** While set, every call rejects with it. */
  failure: Error | undefined;
  /** While set, every write rejects with it. */
  refusedWrite: Error | undefined;
  /** Every write, in order. */
  readonly writes: { readonly call: string; readonly body: unknown }[] = [];

  async listModels(query: PageQuery = {}): Promise<Page<Model>> {
    this.fail();
    return this.page(this.models, query);
  }

  async getModel(ref: ModelRef): Promise<Model> {
    this.fail();
    const found = this.models.find(
      ({ namespace, name }) => namespace === ref.namespace && name === ref.name,
    );
    if (!found) {
      throw notFound(`No model ${ref.namespace}/${ref.name}`);
    }
    return found;
  }

  async createModel(wanted: NewModel): Promise<Model> {
    this.write('createModel', wanted);
    const created = model({
      ...wanted,
      title: wanted.title ?? null,
      description: wanted.description ?? null,
      homepage: wanted.homepage ?? null,
      tags: wanted.tags ?? [],
      sourceIds: wanted.sourceIds ?? [],
      versions: 0,
      servers: 0,
      aliases: [],
      latestVersion: null,
      conflicts: 0,
      origin: 'portal',
    });
    this.models = [...this.models, created];
    return created;
  }

  async updateModel(ref: ModelRef, change: Partial<Model>): Promise<Model> {
    this.write('updateModel', change);
    return this.#replace(ref, change);
  }

  async listModelVersions(ref: ModelRef, query: PageQuery = {}) {
    await this.getModel(ref);
    return this.page(this.#versionsOf(ref).map(versionOf), query);
  }

  async searchModelVersions(query: PageQuery = {}) {
    this.fail();
    return this.page(this.versions.map(versionOf), query);
  }

  async getModelVersion(
    ref: ModelRef,
    version: string,
  ): Promise<ModelVersionDetail> {
    this.fail();
    const found = this.#versionsOf(ref).find(one => one.version === version);
    if (!found) {
      throw notFound(`No version ${version}`);
    }
    return found;
  }

  async registerModelVersion(ref: ModelRef, wanted: NewModelVersion) {
    this.write('registerModelVersion', wanted);
    const { source: uri } = wanted;
    const created = versionDetail({
      model: ref,
      version: wanted.version,
      source: { uri, kind: 'other', pinned: uri.includes('@'), revision: null },
      aliases: [],
      servers: 0,
      conflicts: 0,
    });
    this.versions = [created, ...this.versions];
    return created;
  }

  async retireModelVersion(
    ref: ModelRef,
    version: string,
    retirement: Retirement,
  ) {
    this.write('retireModelVersion', retirement);
    const { reason, retired } = retirement;
    const changed: ModelVersionDetail = {
      ...(await this.getModelVersion(ref, version)),
      state: retired ? 'retired' : 'active',
      retirement: retired
        ? { reason, by: ME, at: new Date().toISOString() }
        : null,
    };
    this.versions = this.versions.map(one =>
      one.version === version ? changed : one,
    );
    return changed;
  }

  async addVersionMetrics(ref: ModelRef, version: string) {
    return this.getModelVersion(ref, version);
  }

  async addVersionLineage(ref: ModelRef, version: string) {
    return this.getModelVersion(ref, version);
  }

  async moveAlias(
    ref: ModelRef,
    alias: string,
    target: AliasTarget,
  ): Promise<AliasMoveResult> {
    this.write('moveAlias', { alias, ...target });
    const current = await this.getModel(ref);
    const state = current.aliases.find(one => one.alias === alias);
    if (state?.protected) {
      const request = aliasRequest({
        alias,
        from: state.version,
        to: target.version,
        requestedBy: ME,
      });
      this.#replace(ref, {
        pendingRequests: [...current.pendingRequests, request],
      });
      return { moved: false, alias, version: state.version, request };
    }
    const others = current.aliases.filter(one => one.alias !== alias);
    const since = new Date().toISOString();
    const { version } = target;
    this.#replace(ref, {
      aliases:
        version === null
          ? others
          : [
              ...others,
              {
                alias,
                version,
                pinned: true,
                since,
                movedBy: ME,
                protected: false,
              },
            ],
    });
    return { moved: true, alias, version, request: null };
  }

  async listAliasHistory(_: ModelRef, alias: string, query: PageQuery = {}) {
    this.fail();
    return this.page(
      this.moves.filter(move => move.alias === alias),
      query,
    );
  }

  async decideAliasRequest(
    ref: ModelRef,
    requestId: string,
    { decision, reason }: AliasDecision,
  ): Promise<AliasRequest> {
    this.write('decideAliasRequest', { requestId, decision, reason });
    const current = await this.getModel(ref);
    this.#replace(ref, {
      pendingRequests: current.pendingRequests.filter(r => r.id !== requestId),
    });
    return aliasRequest({
      id: requestId,
      status: decision === 'approve' ? 'approved' : 'rejected',
      decidedBy: ME,
      decidedAt: new Date().toISOString(),
      decisionReason: reason ?? null,
    });
  }

  async getModelLineage(): Promise<LineageGraph> {
    this.fail();
    return this.graph;
  }

  async getLineage(): Promise<LineageGraph> {
    this.fail();
    return this.graph;
  }

  async compareModelVersions(ref: ModelRef, pair: { a: string; b: string }) {
    return compareVersions(
      await this.getModelVersion(ref, pair.a),
      await this.getModelVersion(ref, pair.b),
      modelServer(),
    );
  }

  async listServersOfModel(
    _model: ModelRef,
  ): Promise<{ items: ModelServer[] }> {
    this.fail();
    return { items: this.registeredServers ?? [] };
  }

  async proposeRegistration(): Promise<RegistrationProposal> {
    this.fail();
    return this.proposed;
  }

  async registerFromServer(serverId: string, wanted: ServerRegistration) {
    this.write('registerFromServer', { serverId, ...wanted });
    return versionDetail({ version: wanted.version ?? this.proposed.version });
  }

  async startRegistryImport(wanted: NewRegistryImport): Promise<ImportRun> {
    this.write('startRegistryImport', wanted);
    const at = new Date().toISOString();
    const none = { created: 0, changed: 0, unchanged: 0, skipped: 0 };
    const run: ImportRunDetail = {
      id: `run-${this.importRuns.length + 1}`,
      source: wanted.source,
      dryRun: wanted.dryRun ?? false,
      state: 'running',
      startedBy: ME,
      startedAt: at,
      changedAt: at,
      finishedAt: null,
      models: none,
      versions: none,
      aliases: none,
      retired: 0,
      restored: 0,
      conflicts: 0,
      problems: 0,
      error: null,
      changes: [],
      changesOmitted: 0,
      foundConflicts: [],
      foundProblems: [],
    };
    this.importRuns.unshift(run);
    return run;
  }

  async listRegistryImports(
    query: ListRegistryImportsQuery = {},
  ): Promise<{ items: ImportRun[] }> {
    this.fail();
    return {
      items: this.importRuns.filter(
        ({ source }) => query.source === undefined || source === query.source,
      ),
    };
  }

  async getRegistryImport(id: string): Promise<ImportRunDetail> {
    this.fail();
    const found = this.importRuns.find(run => run.id === id);
    if (!found) {
      throw notFound(`There is no run ${id}`);
    }
    return found;
  }

  async listRegistryConflicts(): Promise<{ items: RegistryConflict[] }> {
    this.fail();
    return { items: this.conflictsFound };
  }

  protected fail() {
    if (this.failure) {
      throw this.failure;
    }
  }

  protected write(call: string, body: unknown) {
    this.fail();
    this.writes.push({ call, body });
    if (this.refusedWrite) {
      throw this.refusedWrite;
    }
  }

  protected page<T>(all: readonly T[], query: PageQuery): Page<T> {
    const { limit = 100, cursor } = query;
    const start = Number(cursor ?? 0);
    const items = all.slice(start, start + limit);
    const next = start + limit;
    return next < all.length ? { items, nextCursor: String(next) } : { items };
  }

  #versionsOf({ namespace, name }: ModelRef): ModelVersionDetail[] {
    return this.versions.filter(
      ({ model: of }) => of.namespace === namespace && of.name === name,
    );
  }

  #replace(ref: ModelRef, change: Partial<Model>): Model {
    const index = this.models.findIndex(
      ({ namespace, name }) => namespace === ref.namespace && name === ref.name,
    );
    const changed = model({ ...this.models[index], ...change });
    this.models = this.models.with(index, changed);
    return changed;
  }
}
