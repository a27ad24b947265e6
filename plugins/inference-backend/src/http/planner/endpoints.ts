import type {
  GpuPlan,
  GpuPlanRequest,
  GpuRanking,
  GpuRankingRequest,
} from '@inference-portal/plugin-inference-common';

/** The operations on GPU plans of the OpenAPI document, by method and path. */
export interface PlannerEndpoints {
  post: {
    '/gpu-plans': { body: GpuPlanRequest; response: GpuPlan };
    '/gpu-plans/rankings': { body: GpuRankingRequest; response: GpuRanking };
  };
}
