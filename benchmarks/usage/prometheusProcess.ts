// Answers range queries of the Prometheus HTTP API for a fleet of vLLM servers with one pod and two GPUs each, every counter growing.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const servers = Number(process.argv[2]);
const ENGINE_COUNTERS = [
  'vllm:request_success_total',
  'vllm:prompt_tokens_total',
  'vllm:generation_tokens_total',
  'vllm:request_prefill_time_seconds_sum',
  'vllm:request_decode_time_seconds_sum',
];
const GAUGES = [
  'vllm:num_requests_running',
  'vllm:num_requests_waiting',
  'vllm:kv_cache_usage_perc',
];
const BOUNDS = Array.from({ length: 21 }, (_, i) => String(0.1 * 2 ** i));

/** Labels of the series that a query is about, for one server. */
function labelsFor(query: string, server: number): Record<string, string>[] {
  const pod = { namespace: `team-${server % 40}`, pod: podName(server) };
  const job = { ...pod, job: `server-${server}` };
  if (query.includes('request_success_total')) {
    return [
      ...ENGINE_COUNTERS.map(name => ({ __name__: name, ...job })),
      ...['2xx', '4xx', '5xx'].map(status => ({
        __name__: 'http_requests_total',
        ...job,
        status,
      })),
    ];
  }
  if (query.includes('label_replace')) {
    return GAUGES.map(metric => ({ metric, ...pod }));
  }
  if (query.includes('_bucket')) {
    // Half of the servers had requests.
    return server % 2 === 0
      ? [...BOUNDS, '+Inf'].map(le => ({ ...job, le }))
      : [];
  }
  if (query.includes('DCGM')) {
    return [0, 1].map(gpu => ({
      namespace: 'gpu-operator',
      pod: `nvidia-dcgm-exporter-${server % 1_250}`,
      exported_namespace: pod.namespace,
      exported_pod: pod.pod,
      Hostname: `node-${server % 1_250}`,
      UUID: `GPU-${String(server).padStart(8, '0')}-${gpu}`,
      gpu: String(gpu),
    }));
  }
  return query.includes('restarts') || query.includes('container_network')
    ? [pod]
    : [];
}

function podName(server: number): string {
  return `server-${server}-6d9f7c5b8-x2k4z`;
}

const LETTERS = /(\w+)(=~|!~)"\.\*\[([0-9a-z]+)\]"/;

function* series(query: string, start: number, end: number, step: number) {
  const shard = LETTERS.exec(query);
  const isGauge = /DCGM|label_replace/.test(query);
  for (let server = 0; server < servers; server += 1) {
    for (const metric of labelsFor(query, server)) {
      const labels: Record<string, string> = metric;
      const [, label = '', op, letters = ''] = shard ?? [];
      const isIn = letters.includes((labels[label] ?? '-').slice(-1));
      if (shard && isIn !== (op === '=~')) continue;
      const values: [number, string][] = [];
      for (let at = start; at <= end + 1e-6; at += step) {
        values.push([
          at,
          String(isGauge ? 0.4 : Math.floor(at / 10) * (1 + (server % 7))),
        ]);
      }
      yield JSON.stringify({ metric: labels, values });
    }
  }
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const url = new URL(request.url ?? '/', 'http://prometheus');
  const params =
    request.method === 'POST'
      ? new URLSearchParams(Buffer.concat(chunks).toString())
      : url.searchParams;
  const query = params.get('query') ?? '';
  response.setHeader('content-type', 'application/json');
  if (url.pathname.endsWith('/query')) {
    const now = Number(params.get('time') ?? Date.now() / 1_000);
    const value = query.startsWith('count_over_time') ? 1 : Date.now() / 1_000;
    response.end(
      `{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[${now},"${value}"]}]}}`,
    );
    return;
  }
  response.write(
    '{"status":"success","data":{"resultType":"matrix","result":[',
  );
  let part = '';
  let isFirst = true;
  const [start, end, step] = ['start', 'end', 'step'].map(name =>
    Number(params.get(name)),
  );
  for (const one of series(query, start, end, step)) {
    part += (isFirst ? '' : ',') + one;
    isFirst = false;
    if (part.length > 1_000_000) {
      if (!response.write(part)) {
        await new Promise(done => response.once('drain', done));
      }
      part = '';
    }
  }
  response.end(`${part}]}}`);
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ kind: 'ready', url: `http://127.0.0.1:${port}` });
});
