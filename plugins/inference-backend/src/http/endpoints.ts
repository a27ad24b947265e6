import type { TypedRouter } from '@backstage/backend-openapi-utils';
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
} from '@inference-portal/plugin-inference-common';

/**
 * The operations of the OpenAPI document with the types that were generated from it. (Backstage can infer types from the document as a
 * constant, but TypeScript gives up on one of this depth.)
 */
export type InferenceEndpoints = {
  '#get|/model-servers': {
    query: ListModelServersQuery;
    response: Page<ModelServer>;
  };
  '#get|/model-servers/{id}': {
    path: { id: string };
    response: ModelServerDetail;
  };
  '#get|/model-servers/{id}/revisions': {
    path: { id: string };
    query: PageQuery;
    response: Page<ServerRevision>;
  };
  '#get|/summary': {
    query: FleetSummaryQuery;
    response: FleetSummary;
  };
  '#get|/data-sources': {
    response: { items: DataSource[] };
  };
};

/** A router that takes handlers for these operations only. */
export type InferenceRouter = TypedRouter<InferenceEndpoints>;
