import type { components } from './generated/api';

type Schemas = components['schemas'];

/** A namespace, and whether the caller may deploy there. */
export type DeploymentTarget = Schemas['DeploymentTarget'];
/** Answer of `GET /deployment-targets`. */
export type DeploymentTargets = Schemas['DeploymentTargets'];
/** The tightest quota of GPUs of a namespace. */
export type DeploymentGpuQuota = Schemas['DeploymentGpuQuota'];
/** GPUs of one product on a cluster. */
export type DeploymentGpus = Schemas['DeploymentGpus'];
/** An object of Kubernetes that is to be applied. */
export type DeploymentObject = Schemas['DeploymentObject'];
/** Body of `POST /deployments`. */
export type DeploymentRequest = Schemas['DeploymentRequest'];
/** What applying did to one object. */
export type DeployedObject = Schemas['DeployedObject'];
/** Answer of `POST /deployments`. */
export type DeploymentOutcome = Schemas['DeploymentOutcome'];
