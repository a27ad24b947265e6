import type { InstantMs } from '../../../types';
import { readCaches } from './readCaches';

type Client = Parameters<typeof readCaches>[0];
type Answer = Awaited<ReturnType<Client['query']>>;
type Series = Extract<Answer, { readonly series: unknown }>['series'];

const pods = { namespace: 'support', names: ['chat-0'], matcher: '' };
const VLLM = 'vllm:cache_config_info';
const TRITON = 'nv_trt_llm_kv_cache_block_metrics';

async function read(
  series: readonly { labels: Record<string, string>; value: number | null }[],
  names: readonly string[] = pods.names,
) {
  const asked: string[] = [];
  const client: Client = {
    query: async query => {
      asked.push(query);
      return {
        status: 'ok',
        series: series as unknown as Series,
      } as unknown as Answer;
    },
  };
  const caches = await readCaches(
    client,
    { ...pods, names },
    { now: 0 as InstantMs, signal: new AbortController().signal },
  );
  return { caches, asked };
}

const vllm = (labels: Record<string, string>) => ({
  labels: { __name__: VLLM, pod: 'chat-0', ...labels },
  value: 1,
});
const triton = (part: string, value: number) => ({
  labels: { __name__: TRITON, pod: 'chat-0', kv_cache_block_type: part },
  value,
});

describe('readCaches', () => {
  it('reads the labels of vLLM, with its own count of tokens where it has one', async () => {
    const { caches, asked } = await read([
      vllm({ num_gpu_blocks: '7500', block_size: '16' }),
      vllm({
        num_gpu_blocks: '7400',
        block_size: '16',
        kv_cache_size_tokens: '118400',
      }),
    ]);
    expect(asked).toEqual([
      `{__name__=~"${VLLM}|${TRITON}", namespace="support", pod=~"chat-0"}`,
    ]);
    expect(caches).toMatchObject([
      {
        pod: 'chat-0',
        metric: VLLM,
        blocks: 7500,
        blockSize: 16,
        tokens: null,
      },
      { blocks: 7400, tokens: 118_400 },
    ]);
  });

  it('makes nothing of what an engine does not know', async () => {
    const { caches } = await read([
      vllm({ num_gpu_blocks: 'None', block_size: '16' }),
      vllm({ num_gpu_blocks: '0', block_size: '16' }),
      triton('max', 100),
    ]);
    expect(caches).toEqual([]);
  });

  it('puts the series of the TensorRT-LLM backend together', async () => {
    const { caches } = await read([
      triton('max', 4000),
      triton('used', 12),
      triton('tokens_per', 32),
    ]);
    expect(caches).toEqual([
      {
        pod: 'chat-0',
        metric: TRITON,
        blocks: 4000,
        blockSize: 32,
        tokens: null,
      },
    ]);
  });

  it('asks nobody about a server without pods', async () => {
    expect(await read([], [])).toEqual({ caches: null, asked: [] });
  });
});
