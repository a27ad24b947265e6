import type {
  DataSource,
  FleetSummary,
  FleetSummaryQuery,
  ListModelServersQuery,
  ModelServer,
  ModelServerDetail,
  Page,
  PageQuery,
  ServerRevision,
} from './api';
import { ChangesClient } from './ChangesClient';
import type { CostsApi } from './CostsApi';
import type { DeploymentRequest } from './deployments';
import type { DeploymentsApi } from './DeploymentsApi';
import type { FindingsApi } from './FindingsApi';
import type { GpuPlanRequest, GpuRankingRequest } from './gpuPlans';
import type { GpuPlansApi } from './GpuPlansApi';
import type {
  ListReadinessServersQuery,
  ReadinessReportQuery,
  ReadinessScoresQuery,
} from './readiness';
import type { ReadinessApi } from './ReadinessApi';
import type { RegistryApi } from './RegistryApi';
import type { ServerRelease } from './releases';
import type { RemediationsApi } from './RemediationsApi';
import type { RollbacksApi } from './RollbacksApi';
import type {
  ServerUsage,
  ServerUsageQuery,
  UsageSums,
  UsageSumsQuery,
} from './usage';
import { path, queryString, type RequestOptions } from './HttpClient';

export type { RequestOptions };

/** The plugin's HTTP API. Every method rejects with a `ResponseError` that carries status and message. */
export interface InferenceApi
  extends RegistryApi,
    CostsApi,
    FindingsApi,
    RemediationsApi,
    RollbacksApi,
    GpuPlansApi,
    DeploymentsApi,
    ReadinessApi {
  listModelServers(
    query?: ListModelServersQuery,
    options?: RequestOptions,
  ): Promise<Page<ModelServer>>;
  getModelServer(
    id: string,
    options?: RequestOptions,
  ): Promise<ModelServerDetail>;
  listServerRevisions(
    id: string,
    query?: PageQuery,
    options?: RequestOptions,
  ): Promise<Page<ServerRevision>>;
  /** What a server did; the last 7 days by the hour unless told. */
  getServerUsage(
    id: string,
    query?: ServerUsageQuery,
    options?: RequestOptions,
  ): Promise<ServerUsage>;
  /** What many servers did in a window, added up; all of the last 24 hours unless told. */
  listServerUsage(
    query?: UsageSumsQuery,
    options?: RequestOptions,
  ): Promise<UsageSums>;
  /** How a server is since its last revision. */
  getServerRelease(
    id: string,
    options?: RequestOptions,
  ): Promise<ServerRelease>;
  /** Servers that are worse since a revision of the last days, the newest revision first. */
  listFailingReleases(
    options?: RequestOptions,
  ): Promise<{ items: ServerRelease[] }>;
  getFleetSummary(
    query?: FleetSummaryQuery,
    options?: RequestOptions,
  ): Promise<FleetSummary>;
  listDataSources(options?: RequestOptions): Promise<{ items: DataSource[] }>;
}

/** Client of the plugin's HTTP API for browsers and for other backends. */
export class InferenceClient extends ChangesClient implements InferenceApi {
  listModelServers(
    query: ListModelServersQuery = {},
    options?: RequestOptions,
  ): ReturnType<InferenceApi['listModelServers']> {
    return this.get(`/model-servers${queryString(query)}`, options);
  }

  getModelServer(
    id: string,
    options?: RequestOptions,
  ): ReturnType<InferenceApi['getModelServer']> {
    return this.get(path`/model-servers/${id}`, options);
  }

  listServerRevisions(
    id: string,
    query: PageQuery = {},
    options?: RequestOptions,
  ): ReturnType<InferenceApi['listServerRevisions']> {
    return this.get(
      path`/model-servers/${id}/revisions` + queryString(query),
      options,
    );
  }

  getServerUsage(
    id: string,
    query: ServerUsageQuery = {},
    options?: RequestOptions,
  ): ReturnType<InferenceApi['getServerUsage']> {
    return this.get(
      path`/model-servers/${id}/usage` + queryString(query),
      options,
    );
  }

  listServerUsage(
    query: UsageSumsQuery = {},
    options?: RequestOptions,
  ): ReturnType<InferenceApi['listServerUsage']> {
    return this.get(`/usage${queryString(query)}`, options);
  }

  getServerReadiness(
    id: string,
    options?: RequestOptions,
  ): ReturnType<InferenceApi['getServerReadiness']> {
    return this.get(path`/model-servers/${id}/readiness`, options);
  }

  getReadinessReport(
    query: ReadinessReportQuery = {},
    options?: RequestOptions,
  ): ReturnType<InferenceApi['getReadinessReport']> {
    return this.get(`/readiness${queryString(query)}`, options);
  }

  listReadinessServers(
    query: ListReadinessServersQuery = {},
    options?: RequestOptions,
  ): ReturnType<InferenceApi['listReadinessServers']> {
    return this.get(`/readiness/servers${queryString(query)}`, options);
  }

  listReadinessScores(
    query: ReadinessScoresQuery = {},
    options?: RequestOptions,
  ): ReturnType<InferenceApi['listReadinessScores']> {
    return this.get(`/readiness/scores${queryString(query)}`, options);
  }

  getServerRelease(
    id: string,
    options?: RequestOptions,
  ): ReturnType<InferenceApi['getServerRelease']> {
    return this.get(path`/model-servers/${id}/release`, options);
  }

  listFailingReleases(
    options?: RequestOptions,
  ): ReturnType<InferenceApi['listFailingReleases']> {
    return this.get('/failing-releases', options);
  }

  createGpuPlan(
    request: GpuPlanRequest,
    options?: RequestOptions,
  ): ReturnType<InferenceApi['createGpuPlan']> {
    return this.send('POST', '/gpu-plans', request, options);
  }

  rankGpuOptions(
    request: GpuRankingRequest,
    options?: RequestOptions,
  ): ReturnType<InferenceApi['rankGpuOptions']> {
    return this.send('POST', '/gpu-plans/rankings', request, options);
  }

  getServerGpuPlan(
    id: string,
    options?: RequestOptions,
  ): ReturnType<InferenceApi['getServerGpuPlan']> {
    return this.get(path`/model-servers/${id}/gpu-plan`, options);
  }

  listDeploymentTargets(
    options?: RequestOptions,
  ): ReturnType<InferenceApi['listDeploymentTargets']> {
    return this.get('/deployment-targets', options);
  }

  createDeployment(
    request: DeploymentRequest,
    options?: RequestOptions,
  ): ReturnType<InferenceApi['createDeployment']> {
    return this.send('POST', '/deployments', request, options);
  }

  getFleetSummary(
    query: FleetSummaryQuery = {},
    options?: RequestOptions,
  ): ReturnType<InferenceApi['getFleetSummary']> {
    return this.get(`/summary${queryString(query)}`, options);
  }

  listDataSources(
    options?: RequestOptions,
  ): ReturnType<InferenceApi['listDataSources']> {
    return this.get('/data-sources', options);
  }
}
