import { rankText, supportChat } from '../__testUtils__/requests';
import {
  findRequestProblems,
  parseDeploymentRequest,
} from './parseDeploymentRequest';

const { model, engine, gpu, settings, autoscaling, exitPlan } = supportChat;
const COMMIT = '9216db5781bf21249d130ec9da846c4624c16137';

describe('parseDeploymentRequest', () => {
  it('fills in what was left out', () => {
    const {
      alerts,
      autoscaling: scaling,
      canary,
    } = parseDeploymentRequest({
      ...supportChat,
      alerts: undefined,
    });
    expect(alerts).toEqual({ p99Seconds: 30, errorRatio: 0.02, release: null });
    expect(scaling).toMatchObject({ minReplicas: 1, maxReplicas: 8 });
    expect(canary).toEqual({ kind: 'none' });
  });

  it.each<[string, object]>([
    ['name', { name: 'x'.repeat(64) }],
    ['name', { name: 'x'.repeat(47) }],
    ['name', { name: 'Support' }],
    ['name', { name: 'a"\nkind: Secret' }],
    ['name', { name: '3chat' }],
    ['owner', { owner: 'support' }],
    ['owner', { owner: 'group:default/support\nx: y' }],
    ['namespace', { namespace: 'kube system' }],
    ['cluster', { cluster: '../../etc' }],
    ['description', { description: 'a\nb' }],
    ['description', { description: 'half \ud83d of one' }],
    ['description', { description: 'line\u2028break' }],
    ['model.name', { model: { ...model, name: 'support-chat' } }],
    ['model.version', { model: { ...model, version: 'latest' } }],
    ['model.source', { model: { ...model, source: 'hf://Qwen/Qwen3-32B' } }],
    [
      'model.source',
      { model: { ...model, source: 'hf://Qwen/Qwen3-32B@main' } },
    ],
    [
      'model.source',
      { model: { ...model, source: `hf://--host/x@${COMMIT}` } },
    ],
    ['model.source', { model: { ...model, source: 's3://models/chat' } }],
    ['model.source', { model: { ...model, source: 'pvc://claim/../../etc' } }],
    ['model.weightsGiB', { model: { ...model, weightsGiB: -1 } }],
    [
      'model.tokenSecret',
      { model: { ...model, source: 'pvc://weights/chat' } },
    ],
    [
      'model.tokenSecret.key',
      { model: { ...model, tokenSecret: { name: 'a', key: '$(x)' } } },
    ],
    ['engine.name', { engine: { ...engine, name: 'sglang' } }],
    ['engine.version', { engine: { ...engine, version: 'latest' } }],
    ['engine.version', { engine: { ...engine, version: '0.9.2' } }],
    [
      'engine.image',
      { engine: { ...engine, image: 'vllm/vllm-openai:latest' } },
    ],
    ['gpu.tensorParallel', { gpu: { ...gpu, tensorParallel: 3 } }],
    ['gpu.tensorParallel', { gpu: { ...gpu, tensorParallel: -2 } }],
    [
      'gpu.tensorParallel',
      { gpu: { ...gpu, tensorParallel: 8, pipelineParallel: 2 } },
    ],
    ['kind', { gpu: { ...gpu, nodes: 2 } }],
    ['kind', { kind: 'leader-worker-set' }],
    ['kind', { kind: 'stateful-set' }],
    ['gpu.nodes', { kind: 'leader-worker-set', gpu: { ...gpu, nodes: 3 } }],
    [
      'gpu.tensorParallel',
      {
        kind: 'leader-worker-set',
        gpu: { ...gpu, tensorParallel: 32, nodes: 2 },
      },
    ],
    ['gpu.product', { gpu: { ...gpu, product: 'H100; rm -rf /' } }],
    ['gpu.product', { gpu: { ...gpu, product: 'NVIDIA-L4-SHARED' } }],
    ['settings.maxModelLen', { settings: { ...settings, maxModelLen: 0 } }],
    ['settings.maxModelLen', { settings: { ...settings, maxModelLen: 1.5 } }],
    [
      'settings.gpuMemoryUtilization',
      { settings: { ...settings, gpuMemoryUtilization: 1.2 } },
    ],
    [
      'settings.quantizeOnLoad',
      { settings: { ...settings, quantization: 'awq', quantizeOnLoad: true } },
    ],
    [
      'settings.maxNumBatchedTokens',
      { settings: { ...settings, maxNumSeqs: 512, maxNumBatchedTokens: 256 } },
    ],
    ['settings', { settings: { ...settings, extraArgs: '--api-key=x' } }],
    ['replicas', { replicas: 3 }],
    ['replicas', { replicas: -1 }],
    [
      'autoscaling.maxReplicas',
      { autoscaling: { ...autoscaling, minReplicas: 9 } },
    ],
    [
      'autoscaling.gatewayQuery',
      { autoscaling: { ...autoscaling, minReplicas: 0 } },
    ],
    [
      'autoscaling.minReplicas',
      { autoscaling: { kind: 'hpa', minReplicas: 0 } },
    ],
    [
      'autoscaling.prometheusUrl',
      {
        autoscaling: { ...autoscaling, prometheusUrl: 'http://a:b@prometheus' },
      },
    ],
    [
      'autoscaling.prometheusUrl',
      { autoscaling: { ...autoscaling, prometheusUrl: 'file:///etc/passwd' } },
    ],
    ['modelCache.accessMode', { modelCache: { accessMode: 'ReadWriteOnce' } }],
    [
      'gateway.hostname',
      { gateway: { ...supportChat.gateway, hostname: '*' } },
    ],
    [
      'canary',
      {
        gateway: null,
        canary: {
          kind: 'httproute',
          stableService: 'old',
          route: 'chat',
          steps: [5],
        },
      },
    ],
    [
      'canary.stableService',
      {
        canary: {
          kind: 'httproute',
          stableService: 'support-chat',
          route: 'chat',
          steps: [5],
        },
      },
    ],
    [
      'canary.steps',
      {
        canary: {
          kind: 'httproute',
          stableService: 'old',
          route: 'chat',
          steps: [50, 10],
        },
      },
    ],
    [
      'canary.by',
      {
        gateway: null,
        gpu: { ...gpu, spare: true },
        canary: { kind: 'rollout', by: 'httproute', steps: [5] },
      },
    ],
    ['canary.by', { canary: { kind: 'rollout', by: 'httproute', steps: [5] } }],
    ['canary.by', { canary: { kind: 'rollout', by: 'replicas', steps: [5] } }],
    [
      'canary.steps',
      {
        gpu: { ...gpu, spare: true },
        canary: { kind: 'rollout', by: 'httproute', steps: [100] },
      },
    ],
    [
      'canary',
      {
        kind: 'leader-worker-set',
        gpu: { ...gpu, nodes: 2, spare: true },
        canary: { kind: 'rollout', by: 'httproute', steps: [5] },
      },
    ],
    [
      'canary.pauseMinutes',
      {
        gpu: { ...gpu, spare: true },
        canary: {
          kind: 'rollout',
          by: 'httproute',
          steps: [5],
          pauseMinutes: 0,
        },
      },
    ],
    ['warmUp.prompts', { warmUp: { kind: 'job', prompts: [] } }],
    ['secondRegion.cluster', { secondRegion: { cluster: 'eu-west' } }],
    ['budget.currency', { budget: { amount: 5, currency: 'euro' } }],
    ['exitPlan', { exitPlan: undefined }],
    ['exitPlan.contact', { exitPlan: { ...exitPlan, contact: '' } }],
  ])('refuses %s in %j', (field, change) => {
    const input = { ...supportChat, ...change };
    const problems = findRequestProblems(input);
    expect(problems.map(problem => problem.split(':')[0])).toContain(field);
    expect(() => parseDeploymentRequest(input)).toThrow(`${field}: `);
  });

  it.each<[string, object]>([
    ['engine.version', { engine: { ...rankText.engine, version: '0.21.0' } }],
    ['model.servedName', { model: { ...rankText.model, servedName: 'chat' } }],
    [
      'settings.quantizeOnLoad',
      {
        settings: {
          ...rankText.settings,
          quantization: 'fp8',
          quantizeOnLoad: true,
        },
      },
    ],
    [
      'settings.toolCallParser',
      {
        engine: { ...rankText.engine, version: '1.1.0' },
        settings: { ...rankText.settings, toolCallParser: 'qwen3' },
      },
    ],
    [
      'kind',
      {
        kind: 'leader-worker-set',
        gpu: { ...rankText.gpu, tensorParallel: 8, nodes: 2 },
      },
    ],
  ])('refuses %s for TensorRT-LLM in %j', (field, change) => {
    const problems = findRequestProblems({ ...rankText, ...change });
    expect(problems.map(problem => problem.split(':')[0])).toEqual([field]);
  });

  it('tells all that is wrong at once', () => {
    expect(
      findRequestProblems({
        ...supportChat,
        gpu: { ...gpu, tensorParallel: 3 },
        settings: { ...settings, quantization: 'gptq', quantizeOnLoad: true },
      }),
    ).toHaveLength(2);
  });

  it('takes line ends of Windows for line ends', () => {
    expect(
      parseDeploymentRequest({
        ...supportChat,
        exitPlan: { ...exitPlan, notes: 'a\r\nb' },
      }).exitPlan.notes,
    ).toBe('a\nb');
  });
});
