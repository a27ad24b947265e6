import type { WorkloadAdapter } from '@inference-portal/plugin-inference-node';
import { deploymentAdapter } from './deployment';
import { inferenceServiceAdapter } from './inferenceService';
import { leaderWorkerSetAdapter } from './leaderWorkerSet';
import { llmInferenceServiceAdapter } from './llmInferenceService';
import { nimServiceAdapter } from './nimService';
import { podAdapter } from './pod';
import { rayServiceAdapter } from './rayService';
import { rolloutAdapter } from './rollout';
import { statefulSetAdapter } from './statefulSet';

/** Adapters of the kinds that the portal knows without any module. */
export const builtinWorkloadAdapters: readonly WorkloadAdapter[] = [
  deploymentAdapter,
  statefulSetAdapter,
  leaderWorkerSetAdapter,
  rolloutAdapter,
  inferenceServiceAdapter,
  llmInferenceServiceAdapter,
  rayServiceAdapter,
  nimServiceAdapter,
  podAdapter,
];
