import type { SimulatedCluster } from './SimulatedCluster';

/** The part of a cluster that its content is managed with. */
export type SimulatedClusterFace = Pick<
  SimulatedCluster,
  | 'name'
  | 'seed'
  | 'get'
  | 'list'
  | 'upsert'
  | 'setStatus'
  | 'remove'
  | 'setPodBehaviour'
  | 'installKind'
  | 'tick'
  | 'start'
  | 'stop'
>;
