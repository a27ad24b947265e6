import { kserve } from '../__testUtils__/requests';
import {
  parseDocuments,
  type Parsed,
  renderFiles,
  renderObjects,
} from '../__testUtils__/rendered';

const serviceOf = (change: object = {}): Parsed =>
  renderObjects({ ...kserve, ...change }).get('LLMInferenceService')?.spec;
const argumentsOf = (spec: Parsed): string[] =>
  spec.template.containers[0].env
    .find(({ name }: Parsed) => name === 'VLLM_ADDITIONAL_ARGS')
    .value.split(' ');

describe('llmInferenceService', () => {
  it('leaves to KServe what KServe makes', () => {
    expect([...renderObjects(kserve).keys()].sort()).toEqual([
      'Kustomization',
      'LLMInferenceService',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'PrometheusRule',
      'ServiceAccount',
    ]);
  });

  it.each([
    [
      kserve.model.source,
      'hf://Qwen/Qwen3-32B:9216db5781bf21249d130ec9da846c4624c16137',
    ],
    ['pvc://weights/chat/v3', 'pvc://weights/chat/v3'],
    [
      `oci://registry.example.com/models/chat@sha256:${'a'.repeat(64)}`,
      `oci://registry.example.com/models/chat@sha256:${'a'.repeat(64)}`,
    ],
  ])('lets KServe fetch %s as it was pinned', (source, uri) => {
    const model = { ...kserve.model, source, tokenSecret: null };
    expect(serviceOf({ model }).model).toEqual({ uri, name: 'support-chat' });
  });

  it('adds the settings of the engine to those of KServe, and repeats none of them', () => {
    const words = argumentsOf(serviceOf());
    expect(words).toEqual(
      expect.arrayContaining([
        '--tensor-parallel-size=2',
        '--max-model-len=32768',
      ]),
    );
    expect(words.join()).not.toMatch(/--(port|revision|served-model-name)/);
  });

  it('gives the account the token of the hub, by which KServe fetches', () => {
    expect(renderObjects(kserve).get('ServiceAccount')?.secrets).toEqual([
      { name: 'hub-token' },
    ]);
    expect(serviceOf().template.serviceAccountName).toBe('support-chat');
  });

  it('scales by KEDA inside of the object, by the metrics as KServe renames them', () => {
    const { scaling, replicas } = serviceOf();
    expect(replicas).toBeUndefined();
    expect(scaling).toMatchObject({ minReplicas: 1, maxReplicas: 8 });
    expect(scaling.keda).not.toHaveProperty('idleReplicaCount');
    // A rule of its definition measures the name, and fails without one.
    expect(scaling.keda.advanced.horizontalPodAutoscalerConfig.name).toBe('');
    expect(scaling.keda.triggers[0].metadata.query).toBe(
      'sum(kserve_vllm:num_requests_waiting{namespace="support",pod=~"support-chat-kserve-[a-z0-9]+-[a-z0-9]{5}"})',
    );
  });

  it('scales to zero as KEDA idles, as KServe keeps one replica at least', () => {
    const { scaling } = serviceOf({
      autoscaling: {
        ...kserve.autoscaling,
        minReplicas: 0,
        gatewayQuery: 'sum(pending)',
      },
    });
    expect(scaling).toMatchObject({
      minReplicas: 1,
      keda: { idleReplicaCount: 0 },
    });
  });

  it('watches and guards the pods of KServe', () => {
    const objects = renderObjects(kserve);
    const pods = {
      'app.kubernetes.io/name': 'support-chat',
      'app.kubernetes.io/part-of': 'llminferenceservice',
      'kserve.io/component': 'workload',
    };
    expect(
      objects.get('PodDisruptionBudget')?.spec.selector.matchLabels,
    ).toEqual(pods);
    expect(objects.get('NetworkPolicy')?.spec.podSelector.matchLabels).toEqual(
      pods,
    );
    const rules = JSON.stringify(objects.get('PrometheusRule'));
    expect(rules).toContain('container=\\"main\\"');
    expect(rules).toContain('kserve_http_requests_total');
  });

  it('answers the host of the gateway', () => {
    const { spec } = serviceOf().router.route.http;
    expect(spec.hostnames).toEqual(['support-chat.example.com']);
    expect(spec.rules[0].backendRefs[0].name).toBe(
      'support-chat-kserve-workload-svc',
    );
    expect(serviceOf({ gateway: null })).not.toHaveProperty('router');
  });

  it('is a routing group of its own, which the next version can join', () => {
    expect(serviceOf().router.route).toMatchObject({
      group: 'support-chat',
      weight: 10_000,
    });
  });

  it('joins the group of the version before and gets its share by the step that the overlay names', () => {
    const files = renderFiles({
      ...kserve,
      canary: { kind: 'kserve', stableServer: 'chat-1', steps: [5, 50] },
    });
    const [base] = parseDocuments(
      files.get('base/llminferenceservice.yaml') ?? '',
    );
    expect(base?.spec.router.route).toMatchObject({
      group: 'chat-1',
      weight: 0,
    });
    const [overlay] = parseDocuments(
      files.get('overlays/eu-west/kustomization.yaml') ?? '',
    );
    expect(overlay?.components).toEqual(['../../components/canary-5']);
    const weights = ['0', '5', '50'].map(percent => {
      const [component] = parseDocuments(
        files.get(`components/canary-${percent}/kustomization.yaml`) ?? '',
      );
      const [{ patch, target }] = component?.patches;
      expect(target).toEqual({
        kind: 'LLMInferenceService',
        name: 'support-chat',
      });
      const [operations] = parseDocuments(patch);
      return operations?.[0];
    });
    expect(weights).toEqual(
      // 526 of 10,526 are 5 %.
      [0, 526, 10_000].map(value => ({
        op: 'replace',
        path: '/spec/router/route/weight',
        value,
      })),
    );
    expect(files.get('runbook.md')).toContain(
      'patch llminferenceservice chat-1 --type merge',
    );
  });

  it('takes the group and the weight of the version before as they are', () => {
    const files = renderFiles({
      ...kserve,
      canary: {
        kind: 'kserve',
        stableServer: 'chat-2',
        group: 'chat',
        stableWeight: 9,
        steps: [10],
      },
    });
    expect(files.get('base/llminferenceservice.yaml')).toContain(
      'group: chat\n',
    );
    expect(files.get('components/canary-10/kustomization.yaml')).toContain(
      'value: 1\n',
    );
  });

  it('chooses the GPUs of a region in its template', () => {
    const [overlay] = parseDocuments(
      renderFiles(kserve).get('overlays/us-east/kustomization.yaml') ?? '',
    );
    const [patch] = parseDocuments(overlay?.patches[0].patch);
    expect(patch?.spec).toEqual({
      template: { nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-H200' } },
    });
  });
});
