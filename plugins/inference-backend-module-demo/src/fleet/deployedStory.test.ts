import type { Pod } from '../cluster/workloadTypes';
import { runInstantQuery } from '../prometheus/promql/runQuery';
import { createFleetDatabase } from '../prometheus/series/FleetDatabase';
import { createDemoCluster } from '../standalone';
import { createDemoFleet } from './DemoFleet';
import { MINUTE_MS } from './durations';

const nowMs = Date.UTC(2026, 10, 18, 14, 30);

/** The demo with a server in it that somebody has just deployed. */
function deploy(container: object) {
  let clockMs = nowMs;
  const fleet = createDemoFleet({ seed: 7, nowMs });
  const clock = () => clockMs;
  const clusters = {
    'demo-eu-west': createDemoCluster(fleet, 'demo-eu-west', clock),
    'demo-us-east': createDemoCluster(fleet, 'demo-us-east', clock),
  };
  const database = createFleetDatabase({ fleet, clusters, clock });
  const cluster = clusters['demo-eu-west'];
  const labels = { 'inference-portal/deployment': 'faq-chat' };
  cluster.upsert({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'faq-chat', namespace: 'support' },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3' },
          tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }],
          containers: [
            {
              name: 'engine',
              resources: { limits: { 'nvidia.com/gpu': '1' } },
              ...container,
            },
          ],
        },
      },
    },
  });
  return {
    cluster,
    wait(ms: number) {
      const end = clockMs + ms;
      while (clockMs < end) {
        clockMs = Math.min(clockMs + 5_000, end);
        cluster.tick(clockMs);
        database.registry.refresh(clockMs);
      }
    },
    pods: () =>
      cluster.list({
        apiVersion: 'v1',
        kind: 'Pod',
        namespace: 'support',
        labelSelector: 'inference-portal/deployment=faq-chat',
      }) as Pod[],
    ask(query: string) {
      const value = runInstantQuery(database, query, clockMs);
      if (value.type !== 'vector') throw new Error(`gives ${value.type}`);
      return value.elements;
    },
  };
}

const isReady = ({ status }: Pod) =>
  status?.conditions?.some(
    ({ status: holds, type }) => type === 'Ready' && holds === 'True',
  );
const vllm = {
  image: 'vllm/vllm-openai:v0.30.0',
  args: ['Qwen/Qwen3-8B', '--port=8000', '--served-model-name=faq-chat'],
};

describe('a server that is deployed into the demo', () => {
  it('is ready within a minute, and not at once', () => {
    const demo = deploy(vllm);
    demo.wait(10_000);
    expect(demo.pods().map(isReady)).toEqual([false]);
    demo.wait(MINUTE_MS);
    expect(demo.pods().map(isReady)).toEqual([true]);
  });

  it('gets requests, and tells what its engine was configured with', () => {
    const demo = deploy(vllm);
    demo.wait(3 * MINUTE_MS);
    const series = '{namespace="support",model_name="faq-chat"}';
    expect(demo.ask(`vllm:cache_config_info${series}`)).toHaveLength(1);
    const [before] = demo.ask(`sum(vllm:request_success_total${series})`);
    demo.wait(10 * MINUTE_MS);
    const [after] = demo.ask(`sum(vllm:request_success_total${series})`);
    const requests = (after?.value ?? 0) - (before?.value ?? 0);
    expect(requests).toBeGreaterThan(100);
    expect(requests).toBeLessThan(200);
  });

  it('works its GPU, and no other server is taken for it', () => {
    const demo = deploy({
      image: 'nvcr.io/nvidia/tensorrt-llm/release:1.2.1',
      command: ['trtllm-serve'],
      args: ['/models/faq-chat', '--port=8000'],
    });
    demo.wait(10 * MINUTE_MS);
    const [pod] = demo.pods();
    const of = `{pod="${pod?.metadata.name}"}`;
    expect(demo.ask(`trtllm_request_success_total${of}`)).not.toHaveLength(0);
    expect(demo.ask(`vllm:num_requests_running${of}`)).toHaveLength(0);
    const [activity] = demo.ask(
      `DCGM_FI_PROF_GR_ENGINE_ACTIVE{exported_pod="${pod?.metadata.name}"} or DCGM_FI_PROF_GR_ENGINE_ACTIVE${of}`,
    );
    expect(activity?.value).toBeGreaterThan(0);
  });

  it('of an own image without an engine has no metrics of one', () => {
    const demo = deploy({ image: 'registry.example.com/notebook:1', args: [] });
    demo.wait(MINUTE_MS);
    const [pod] = demo.pods();
    expect(
      demo.ask(`{__name__=~"vllm:.+",pod="${pod?.metadata.name}"}`),
    ).toEqual([]);
  });
});

describe('quotas of the demo', () => {
  it('are full in the namespace whose one job trains, and have room beside', () => {
    const demo = deploy(vllm);
    demo.wait(MINUTE_MS);
    const quotas = demo.cluster
      .list({ apiVersion: 'v1', kind: 'ResourceQuota' })
      .map(({ metadata, status }) => [metadata.namespace, status]);
    expect(quotas).toEqual(
      expect.arrayContaining([
        [
          'training',
          {
            hard: { 'requests.nvidia.com/gpu': '8' },
            used: { 'requests.nvidia.com/gpu': '8' },
          },
        ],
      ]),
    );
  });
});
