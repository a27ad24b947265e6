import type { components, operations } from './generated/api';

type Schemas = components['schemas'];

/** A running deployment of a model on a cluster, of whatever Kubernetes kind. */
export type ModelServer = Schemas['ModelServer'];
/** A ModelServer with its image, limits and pods. */
export type ModelServerDetail = Schemas['ModelServerDetail'];
/** One observed specification of a ModelServer. */
export type ServerRevision = Schemas['ServerRevision'];
/** A cluster or a Prometheus with its health. */
export type DataSource = Schemas['DataSource'];
export type DataSourceIssue = Schemas['DataSourceIssue'];
/** Figures of the overview page. */
export type FleetSummary = Schemas['FleetSummary'];
export type RuntimeName = Schemas['RuntimeName'];
export type ServerState = Schemas['ServerState'];
export type ManagerName = Schemas['ManagerName'];
/** Who owns a server, and which rule says so. */
export type Owner = Schemas['Owner'];
/** A value with the place it was read from. */
export type Evidence = Schemas['Evidence'];
/** One pod of a server. */
export type ServerPod = Schemas['Pod'];
export type Gpus = Schemas['Gpus'];
export type GpuRequest = Schemas['GpuRequest'];
export type Endpoint = Schemas['Endpoint'];
export type ImageReference = Schemas['Image'];

/** Filters of `GET /model-servers`. */
export type ListModelServersQuery = NonNullable<
  operations['ListModelServers']['parameters']['query']
>;
/** Filters of `GET /summary`. */
export type FleetSummaryQuery = NonNullable<
  operations['GetFleetSummary']['parameters']['query']
>;
export type PageQuery = NonNullable<
  operations['ListServerRevisions']['parameters']['query']
>;

/** One page of a list. `nextCursor` is absent on the last page. */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}
