import type { components } from './generated/api';

type Schemas = components['schemas'];

/** Body of `POST /gpu-plans`. */
export type GpuPlanRequest = Schemas['GpuPlanRequest'];
/** What config.json tells of a model. */
export type GpuPlanArchitecture = Schemas['GpuPlanArchitecture'];
/** Answer of `POST /gpu-plans`; memory in GiB of one GPU. */
export type GpuPlan = Schemas['GpuPlan'];
/** A change of the request that fits. */
export type GpuPlanNearest = Schemas['GpuPlanNearest'];
/** Money in micro-units. */
export type GpuPlanCost = Schemas['GpuPlanCost'];
/** Body of `POST /gpu-plans/rankings`. */
export type GpuRankingRequest = Schemas['GpuRankingRequest'];
/** One product of GPUs on one cluster. */
export type GpuOption = Schemas['GpuOption'];
/** Answer of `POST /gpu-plans/rankings`. */
export type GpuRanking = Schemas['GpuRanking'];
/** What a server was planned to hold beside what its engine reports. */
export type ServerGpuPlan = Schemas['ServerGpuPlan'];
