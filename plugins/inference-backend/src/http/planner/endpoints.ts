import type {
  GpuPlan,
  GpuPlanRequest,
  GpuRanking,
  GpuRankingRequest,
  ServerGpuPlan,
} from '@inference-portal/plugin-inference-common';

/** The operations on GPU plans of the OpenAPI document, by method and path. */
export interface PlannerEndpoints {
  get: {
    '/model-servers/:id/gpu-plan': {
      path: { id: string };
      response: ServerGpuPlan;
    };
  };
  post: {
    '/gpu-plans': { body: GpuPlanRequest; response: GpuPlan };
    '/gpu-plans/rankings': { body: GpuRankingRequest; response: GpuRanking };
  };
}
