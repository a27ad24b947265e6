import { createDemoFleet } from '../../fleet/DemoFleet';
import { createDemoCluster } from '../../standalone';
import { ExporterList } from '../scrape/ExporterList';
import { createFleetDatabase } from '../series/FleetDatabase';
import { PrometheusServer } from './PrometheusServer';

const nowMs = Date.UTC(2026, 10, 18, 14, 30);
const clock = () => nowMs;

interface Target {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

let server: PrometheusServer;
let base: string;

beforeAll(async () => {
  const fleet = createDemoFleet({ seed: 7, nowMs });
  const database = createFleetDatabase({
    fleet,
    clusters: {
      'demo-eu-west': createDemoCluster(fleet, 'demo-eu-west', clock),
      'demo-us-east': createDemoCluster(fleet, 'demo-us-east', clock),
    },
    clock,
  });
  const exporters = new ExporterList({ fleet, registry: database.registry });
  server = new PrometheusServer({ database, clock, exporters });
  base = (await server.start({ port: 0 })).url;
});

afterAll(() => server.stop());

async function targets(parameters = ''): Promise<Target[]> {
  const response = await fetch(`${base}/scrape/targets${parameters}`);
  // What Prometheus asks of service discovery over HTTP.
  expect(response.headers.get('content-type')).toBe('application/json');
  return response.json();
}

async function pageOf(job: string, cluster = 'demo-eu-west') {
  const target = (await targets()).find(
    ({ labels }) => labels.job === job && labels.cluster === cluster,
  );
  if (!target) throw new Error(`no target of ${job}`);
  const url = `http://${target.targets[0]}${target.labels.__metrics_path__}`;
  const response = await fetch(url);
  return {
    target,
    status: response.status,
    type: response.headers.get('content-type'),
    lines: (await response.text()).split('\n'),
  };
}

describe('scraping the demo fleet', () => {
  it('finds a page for each target, under the address that was asked', async () => {
    const all = await targets();
    const paths = all.map(({ labels }) => labels.__metrics_path__);
    expect(all.length).toBeGreaterThan(80);
    expect(new Set(paths).size).toBe(all.length);
    for (const { targets: addresses } of all) {
      expect(addresses).toEqual([new URL(base).host]);
    }
  });

  it('tells apart which targets have to be scraped with honor_labels', async () => {
    const honoured = await targets('?honor_labels=true');
    const others = await targets('?honor_labels=false');
    expect(honoured.length + others.length).toBe((await targets()).length);
    const shapes = (list: Target[]) =>
      new Set(
        list
          .filter(({ labels }) => labels.job === 'nvidia-dcgm-exporter')
          .map(({ labels }) => labels.cluster),
      );
    expect([...shapes(honoured)]).toEqual(['demo-us-east']);
    expect([...shapes(others)]).toEqual(['demo-eu-west']);
  });

  it('writes the page of an engine without the labels of its target', async () => {
    const { lines, type, target } = await pageOf('support/support-chat');
    expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(lines).toContain('# TYPE vllm:num_requests_running gauge');
    expect(lines).toContain('# TYPE vllm:prompt_tokens_total counter');
    expect(lines).toContain(
      '# TYPE vllm:e2e_request_latency_seconds histogram',
    );
    expect(lines.join('\n')).not.toContain(target.labels.pod);
    expect(lines.at(-1)).toBe('');
  });

  it('writes all lines of a metric below its type, which is told once', async () => {
    const { lines } = await pageOf('support/support-chat');
    const types = lines.filter(line => line.startsWith('# TYPE '));
    expect(new Set(types).size).toBe(types.length);
    let metric = '';
    for (const line of lines.filter(text => text !== '')) {
      metric = /^# TYPE (\S+) /.exec(line)?.[1] ?? metric;
      const name = /^[a-zA-Z_:][\w:]*/.exec(line)?.[0] ?? metric;
      expect(name.replace(/_(bucket|sum|count)$/, '')).toBe(
        metric.replace(/_(bucket|sum|count)$/, ''),
      );
    }
  });

  it.each(['demo-eu-west', 'demo-us-east'])(
    'writes the users of GPUs in %s as dcgm-exporter does, whatever Prometheus makes of them',
    async cluster => {
      const { lines } = await pageOf('nvidia-dcgm-exporter', cluster);
      const text = lines.join('\n');
      expect(text).toMatch(
        /^DCGM_FI_PROF_GR_ENGINE_ACTIVE\{.*pod="[^"]+".*\} \d/m,
      );
      expect(text).not.toContain('exported_');
      expect(text).not.toContain('pod="nvidia-dcgm-exporter');
    },
  );

  it('lists pods and machines of a cluster on the page of its kube-state-metrics', async () => {
    const { lines } = await pageOf('kube-state-metrics', 'demo-us-east');
    const count = (name: string) =>
      lines.filter(line => line.startsWith(`${name}{`)).length;
    expect(count('kube_pod_info')).toBeGreaterThan(20);
    expect(count('kube_node_info')).toBeGreaterThan(3);
    expect(lines).toContain(
      '# TYPE kube_pod_container_status_restarts_total counter',
    );
  });

  it('does not answer for an engine that is not up', async () => {
    const { status } = await pageOf('fraud/risk-report-writer');
    expect(status).toBe(503);
  });

  it('knows no other pages', async () => {
    for (const path of ['/scrape/nobody/metrics', '/scrape/', '/scrape/x']) {
      expect((await fetch(base + path)).status).toBe(404);
    }
  });
});
