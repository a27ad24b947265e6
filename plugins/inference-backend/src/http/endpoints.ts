import type {
  DataSource,
  FleetSummary,
  FleetSummaryQuery,
  ListModelServersQuery,
  ListReadinessServersQuery,
  ModelServer,
  ModelServerDetail,
  Page,
  PageQuery,
  ReadinessReport,
  ReadinessReportQuery,
  ReadinessScores,
  ReadinessScoresQuery,
  ReadinessServer,
  ServerReadiness,
  ServerRelease,
  ServerRevision,
  ServerUsage,
  ServerUsageQuery,
  UsageSums,
  UsageSumsQuery,
} from '@inference-portal/plugin-inference-common';
import type { Request, Response } from 'express';
import type { CostEndpoints } from './costs/endpoints';
import type { DeploymentEndpoints } from './deployments/endpoints';
import type { FindingEndpoints } from './findings/endpoints';
import type { PlannerEndpoints } from './planner/endpoints';
import type { RegistryEndpoints } from './registry/endpoints';
import type { RemediationEndpoints } from './remediations/endpoints';
import type { RollbackEndpoints } from './rollbacks/endpoints';

/** What one operation takes and answers, with the types that were generated from the OpenAPI document. */
interface Endpoint {
  path?: object;
  query?: object;
  body?: object;
  response: object;
}

/** The operations on servers and sources, by method and path. */
interface FleetEndpoints {
  get: {
    '/model-servers': {
      query: ListModelServersQuery;
      response: Page<ModelServer>;
    };
    '/model-servers/:id': {
      path: { id: string };
      response: ModelServerDetail;
    };
    '/model-servers/:id/revisions': {
      path: { id: string };
      query: PageQuery;
      response: Page<ServerRevision>;
    };
    '/model-servers/:id/readiness': {
      path: { id: string };
      response: ServerReadiness;
    };
    '/readiness': { query: ReadinessReportQuery; response: ReadinessReport };
    '/readiness/servers': {
      query: ListReadinessServersQuery;
      response: Page<ReadinessServer>;
    };
    '/readiness/scores': {
      query: ReadinessScoresQuery;
      response: ReadinessScores;
    };
    '/model-servers/:id/release': {
      path: { id: string };
      response: ServerRelease;
    };
    '/failing-releases': { response: { items: ServerRelease[] } };
    '/model-servers/:id/usage': {
      path: { id: string };
      query: ServerUsageQuery;
      response: ServerUsage;
    };
    '/usage': { query: UsageSumsQuery; response: UsageSums };
    '/summary': { query: FleetSummaryQuery; response: FleetSummary };
    '/data-sources': { response: { items: DataSource[] } };
  };
}

type Part<
  E extends Endpoint,
  Name extends 'path' | 'query' | 'body',
> = E[Name] extends object ? E[Name] : Record<string, never>;

/** Handles one operation. Its errors go to the error handling of the host. */
export type EndpointHandler<E extends Endpoint> = (
  req: Request<
    Part<E, 'path'>,
    E['response'],
    Part<E, 'body'>,
    Part<E, 'query'>
  >,
  res: Response<E['response']>,
) => Promise<void>;

type Method<Endpoints> = <Path extends keyof Endpoints & string>(
  path: Path,
  handler: Endpoints[Path] extends Endpoint
    ? EndpointHandler<Endpoints[Path]>
    : never,
) => unknown;

/**
 * A router that takes handlers for the operations of the OpenAPI document only. (Backstage's own typed router computes the types of all
 * operations at once, and TypeScript gives up on that many.)
 */
export interface InferenceRouter {
  readonly get: Method<
    FleetEndpoints['get'] &
      RegistryEndpoints['get'] &
      CostEndpoints['get'] &
      FindingEndpoints['get'] &
      RemediationEndpoints['get'] &
      RollbackEndpoints['get'] &
      PlannerEndpoints['get'] &
      DeploymentEndpoints['get']
  >;
  readonly post: Method<
    RegistryEndpoints['post'] &
      FindingEndpoints['post'] &
      RemediationEndpoints['post'] &
      RollbackEndpoints['post'] &
      PlannerEndpoints['post'] &
      DeploymentEndpoints['post']
  >;
  readonly put: Method<RegistryEndpoints['put'] & CostEndpoints['put']>;
  readonly patch: Method<RegistryEndpoints['patch']>;
  readonly delete: Method<CostEndpoints['delete']>;
}
