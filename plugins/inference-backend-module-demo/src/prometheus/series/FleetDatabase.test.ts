import * as fc from 'fast-check';
import { createDemoFleet } from '../../fleet/DemoFleet';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../fleet/durations';
import type { ClusterName, EngineName } from '../../fleet/storyTypes';
import { createDemoCluster } from '../../standalone';
import { createMatcher } from '../promql/matchers';
import { runInstantQuery } from '../promql/runQuery';
import { createFleetDatabase } from './FleetDatabase';

const nowMs = Date.UTC(2026, 10, 18, 14, 30);
let clockMs = nowMs;
const clock = () => clockMs;
const fleet = createDemoFleet({ seed: 7, nowMs });
const clusters = {
  'demo-eu-west': createDemoCluster(fleet, 'demo-eu-west', clock),
  'demo-us-east': createDemoCluster(fleet, 'demo-us-east', clock),
};
const database = createFleetDatabase({ fleet, clusters, clock });

function vector(query: string, timeMs = nowMs) {
  const value = runInstantQuery(database, query, timeMs);
  if (value.type !== 'vector') throw new Error(`${query} gives ${value.type}`);
  return value.elements;
}

function total(query: string, timeMs = nowMs): number {
  return vector(query, timeMs).reduce((sum, e) => sum + e.value, 0);
}

/** A counter that every server with this engine exports. */
const counterOf: Readonly<Record<EngineName, string | null>> = {
  vllm: 'vllm:request_success_total',
  'tensorrt-llm': 'trtllm_request_success_total',
  triton: 'nv_inference_request_success',
  sglang: 'sglang:num_requests_total',
  tgi: 'tgi_request_count',
  tei: 'te_request_count',
  nim: 'request_success_total',
  ray: 'ray_vllm_request_success_total',
  plain: null,
};

describe('series of the demo fleet', () => {
  it('exist for every serving pod of today but the uninstrumented ones', () => {
    for (const pod of fleet.pods) {
      const { story } = pod.server;
      const counter = counterOf[story.engine];
      const isLeader = pod.slot % (story.podsPerReplica ?? 1) === 0;
      if (pod.endedMs !== null || pod.readyMs === null || !isLeader) continue;
      const found =
        counter === null
          ? 0
          : vector(`${counter}{cluster="${story.cluster}",pod="${pod.name}"}`)
              .length;
      expect([pod.name, found > 0]).toEqual([pod.name, counter !== null]);
    }
  });

  it('name the pods as the clusters do', () => {
    for (const cluster of ['demo-eu-west', 'demo-us-east'] as ClusterName[]) {
      const pods = clusters[cluster].list({ apiVersion: 'v1', kind: 'Pod' });
      const known = new Map(pods.map(p => [p.metadata.name, p.metadata.uid]));
      const told = vector(`kube_pod_info{cluster="${cluster}"}`);
      expect(told.length).toBeGreaterThan(20);
      for (const { labels } of told) {
        expect(known.get(labels.pod)).toBe(labels.uid);
      }
    }
  });

  it('carry no empty label, as Prometheus stores none', () => {
    const all = database.select(
      [createMatcher('__name__', '=~', '.+')],
      nowMs - HOUR_MS,
      nowMs,
    );
    const empty = all.filter(({ labels }) =>
      Object.values(labels).includes(''),
    );
    expect(all.length).toBeGreaterThan(1_000);
    expect(empty).toEqual([]);
  });

  it('never fall while a container lives', () => {
    const counters = database
      .metricNames()
      .filter(
        name =>
          /(_total|_bucket|_count|_sum|_success)$/.test(name) &&
          !name.startsWith('kube_'),
      );
    fc.assert(
      fc.property(
        fc.constantFrom(...counters),
        fc.integer({ min: 1, max: 88 * 24 }),
        fc.nat(),
        (name, hoursAgo, pick) => {
          const fromMs = nowMs - hoursAgo * HOUR_MS;
          const series = database.select(
            [createMatcher('__name__', '=', name)],
            fromMs,
            fromMs + 2 * HOUR_MS,
          );
          if (series.length === 0) return;
          const one = series[pick % series.length];
          const { times, values } = one.samples(fromMs, fromMs + 2 * HOUR_MS);
          const restarts = database.registry.records
            .filter(record => record.name === one.labels.pod)
            .flatMap(record => record.restartsMs);
          const falls = values.filter(
            (value, i) =>
              i > 0 &&
              value < values[i - 1] &&
              !restarts.some(atMs => atMs > times[i - 1] && atMs <= times[i]),
          );
          expect([one.labels, falls]).toEqual([one.labels, []]);
        },
      ),
      { numRuns: 300, seed: 11 },
    );
  });

  it('have histograms whose buckets grow with their bound and end at the count', () => {
    const buckets = vector(
      'vllm:e2e_request_latency_seconds_bucket{namespace="support"}',
    );
    const counts = vector(
      'vllm:e2e_request_latency_seconds_count{namespace="support"}',
    );
    for (const { labels, value } of counts) {
      const own = buckets
        .filter(b => b.labels.pod === labels.pod)
        .map(b => [Number(b.labels.le.replace('+Inf', 'Infinity')), b.value])
        .sort((a, b) => a[0] - b[0]);
      own.reduce((before, now) => {
        expect(now[1]).toBeGreaterThanOrEqual(before[1]);
        return now;
      });
      expect(own[own.length - 1]).toEqual([Infinity, value]);
    }
  });

  it('fall back to zero where a container was restarted', () => {
    const restarted = database.registry.records.find(
      r => r.restartsMs.length > 0 && r.engine === 'vllm' && r.traffic !== null,
    );
    expect(restarted).toBeDefined();
    const atMs = restarted?.restartsMs[0] ?? 0;
    expect(
      total(
        `resets(vllm:prompt_tokens_total{pod="${restarted?.name}"}[10m])`,
        atMs + 5 * MINUTE_MS,
      ),
    ).toBe(1);
  });

  it('tell of twelve times the errors since the release of an hour ago', () => {
    const share = (window: string, timeMs: number) => {
      const sum = (status: string) =>
        total(
          `sum(increase(http_requests_total{job="support/support-chat",status=~"${status}"}[${window}]))`,
          timeMs,
        );
      return sum('[45]xx') / sum('.+');
    };
    const before = share('6h', nowMs - 2 * HOUR_MS);
    expect(before).toBeCloseTo(0.004, 3);
    expect(share('40m', nowMs) / before).toBeGreaterThan(11);
    expect(share('40m', nowMs) / before).toBeLessThan(13);
  });

  it('stop for two hours everywhere when Prometheus was down', () => {
    const downMs = nowMs - 9 * DAY_MS + HOUR_MS;
    expect(vector('up', downMs)).toEqual([]);
    expect(vector('DCGM_FI_DEV_FB_USED', downMs)).toEqual([]);
    expect(vector('up', downMs - 2 * HOUR_MS).length).toBeGreaterThan(50);
    expect(vector('up', downMs + 2 * HOUR_MS).length).toBeGreaterThan(50);
  });

  it('have a gap where one server could not be scraped, and say so in up', () => {
    const duringMs = nowMs - 17 * DAY_MS + 2 * HOUR_MS;
    const selector = '{job="voice/transcribe-realtime"}';
    expect(vector(`vllm:num_requests_running${selector}`, duringMs)).toEqual(
      [],
    );
    expect(vector(`up${selector}`, duringMs).map(e => e.value)).toEqual([
      0, 0, 0,
    ]);
  });

  it('show zombies without requests and without GPU activity but with memory', () => {
    const zombies = ['story-generator', 'search-embeddings-e5', 'eval-judge'];
    for (const name of zombies) {
      expect(
        total(
          `max_over_time(DCGM_FI_PROF_GR_ENGINE_ACTIVE{pod=~"${name}-.*"}[12h])`,
        ),
      ).toBeLessThan(0.05);
      expect(total(`DCGM_FI_DEV_FB_USED{pod=~"${name}-.*"}`)).toBeGreaterThan(
        4_000,
      );
    }
    expect(
      total(
        'increase(vllm:request_success_total{pod=~"story-generator-.*"}[30d])',
      ),
    ).toBe(0);
    // A monitor's sixty requests an hour.
    expect(
      total('increase(vllm:request_success_total{pod=~"eval-judge-.*"}[6h])'),
    ).toBeCloseTo(360, -2);
  });

  it('keep the GPU busy behind the server without metrics', () => {
    expect(
      total(
        'max_over_time(DCGM_FI_PROF_GR_ENGINE_ACTIVE{pod=~"speaker-diarization-.*"}[12h])',
      ),
    ).toBeGreaterThan(0.1);
    expect(vector('up{pod=~"speaker-diarization-.*"}')).toEqual([]);
  });

  it('label devices with exported_pod in one cluster and with pod in the other', () => {
    const [eu] = vector(
      'DCGM_FI_DEV_GPU_UTIL{cluster="demo-eu-west",exported_pod=~"support-chat-.*"}',
    );
    expect(eu.labels).toMatchObject({
      exported_namespace: 'support',
      namespace: 'gpu-operator',
    });
    expect(eu.labels.pod).toMatch(/^nvidia-dcgm-exporter-/);
    const [us] = vector(
      'DCGM_FI_DEV_GPU_UTIL{cluster="demo-us-east",pod=~"shared-llama-70b-.*"}',
    );
    expect(us.labels).toMatchObject({ namespace: 'platform-ml' });
    expect(us.labels).not.toHaveProperty('exported_pod');
  });

  it('report each physical GPU that is not cut into slices', () => {
    const gpus = fleet.nodes
      .filter(node => node.endedMs === null && !node.pool.gpu?.mig)
      .reduce((sum, node) => sum + (node.pool.gpu?.count ?? 0), 0);
    expect(total('count(count by (UUID) (DCGM_FI_DEV_GPU_UTIL))')).toBe(gpus);
  });

  it('report slices by profile and without GPU utilisation', () => {
    const slices = vector('DCGM_FI_PROF_GR_ENGINE_ACTIVE{GPU_I_PROFILE!=""}');
    expect(new Set(slices.map(s => s.labels.GPU_I_PROFILE))).toEqual(
      new Set(['1g.10gb', '2g.20gb', '3g.40gb']),
    );
    expect(vector('DCGM_FI_DEV_GPU_UTIL{GPU_I_PROFILE!=""}')).toEqual([]);
  });

  it('show every sharer of a device the same activity', () => {
    const shared = vector(
      'DCGM_FI_PROF_GR_ENGINE_ACTIVE{pod=~"support-triage.*|playground.*"}',
    );
    const byDevice = new Map<string, Set<number>>();
    for (const { labels, value } of shared) {
      const values = byDevice.get(labels.UUID) ?? new Set();
      byDevice.set(labels.UUID, values.add(value));
    }
    expect(shared.length).toBeGreaterThan(byDevice.size);
    for (const values of byDevice.values()) expect(values.size).toBe(1);
  });

  it('use the older names where an old vLLM runs', () => {
    const [old] = vector('vllm:gpu_cache_usage_perc');
    expect(old.labels.pod).toMatch(/^llama-test-tmp-/);
    expect(
      vector('vllm:kv_cache_usage_perc{pod=~"llama-test-tmp-.*"}'),
    ).toEqual([]);
  });

  it('show requests for GPUs, also of the pod without node', () => {
    expect(
      total(
        'kube_pod_container_resource_requests{resource="nvidia_com_gpu",node=""}',
      ),
    ).toBe(8);
    expect(
      total(
        'kube_pod_container_resource_requests{resource="nvidia_com_gpu_shared"}',
      ),
    ).toBe(4);
  });

  it('remember pods of the past', () => {
    const then = vector('kube_pod_info', nowMs - 60 * DAY_MS);
    const now = new Set(vector('kube_pod_info').map(e => e.labels.uid));
    expect(then.length).toBeGreaterThan(15);
    expect(then.filter(e => !now.has(e.labels.uid)).length).toBeGreaterThan(5);
  });

  it('end with a pod that is deleted and begin with the one in its place', () => {
    const [gone] = vector('kube_pod_info{pod=~"guardrail-.*"}');
    clusters['demo-eu-west'].tick(nowMs);
    clusters['demo-eu-west'].remove({
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: 'platform-ml',
      name: gone.labels.pod,
    });
    clusters['demo-eu-west'].tick(nowMs + 1_000);
    clockMs = nowMs + 3 * MINUTE_MS;
    clusters['demo-eu-west'].tick(clockMs);
    database.registry.refresh(clockMs);
    clockMs += MINUTE_MS;
    const pods = vector('kube_pod_info{pod=~"guardrail-.*"}', clockMs);
    expect(pods).toHaveLength(2);
    expect(pods.map(e => e.labels.pod)).not.toContain(gone.labels.pod);
    clockMs += 10 * MINUTE_MS;
    expect(
      vector('vllm:num_requests_running{pod=~"guardrail-.*"}', clockMs),
    ).toHaveLength(2);
  });

  it('are no longer than the present', () => {
    expect(vector('up', clockMs + HOUR_MS)).toEqual([]);
  });
});
