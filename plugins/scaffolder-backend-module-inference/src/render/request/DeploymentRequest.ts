import { z } from 'zod/v3';
import { canary } from './canary';
import {
  address,
  dnsLabel,
  dnsSubdomain,
  freeText,
  labelValue,
  modelName,
  ownerRef,
  positive,
  serviceName,
  wholeNumber,
} from './fields';

/** Pods of a Deployment add `-<10>-<5>` to its name, and the whole must stay a DNS label. */
const LONGEST_NAME = 46;

/** Fields of a deployment request, one by one, so that the scaffolder can show them. */
export const deploymentRequestFields = {
  name: serviceName(
    LONGEST_NAME,
    ', as the names of its pods are longer and end at 63',
  ).describe('Name of the server and of everything that is made for it.'),
  owner: ownerRef.describe('Entity ref of the owner.'),
  cluster: dnsLabel().describe('Cluster as the portal names it.'),
  namespace: dnsLabel().describe('Namespace of the server.'),
  description: freeText(500, 'one line')
    .nullable()
    .default(null)
    .describe('What the server is for.'),
  kind: z
    .enum(['deployment', 'leader-worker-set', 'llm-inference-service'])
    .default('deployment')
    .describe(
      'What makes the pods: leader-worker-set for replicas that span nodes, llm-inference-service for KServe.',
    ),
  model: z
    .object({
      name: modelName.describe('Registered model as namespace/name.'),
      version: freeText(100, 'one line').describe('Registered version.'),
      source: z.string().describe('Pinned source of the version.'),
      weightsGiB: positive(10_000).describe('Size of the weights.'),
      servedName: freeText(200, 'one line')
        .nullable()
        .default(null)
        .describe('Name that clients ask for; by default the model itself.'),
      tokenSecret: z
        .object({
          name: dnsSubdomain,
          key: z
            .string()
            .regex(/^[\w.-]{1,253}$/, 'must be the name of a key of a Secret'),
        })
        .strict()
        .nullable()
        .default(null)
        .describe('Secret with the token of the hub, for gated models.'),
      trustRemoteCode: z.boolean().default(false),
    })
    .strict(),
  engine: z
    .object({
      name: z.enum(['vllm', 'tensorrt-llm']),
      version: z
        .string()
        .regex(
          /^\d{1,4}\.\d{1,4}\.\d{1,4}(?:rc\d{1,3})?$/,
          'must be a full version such as 0.30.0',
        ),
      image: z
        .string()
        .regex(
          /^[a-z0-9.-]+(?::\d{1,5})?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+@sha256:[0-9a-f]{64}$/,
          'must be an image with its digest, such as registry.example.com/vllm@sha256:…',
        )
        .nullable()
        .default(null)
        .describe('Own build of the engine; by default the published image.'),
    })
    .strict(),
  gpu: z
    .object({
      product: labelValue.describe(
        'Value of nvidia.com/gpu.product on the nodes.',
      ),
      tensorParallel: wholeNumber(1, 64).default(1),
      pipelineParallel: wholeNumber(1, 64).default(1),
      nodes: wholeNumber(1, 16)
        .default(1)
        .describe('Nodes that the GPUs of one replica are spread over.'),
      spare: z
        .boolean()
        .default(false)
        .describe(
          'Whether GPUs for one more replica are free when a new version starts.',
        ),
    })
    .strict(),
  settings: z
    .object({
      maxModelLen: wholeNumber(1, 20_000_000),
      gpuMemoryUtilization: z
        .number()
        .min(0.1, 'must be at least 0.1')
        .max(0.99, 'must be at most 0.99'),
      maxNumSeqs: wholeNumber(1, 100_000).nullable().default(null),
      maxNumBatchedTokens: wholeNumber(1, 10_000_000).nullable().default(null),
      dtype: z
        .enum(['auto', 'bfloat16', 'float16', 'float32'])
        .default('bfloat16'),
      quantization: z
        .enum(['fp8', 'awq', 'gptq', 'mxfp4', 'nvfp4'])
        .nullable()
        .default(null),
      quantizeOnLoad: z
        .boolean()
        .default(false)
        .describe('The checkpoint is not quantised: the engine shall do it.'),
      kvCacheDtype: z.enum(['auto', 'fp8']).default('auto'),
      toolCallParser: labelValue.nullable().default(null),
      reasoningParser: labelValue.nullable().default(null),
    })
    .strict(),
  resources: z
    .object({
      cpu: wholeNumber(1, 512),
      memoryGiB: wholeNumber(1, 8192),
    })
    .strict()
    .nullable()
    .default(null)
    .describe('Of one pod; by default by the GPUs and the weights.'),
  modelCache: z
    .object({
      storageClass: dnsSubdomain.nullable().default(null),
      accessMode: z
        .enum(['ReadWriteMany', 'ReadWriteOnce'])
        .default('ReadWriteMany'),
    })
    .strict()
    .default({}),
  replicas: wholeNumber(1, 1000).default(1),
  autoscaling: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('none') }).strict(),
      z
        .object({
          kind: z.literal('keda'),
          prometheusUrl: address('http', 'https'),
          minReplicas: wholeNumber(0, 1000).default(1),
          maxReplicas: wholeNumber(1, 1000).default(8),
          waitingRequests: positive(10_000)
            .default(5)
            .describe('Waiting requests that one replica may have.'),
          gatewayQuery: freeText(2000, 'one line')
            .nullable()
            .default(null)
            .describe(
              'PromQL of requests that the gateway holds; needed to scale to zero.',
            ),
        })
        .strict(),
      z
        .object({
          kind: z.literal('hpa'),
          minReplicas: wholeNumber(1, 1000).default(1),
          maxReplicas: wholeNumber(1, 1000).default(8),
          gpuUtilization: wholeNumber(1, 100).default(70),
        })
        .strict(),
    ])
    .describe('What adds and removes replicas.'),
  gateway: z
    .object({
      name: dnsSubdomain,
      namespace: dnsLabel(),
      hostname: dnsSubdomain,
    })
    .strict()
    .nullable()
    .default(null)
    .describe('Gateway that requests come through.'),
  canary,
  warmUp: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('none') }).strict(),
      z
        .object({
          kind: z.enum(['startup-gate', 'job']),
          prompts: z.array(freeText(4000, 'many lines')).min(1).max(20),
        })
        .strict(),
    ])
    .default({ kind: 'none' })
    .describe('What is asked before clients ask.'),
  longestRequestSeconds: wholeNumber(1, 3600)
    .default(60)
    .describe('Seconds that the longest answer may take.'),
  network: z
    .object({
      monitoringNamespace: dnsLabel().default('monitoring'),
      clientNamespaces: z.array(dnsLabel()).max(50).default([]),
    })
    .strict()
    .default({}),
  requestLog: z
    .object({ tracesEndpoint: address('http', 'https', 'grpc').nullable() })
    .strict()
    .default({ tracesEndpoint: null })
    .describe('Where traces go; without, the engine logs each request.'),
  alerts: z
    .object({
      p99Seconds: positive(3600).default(30),
      errorRatio: z
        .number()
        .gt(0, 'must be more than 0')
        .lt(1, 'must be less than 1')
        .default(0.02),
      release: labelValue
        .nullable()
        .default(null)
        .describe('Label `release` that the Prometheus operator selects by.'),
    })
    .strict()
    .nullable()
    .default({})
    .describe('Limits of alerts; null for none.'),
  budget: z
    .object({
      amount: positive(1_000_000_000),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD'),
    })
    .strict()
    .nullable()
    .default(null)
    .describe('Money of a calendar month.'),
  secondRegion: z
    .object({
      cluster: dnsLabel(),
      gpuProduct: labelValue.nullable().default(null),
      standby: z.boolean().default(false),
    })
    .strict()
    .nullable()
    .default(null)
    .describe('Another cluster that runs the same server.'),
  exitPlan: z
    .object({
      alternative: freeText(500, 'many lines'),
      contact: freeText(200, 'one line'),
      notes: freeText(5000, 'many lines').nullable().default(null),
    })
    .strict()
    .describe('What to do when the model, the engine or the GPUs go away.'),
} as const;

const deploymentRequestSchema = z.object(deploymentRequestFields).strict();

/** A request as a form or a step gives it: what has a default may be missing. */
export type DeploymentRequestInput = z.input<typeof deploymentRequestSchema>;

/** A deployment request whose fields are each well formed; `parseDeploymentRequest` also checks them against one another. */
export type DeploymentRequest = z.output<typeof deploymentRequestSchema>;

/** Reads the fields of a request; problems begin with the name of the field. */
export function readFields(
  input: unknown,
):
  | { readonly request: DeploymentRequest }
  | { readonly problems: readonly string[] } {
  const result = deploymentRequestSchema.safeParse(input);
  return result.success
    ? { request: result.data }
    : {
        problems: result.error.issues.map(
          ({ path, message }) => `${path.join('.') || 'request'}: ${message}`,
        ),
      };
}
