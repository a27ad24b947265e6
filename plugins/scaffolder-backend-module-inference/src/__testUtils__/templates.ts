import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

/** Engines that have a template. */
export const templateEngines = ['vllm', 'tensorrt-llm'] as const;

/** A template as the catalog reads it; tests look into it as they please. */
export function readTemplate(
  engine: (typeof templateEngines)[number],
): Record<string, any> {
  const file = resolve(
    __dirname,
    '../../../../templates',
    engine,
    'template.yaml',
  );
  return parse(readFileSync(file, 'utf8'));
}

/** What a person who changed nothing but what is required sends. */
export function formValues(change: object = {}) {
  return {
    name: 'support-chat',
    model: {
      name: 'default/support-chat',
      version: '2026-11-20',
      source: 'hf://Qwen/Qwen3-32B@9216db5781bf21249d130ec9da846c4624c16137',
    },
    target: {
      cluster: 'eu-west',
      namespace: 'support',
      owner: 'group:default/support',
    },
    engineVersion: '1.2.1',
    gpu: {
      product: 'NVIDIA-H100-80GB-HBM3',
      tensorParallel: 2,
      pipelineParallel: 1,
      maxModelLen: 32768,
      gpuMemoryUtilization: 0.9,
      dtype: 'bfloat16',
      quantization: null,
      kvCacheDtype: 'auto',
      weightsGiB: 61.1,
    },
    spare: false,
    autoscaling: {
      kind: 'keda',
      prometheusUrl: 'http://prometheus.monitoring.svc:9090',
      minReplicas: 1,
      maxReplicas: 8,
      waitingRequests: 5,
    },
    canary: { kind: 'none' },
    warmUp: { kind: 'startup-gate', prompts: ['Are you ready?'] },
    longestRequestSeconds: 60,
    monitoringNamespace: 'monitoring',
    alerts: { enabled: true, p99Seconds: 30, errorRatio: 0.02 },
    budget: { currency: 'USD' },
    secondRegion: { standby: false },
    exitPlan: {
      alternative: 'The hosted model of the same family.',
      contact: 'support-leads@example.com',
    },
    publish: 'apply',
    ...change,
  };
}
