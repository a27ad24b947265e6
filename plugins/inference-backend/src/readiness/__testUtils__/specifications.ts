import type { JsonObject } from '@inference-portal/plugin-inference-node';

const probe = {
  httpGet: { path: '/health', port: 8000 },
  periodSeconds: 10,
  timeoutSeconds: 5,
};

/** A vLLM Deployment on two GPUs that forgets nothing. */
export function vllmDeployment(): JsonObject {
  return {
    template: {
      metadata: { labels: { app: 'support-chat' } },
      spec: {
        terminationGracePeriodSeconds: 120,
        securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'vllm',
            image: 'vllm/vllm-openai:v0.30.0',
            args: [
              'Qwen/Qwen3-32B',
              '--tensor-parallel-size=2',
              '--max-model-len=32768',
              '--dtype=bfloat16',
              '--enable-log-requests',
              '--shutdown-timeout=90',
            ],
            startupProbe: { ...probe, failureThreshold: 90 },
            readinessProbe: probe,
            livenessProbe: { ...probe, failureThreshold: 3 },
            resources: {
              requests: { memory: '98304Mi', cpu: '8' },
              limits: { memory: '96Gi', 'nvidia.com/gpu': '2' },
            },
            securityContext: {
              allowPrivilegeEscalation: false,
              capabilities: { drop: ['ALL'] },
            },
            volumeMounts: [
              { name: 'models', mountPath: '/root/.cache/huggingface/' },
              { name: 'shm', mountPath: '/dev/shm' },
            ],
          },
        ],
        volumes: [
          { name: 'models', persistentVolumeClaim: { claimName: 'models' } },
          { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '16Gi' } },
        ],
      },
    },
  };
}

/** The same server as most tutorials write it. */
export function bareVllmDeployment(): JsonObject {
  return {
    template: {
      spec: {
        containers: [
          {
            name: 'vllm',
            image: 'vllm/vllm-openai:latest',
            args: ['Qwen/Qwen3-32B', '--tensor-parallel-size=2'],
            resources: { limits: { 'nvidia.com/gpu': '2' } },
          },
        ],
      },
    },
  };
}

/** A TensorRT-LLM Deployment of which the settings lie in a file. */
export function tensorRtDeployment(
  args: readonly string[] = ['--config', '/etc/trtllm/config.yaml'],
): JsonObject {
  return {
    template: {
      spec: {
        containers: [
          {
            name: 'trtllm',
            image: 'nvcr.io/nvidia/tensorrt-llm/release:1.2.1',
            command: [
              'trtllm-serve',
              'meta-llama/Llama-3.1-8B-Instruct',
              '--host',
              '0.0.0.0',
              ...args,
            ],
            resources: { limits: { 'nvidia.com/gpu': '1' } },
          },
        ],
      },
    },
  };
}

/** A KServe InferenceService of which the rest comes from a ServingRuntime. */
export function inferenceService(): JsonObject {
  return {
    predictor: {
      logger: { mode: 'request', url: 'http://logs.trust' },
      model: {
        modelFormat: { name: 'huggingface' },
        runtime: 'kserve-huggingfaceserver',
        storageUri: 'hf://meta-llama/Llama-Guard-3-8B',
        args: ['--dtype=float16', '--max-model-len=8192'],
        resources: { limits: { 'nvidia.com/gpu': '1', cpu: '6' } },
      },
    },
  };
}

/** A LeaderWorkerSet of two nodes with eight GPUs each. */
export function leaderWorkerSet(): JsonObject {
  const limits = { 'nvidia.com/gpu': '8', memory: '1Ti' };
  return {
    size: 2,
    leaderTemplate: {
      metadata: { labels: { role: 'leader' } },
      spec: {
        terminationGracePeriodSeconds: 30,
        containers: [
          {
            name: 'vllm-leader',
            image: 'vllm/vllm-openai:v0.29.0',
            command: [
              'sh',
              '-c',
              'bash multi-node-serving.sh leader --ray_cluster_size=2; python3 -m vllm.entrypoints.openai.api_server --model deepseek-ai/DeepSeek-R1 --tensor-parallel-size 8 --pipeline_parallel_size 2 --no-enable-chunked-prefill',
            ],
            startupProbe: {
              httpGet: { path: '/health', port: 8080 },
              periodSeconds: 10,
              failureThreshold: 30,
            },
            livenessProbe: { httpGet: { path: '/health', port: 8080 } },
            resources: { limits },
            securityContext: { privileged: true },
            volumeMounts: [{ name: 'dshm', mountPath: '/dev/shm' }],
          },
        ],
        volumes: [
          { name: 'dshm', emptyDir: { medium: 'Memory', sizeLimit: '512Mi' } },
        ],
      },
    },
    workerTemplate: {
      spec: {
        containers: [
          {
            name: 'vllm-worker',
            image: 'vllm/vllm-openai:v0.29.0',
            resources: { limits },
          },
        ],
      },
    },
  };
}
