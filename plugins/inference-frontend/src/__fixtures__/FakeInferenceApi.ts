import { NotFoundError } from '@backstage/errors';
import type {
  DataSource,
  FleetSummary,
  InferenceApi,
  ListModelServersQuery,
  ModelServer,
  ModelServerDetail,
  Page,
  ServerRevision,
} from '@inference-portal/plugin-inference-common';
import { dataSources } from './dataSources';
import { revisions } from './revisions';
import { fleet, modelServer, serverDetail } from './servers';
import { fleetSummary } from './summary';

/** An API over objects in memory that answers as the backend does: pages, filters by entity, unknown ids. */
export class FakeInferenceApi implements InferenceApi {
  servers: ModelServer[] = [modelServer(), ...fleet()];
  sources: DataSource[] = dataSources();
  history: ServerRevision[] = revisions();
  summary: FleetSummary | undefined;
  /** While set, every call rejects with it. */
  failure: Error | undefined;

  async listModelServers(
    query: ListModelServersQuery = {},
  ): Promise<Page<ModelServer>> {
    this.#fail();
    const { entityRef, limit = 100, cursor } = query;
    const matching = this.servers.filter(
      server =>
        entityRef === undefined ||
        server.entityRef === entityRef ||
        server.model.entityRef === entityRef,
    );
    const start = Number(cursor ?? 0);
    const items = matching.slice(start, start + limit);
    const next = start + limit;
    return next < matching.length
      ? { items, nextCursor: String(next) }
      : { items };
  }

  async getModelServer(id: string): Promise<ModelServerDetail> {
    this.#fail();
    const server = this.servers.find(candidate => candidate.id === id);
    if (!server) {
      throw Object.assign(new NotFoundError(`No model server with id ${id}`), {
        statusCode: 404,
      });
    }
    return serverDetail(server);
  }

  async listServerRevisions(): Promise<Page<ServerRevision>> {
    this.#fail();
    return { items: this.history };
  }

  async getFleetSummary(): Promise<FleetSummary> {
    this.#fail();
    return this.summary ?? fleetSummary(this.servers);
  }

  async listDataSources(): Promise<{ items: DataSource[] }> {
    this.#fail();
    return { items: this.sources };
  }

  #fail() {
    if (this.failure) {
      throw this.failure;
    }
  }
}
