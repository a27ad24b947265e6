export { SimulatedCluster } from './SimulatedCluster';
export type { ObjectInput, SimulatedClusterOptions } from './SimulatedCluster';
export { readyPodBehaviour } from './PodBehaviour';
export type {
  PodBehaviour,
  PodBehaviourHook,
  PodOutcome,
} from './PodBehaviour';
export { builtinKinds } from './kinds/builtinKinds';
export { customKinds } from './kinds/customKinds';
export type {
  PrinterColumn,
  ResourceDefinition,
  ScalePaths,
} from './kinds/ResourceDefinition';
export type {
  KubeObject,
  ObjectMeta,
  ObjectRef,
  OwnerReference,
} from './objects';
export type * from './workloadTypes';
export { templateHash } from './Random';
