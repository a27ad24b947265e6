import { NotFoundError } from '@backstage/errors';
import type {
  DataSource,
  DeploymentOutcome,
  DeploymentRequest,
  DeploymentTargets,
  FleetSummary,
  GpuPlan,
  GpuPlanRequest,
  GpuRanking,
  GpuRankingRequest,
  InferenceApi,
  ListModelServersQuery,
  ListReadinessServersQuery,
  ModelRef,
  ModelServer,
  ModelServerDetail,
  Page,
  ReadinessReport,
  ReadinessReportQuery,
  ReadinessScores,
  ReadinessServer,
  ServerGpuPlan,
  ServerReadiness,
  ServerRelease,
  ServerRevision,
} from '@inference-portal/plugin-inference-common';
import { FakeChangesApi } from './changes/FakeChangesApi';
import { dataSources } from './dataSources';
import { gpuPlan, gpuRanking, serverGpuPlan } from './planner/gpuPlans';
import {
  readinessReport,
  readinessServers,
  serverReadiness,
} from './readiness';
import { revisions } from './revisions';
import { fleet, modelServer, serverDetail } from './servers';
import { fleetSummary } from './summary';

/** An API over objects in memory that answers as the backend does: pages, filters by entity, unknown ids. */
export class FakeInferenceApi extends FakeChangesApi implements InferenceApi {
  servers: ModelServer[] = [modelServer(), ...fleet()];
  sources: DataSource[] = dataSources();
  history: ServerRevision[] = revisions();
  summary: FleetSummary | undefined;
  readiness: ServerReadiness = serverReadiness();
  readinessReport: ReadinessReport = readinessReport();
  readinessServers: ReadinessServer[] = readinessServers();
  readinessScores: ReadinessScores['items'] = [];
  /** What readiness was asked for, of teams and of servers. */
  askedReadiness: (ReadinessReportQuery | ListReadinessServersQuery)[] = [];
  failingReleases: ServerRelease[] = [];
  gpuPlan: GpuPlan = gpuPlan();
  gpuRanking: GpuRanking = gpuRanking();
  serverGpuPlan: ServerGpuPlan = serverGpuPlan();
  deploymentTargets: DeploymentTargets = { items: [], problems: [] };
  /** While set, no plan of GPUs is answered. */
  refusedGpuPlan: Error | undefined;
  /** What plans of GPUs were asked for. */
  plannedGpus: GpuPlanRequest[] = [];
  rankedGpus: GpuRankingRequest[] = [];

  async listModelServers(
    query: ListModelServersQuery = {},
  ): Promise<Page<ModelServer>> {
    this.fail();
    const { entityRef } = query;
    return this.page(
      this.servers.filter(
        server =>
          entityRef === undefined ||
          server.entityRef === entityRef ||
          server.model.entityRef === entityRef,
      ),
      query,
    );
  }

  async getModelServer(id: string): Promise<ModelServerDetail> {
    this.fail();
    const server = this.servers.find(candidate => candidate.id === id);
    if (!server) {
      throw Object.assign(new NotFoundError(`No model server with id ${id}`), {
        statusCode: 404,
      });
    }
    return serverDetail(server);
  }

  async listServerRevisions(): Promise<Page<ServerRevision>> {
    this.fail();
    return { items: this.history };
  }

  async getServerGpuPlan(): Promise<ServerGpuPlan> {
    this.fail();
    return this.serverGpuPlan;
  }

  async getServerReadiness(): Promise<ServerReadiness> {
    this.fail();
    return this.readiness;
  }

  async getReadinessReport(
    query: ReadinessReportQuery = {},
  ): Promise<ReadinessReport> {
    this.fail();
    this.askedReadiness.push(query);
    return this.readinessReport;
  }

  async listReadinessServers(
    query: ListReadinessServersQuery = {},
  ): Promise<Page<ReadinessServer>> {
    this.fail();
    this.askedReadiness.push(query);
    const { rule } = query;
    return this.page(
      this.readinessServers.filter(
        ({ fail }) => rule === undefined || fail.includes(rule),
      ),
      query,
    );
  }

  async listReadinessScores(): Promise<ReadinessScores> {
    this.fail();
    return {
      checkedAt: '2026-11-22T09:00:00.000Z',
      items: this.readinessScores,
    };
  }

  async getServerRelease(id: string): Promise<ServerRelease> {
    const { entityRef, model, ...server } = await this.getModelServer(id);
    return (
      this.failingReleases.find(one => one.server.id === id) ?? {
        server: {
          id,
          name: server.name,
          namespace: server.namespace,
          cluster: server.cluster,
          model: model.id,
          entityRef,
        },
        revision: server.currentRevision,
        startedAt: server.changedAt,
        judgement: null,
      }
    );
  }

  async listFailingReleases(): Promise<{ items: ServerRelease[] }> {
    this.fail();
    return { items: this.failingReleases };
  }

  async listDeploymentTargets(): Promise<DeploymentTargets> {
    this.fail();
    return this.deploymentTargets;
  }

  async createDeployment({
    dryRun,
    objects,
  }: DeploymentRequest): Promise<DeploymentOutcome> {
    this.fail();
    return {
      dryRun,
      objects: objects.map(({ apiVersion, kind, metadata }) => ({
        apiVersion,
        kind,
        name: metadata.name,
        result: 'created',
      })),
      warnings: [],
    };
  }

  async createGpuPlan(request: GpuPlanRequest): Promise<GpuPlan> {
    this.plannedGpus.push(request);
    this.#refuseGpuPlan();
    return this.gpuPlan;
  }

  async rankGpuOptions(request: GpuRankingRequest): Promise<GpuRanking> {
    this.rankedGpus.push(request);
    this.#refuseGpuPlan();
    return this.gpuRanking;
  }

  async getFleetSummary(): Promise<FleetSummary> {
    this.fail();
    return this.summary ?? fleetSummary(this.servers);
  }

  async listDataSources(): Promise<{ items: DataSource[] }> {
    this.fail();
    return { items: this.sources };
  }

  override async listServersOfModel(ref: ModelRef) {
    this.fail();
    return {
      items:
        this.registeredServers ??
        this.servers.filter(
          ({ registration }) =>
            registration?.namespace === ref.namespace &&
            registration.name === ref.name,
        ),
    };
  }

  #refuseGpuPlan() {
    this.fail();
    if (this.refusedGpuPlan) {
      throw this.refusedGpuPlan;
    }
  }
}
