import type { DeploymentRequest } from '../request/DeploymentRequest';

/** A cluster that runs the server. */
export interface Region {
  readonly cluster: string;
  /** Null for that of the request. */
  readonly gpuProduct: string | null;
  readonly standby: boolean;
}

/** Clusters of a request, the first region first. */
export function regionsOf({
  cluster,
  secondRegion,
}: DeploymentRequest): readonly Region[] {
  return [
    { cluster, gpuProduct: null, standby: false },
    ...(secondRegion === null ? [] : [secondRegion]),
  ];
}
