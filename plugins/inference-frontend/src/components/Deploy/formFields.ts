import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { DTYPES, KV_CACHE_DTYPES } from './deployValues';
import { DeploymentTargetField } from './DeploymentTargetField';
import { GpuPlanField } from './GpuPlanField';
import { ModelVersionField } from './ModelVersionField';
import {
  validateGpuPlan,
  validateModelVersion,
  validateTarget,
} from './validators';

/** `ui:field: InferenceModelVersion` */
export const modelVersionFormField = {
  name: 'InferenceModelVersion',
  component: ModelVersionField,
  validation: validateModelVersion,
  schema: makeFieldSchema({
    output: z =>
      z.object({
        name: z
          .string()
          .optional()
          .describe('Registered model as namespace/name.'),
        version: z.string().optional().describe('Registered version.'),
        source: z.string().optional().describe('Pinned source of the version.'),
      }),
  }),
};

/** `ui:field: InferenceDeploymentTarget` */
export const deploymentTargetFormField = {
  name: 'InferenceDeploymentTarget',
  component: DeploymentTargetField,
  validation: validateTarget,
  schema: makeFieldSchema({
    output: z =>
      z.object({
        cluster: z.string().optional().describe('As the portal names it.'),
        namespace: z.string().optional(),
        owner: z
          .string()
          .nullable()
          .optional()
          .describe('Entity ref of the owner of the namespace.'),
      }),
  }),
};

/** `ui:field: InferenceGpuPlan` */
export const gpuPlanFormField = {
  name: 'InferenceGpuPlan',
  component: GpuPlanField,
  validation: validateGpuPlan,
  schema: makeFieldSchema({
    output: z =>
      z.object({
        product: z
          .string()
          .optional()
          .describe('Value of nvidia.com/gpu.product on the nodes.'),
        tensorParallel: z.number().optional(),
        pipelineParallel: z.number().optional(),
        maxModelLen: z
          .number()
          .nullable()
          .optional()
          .describe('Tokens of the longest request.'),
        gpuMemoryUtilization: z.number().nullable().optional(),
        dtype: z.enum(DTYPES).optional(),
        quantization: z
          .enum(['fp8', 'awq', 'gptq', 'mxfp4', 'nvfp4'])
          .nullable()
          .optional()
          .describe('Null as the model is published.'),
        kvCacheDtype: z.enum(KV_CACHE_DTYPES).optional(),
        weightsGiB: z
          .number()
          .optional()
          .describe('Of the whole model, from the plan.'),
      }),
    uiOptions: z =>
      z.object({
        engine: z.enum(['vllm', 'tensorrt-llm']).default('vllm'),
        modelField: z.string().default('model'),
        targetField: z.string().default('target'),
        engineVersionField: z.string().default('engineVersion'),
      }),
  }),
};
