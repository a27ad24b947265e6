import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const SOURCE = 'hf://Qwen/Qwen3-32B@9216db5781bf21249d130ec9da846c4624c16137';

/** Examples of `inference:render`. */
export const examples: TemplateExample[] = [
  {
    description:
      'Render a server of vLLM on two GPUs that KEDA scales by waiting requests.',
    example: stringify({
      steps: [
        {
          id: 'render',
          action: 'inference:render',
          name: 'Render the server',
          input: {
            name: 'support-chat',
            owner: 'group:default/support',
            cluster: 'eu-west',
            namespace: 'support',
            model: {
              name: 'default/support-chat',
              version: '2026-11-20',
              source: SOURCE,
              weightsGiB: 61.1,
            },
            engine: { name: 'vllm', version: '0.30.0' },
            gpu: { product: 'NVIDIA-H100-80GB-HBM3', tensorParallel: 2 },
            settings: { maxModelLen: 32768, gpuMemoryUtilization: 0.92 },
            autoscaling: {
              kind: 'keda',
              prometheusUrl: 'http://prometheus.monitoring.svc:9090',
            },
            exitPlan: {
              alternative: 'The hosted model of the same family.',
              contact: 'support-leads@example.com',
            },
          },
        },
      ],
    }),
  },
  {
    description:
      'Render a new version beside the old one, which gets 5 % of the requests first, in a folder of a repository with many servers.',
    example: stringify({
      steps: [
        {
          id: 'render',
          action: 'inference:render',
          name: 'Render the new version',
          input: {
            targetPath: 'servers/support-chat-v2',
            name: 'support-chat-v2',
            owner: 'group:default/support',
            cluster: 'eu-west',
            namespace: 'support',
            model: {
              name: 'default/support-chat',
              version: '2026-12-01',
              source: 'pvc://weights/support-chat/2026-12-01',
              weightsGiB: 61.1,
              servedName: 'support-chat',
            },
            engine: { name: 'vllm', version: '0.30.0' },
            gpu: {
              product: 'NVIDIA-H100-80GB-HBM3',
              tensorParallel: 2,
              spare: true,
            },
            settings: { maxModelLen: 32768, gpuMemoryUtilization: 0.92 },
            autoscaling: { kind: 'none' },
            replicas: 2,
            gateway: {
              name: 'inference',
              namespace: 'gateways',
              hostname: 'support-chat.example.com',
            },
            canary: {
              kind: 'httproute',
              stableService: 'support-chat',
              route: 'support-chat',
              steps: [5, 50, 100],
            },
            warmUp: {
              kind: 'startup-gate',
              prompts: ['Summarise this ticket: the parcel is late.'],
            },
            exitPlan: {
              alternative: 'The version before, which stays in the registry.',
              contact: 'support-leads@example.com',
            },
          },
        },
      ],
    }),
  },
];
