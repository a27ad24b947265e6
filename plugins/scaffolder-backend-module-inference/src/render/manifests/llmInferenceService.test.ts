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
