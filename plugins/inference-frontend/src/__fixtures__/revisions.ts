import type { ServerRevision } from '@inference-portal/plugin-inference-common';
import { FIXTURE_NOW } from './servers';

const DAY = 24 * 3_600_000;

function specification(tag: string, maxLength: number, utilisation: string) {
  return {
    template: {
      metadata: { labels: { app: 'support-chat' } },
      spec: {
        containers: [
          {
            name: 'vllm',
            image: `docker.io/vllm/vllm-openai:${tag}`,
            args: [
              '--model=Qwen/Qwen3-32B',
              '--revision=9216db5781bf21249d130ec9da846c4624c16137',
              '--served-model-name=support-chat',
              '--tensor-parallel-size=2',
              `--max-model-len=${maxLength}`,
              `--gpu-memory-utilization=${utilisation}`,
            ],
            env: [
              { name: 'HF_TOKEN', value: '[redacted]' },
              { name: 'VLLM_LOGGING_LEVEL', value: 'INFO' },
              { name: 'NCCL_P2P_DISABLE', value: '0' },
            ],
            ports: [{ containerPort: 8000, name: 'http' }],
            readinessProbe: {
              httpGet: { path: '/health', port: 'http' },
              periodSeconds: 10,
            },
            resources: {
              limits: { cpu: '16', memory: '128Gi', 'nvidia.com/gpu': '2' },
              requests: { cpu: '8', memory: '128Gi', 'nvidia.com/gpu': '2' },
            },
            volumeMounts: [{ mountPath: '/models', name: 'cache' }],
          },
        ],
        nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3' },
        volumes: [
          { name: 'cache', persistentVolumeClaim: { claimName: 'models' } },
        ],
      },
    },
  };
}

/** Seven revisions of support-chat, newest first; the two oldest come from the cluster's own history. */
export function revisions(): ServerRevision[] {
  return Array.from({ length: 7 }, (_, index) => {
    const number = 7 - index;
    const startedAt = new Date(FIXTURE_NOW - (3 + index * 9) * DAY);
    const remembered = number <= 2;
    const tag = number >= 6 ? 'v0.11.2' : 'v0.10.1';
    const spec = specification(
      tag,
      number === 7 ? 32768 : 16384,
      number >= 4 ? '0.92' : '0.90',
    );
    return {
      id: `r${number}`,
      serverId: 'c3f1a2',
      number,
      specHash: String(number).repeat(64),
      spec: remembered
        ? spec
        : { ...spec, strategy: { type: 'RollingUpdate' } },
      observedAt: startedAt.toISOString(),
      startedAt: startedAt.toISOString(),
      endedAt:
        number === 7
          ? null
          : new Date(FIXTURE_NOW - (3 + (index - 1) * 9) * DAY).toISOString(),
      source: remembered ? 'cluster-history' : 'watch',
      changedBy: remembered ? null : 'argocd-controller',
      changeCause: number === 7 ? 'longer context for the returns desk' : null,
      images: [
        {
          reference: `docker.io/vllm/vllm-openai:${tag}`,
          digest: `sha256:${String(number).repeat(64)}`,
        },
      ],
      current: number === 7,
      clusterRevision: String(number),
    };
  });
}
