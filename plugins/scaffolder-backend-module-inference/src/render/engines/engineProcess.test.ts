import { rankText, supportChat } from '../__testUtils__/requests';
import {
  parseDocuments,
  type Parsed,
  renderFiles,
  renderObjects,
} from '../__testUtils__/rendered';

function argumentsOf(input: object): string[] {
  return renderObjects(input).get('Deployment')?.spec.template.spec
    .containers[0].args;
}

function settingsOf(input: object): Parsed {
  const text = renderObjects(input).get('ConfigMap')?.data['engine.yaml'];
  return parseDocuments(text)[0] ?? {};
}

const flag = (argument: string) => argument.split('=')[0] ?? '';

describe('engineProcess', () => {
  it.each([
    // It logs every request unless told otherwise.
    ['0.10.0', '--enable-log-requests', false],
    ['0.10.1', '--enable-log-requests', true],
    ['0.10.2', '--enable-chunked-prefill', true],
    ['0.11.0', '--enable-chunked-prefill', false],
    ['0.15.0', '--disable-access-log-for-endpoints', false],
    ['0.16.0', '--disable-access-log-for-endpoints', true],
    ['0.17.1', '--shutdown-timeout', false],
    ['0.18.0', '--shutdown-timeout', true],
  ])('tells vLLM %s of %s: %s', (version, name, isGiven) => {
    const flags = argumentsOf({
      ...supportChat,
      engine: { name: 'vllm', version },
    }).map(flag);
    expect(flags.includes(name)).toBe(isGiven);
  });

  it.each([
    ['vLLM', supportChat],
    ['TensorRT-LLM', rankText],
  ])('says each setting of %s once', (_, request) => {
    const flags = argumentsOf(request).slice(1).map(flag);
    expect(new Set(flags).size).toBe(flags.length);
  });

  it('gives a quantised checkpoint no format, as it has its own', () => {
    const { settings } = supportChat;
    const flagsOf = (more: object) =>
      argumentsOf({ ...supportChat, settings: { ...settings, ...more } });
    expect(flagsOf({ quantization: 'awq' }).join()).not.toContain(
      '--quantization',
    );
    expect(flagsOf({ quantization: 'fp8', quantizeOnLoad: true })).toContain(
      '--quantization=fp8',
    );
  });

  it('starts TensorRT-LLM where probes reach it, with all settings in the file', () => {
    expect(argumentsOf(rankText)).toEqual([
      '/models/9216db5781bf/rank-text',
      '--host=0.0.0.0',
      '--port=8000',
      '--extra_llm_api_options=/etc/inference-portal/engine/engine.yaml',
    ]);
    expect(settingsOf(rankText)).toEqual({
      tensor_parallel_size: 4,
      max_seq_len: 16384,
      max_batch_size: 128,
      dtype: 'bfloat16',
      enable_chunked_prefill: true,
      return_perf_metrics: true,
      enable_iter_perf_stats: true,
      kv_cache_config: { free_gpu_memory_fraction: 0.85, dtype: 'fp8' },
    });
  });

  it('fetches the commit for TensorRT-LLM before it starts, and keeps the token from the engine', () => {
    const { initContainers, containers } =
      renderObjects(rankText).get('Deployment')?.spec.template.spec;
    const [download] = initContainers;
    expect(download.env).toEqual(
      expect.arrayContaining([
        { name: 'MODEL_ID', value: 'Qwen/Qwen3-32B' },
        {
          name: 'MODEL_COMMIT',
          value: '9216db5781bf21249d130ec9da846c4624c16137',
        },
        { name: 'MODEL_FOLDER', value: '/models/9216db5781bf/rank-text' },
      ]),
    );
    const names = (container: Parsed) =>
      container.env.map(({ name }: Parsed) => name);
    expect(names(download)).toContain('HF_TOKEN');
    expect(names(containers[0])).not.toContain('HF_TOKEN');
    expect(names(containers[0])).toContain('HF_HUB_OFFLINE');
  });

  it('warms TensorRT-LLM up by the name that it answers by', () => {
    const body =
      renderObjects(rankText).get('ConfigMap')?.data['request-00.json'];
    expect(JSON.parse(body).model).toBe('rank-text');
  });

  it.each([
    ['1.2.1', 'sum(rate(trtllm_request_queue_time_seconds_sum{', 1, false],
    ['1.3.0', 'sum(trtllm_num_requests_waiting{', 2, true],
  ])(
    'scales TensorRT-LLM %s by what its metrics tell',
    (version, query, count, hasCache) => {
      const objects = renderObjects({
        ...rankText,
        engine: { name: 'tensorrt-llm', version },
      });
      const { triggers } = objects.get('ScaledObject')?.spec;
      expect(triggers).toHaveLength(count);
      expect(triggers[0].metadata.query).toContain(query);
      const { rules } = objects.get('PrometheusRule')?.spec.groups[0];
      expect(
        rules.some(
          ({ alert }: Parsed) => alert === 'InferenceServerKvCacheFull',
        ),
      ).toBe(hasCache);
      expect(objects.get('PodMonitor')?.spec.podMetricsEndpoints[0].path).toBe(
        '/prometheus/metrics',
      );
    },
  );

  it('renders TensorRT-LLM with everything around it', () => {
    expect(Object.fromEntries(renderFiles(rankText))).toMatchSnapshot();
  });
});
