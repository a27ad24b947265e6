import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `inference:plan-gpus`. */
export const examples: TemplateExample[] = [
  {
    description: 'Refuse a server that would not start, before it is rendered.',
    example: stringify({
      steps: [
        {
          id: 'plan',
          action: 'inference:plan-gpus',
          name: 'Check that the model fits',
          input: {
            model: {
              name: 'default/support-chat',
              source:
                'hf://Qwen/Qwen3-32B@9216db5781bf21249d130ec9da846c4624c16137',
            },
            engine: { name: 'vllm', version: '0.30.0' },
            gpu: { product: 'NVIDIA-H100-80GB-HBM3', tensorParallel: 2 },
            settings: { maxModelLen: 32768, gpuMemoryUtilization: 0.92 },
          },
        },
      ],
    }),
  },
  {
    description:
      'Ask for room for eight long requests at a time, beside a quantised cache.',
    example: stringify({
      steps: [
        {
          id: 'plan',
          action: 'inference:plan-gpus',
          name: 'Check that eight requests fit',
          input: {
            model: { name: 'default/support-chat' },
            engine: { name: 'vllm', version: '0.30.0' },
            gpu: { product: 'NVIDIA-H200', tensorParallel: 2 },
            settings: {
              maxModelLen: 65536,
              gpuMemoryUtilization: 0.92,
              kvCacheDtype: 'fp8',
            },
            minConcurrency: 8,
          },
        },
      ],
    }),
  },
];
