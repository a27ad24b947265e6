import type { RequestOptions } from './HttpClient';
import type {
  GpuPlan,
  GpuPlanRequest,
  GpuRanking,
  GpuRankingRequest,
  ServerGpuPlan,
} from './gpuPlans';

/** Whether models fit on GPUs. Every method rejects with a `ResponseError` that carries status and message. */
export interface GpuPlansApi {
  /** What one choice of GPUs holds; computes and stores nothing. What does not fit is an answer, not an error. */
  createGpuPlan(
    request: GpuPlanRequest,
    options?: RequestOptions,
  ): Promise<GpuPlan>;
  /** The same for all GPUs of the fleet: what fits first, the cheapest of it first. */
  rankGpuOptions(
    request: GpuRankingRequest,
    options?: RequestOptions,
  ): Promise<GpuRanking>;
  /** What a server was planned to hold beside what its engine reports. */
  getServerGpuPlan(
    id: string,
    options?: RequestOptions,
  ): Promise<ServerGpuPlan>;
}
