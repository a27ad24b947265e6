import { findServingImage, parseImage, versionOfTag } from './images';

describe('images', () => {
  it.each([
    ['vllm/vllm-openai:v0.30.0', 'vllm/vllm-openai', 'v0.30.0', null],
    ['registry:5000/a/b', 'registry:5000/a/b', null, null],
    [
      `r.io/a@sha256:${'0'.repeat(64)}`,
      'r.io/a',
      null,
      `sha256:${'0'.repeat(64)}`,
    ],
    [
      `r.io/a:v1@sha256:${'0'.repeat(64)}`,
      'r.io/a',
      'v1',
      `sha256:${'0'.repeat(64)}`,
    ],
  ])('%s is split', (reference, repository, tag, digest) => {
    expect(parseImage(reference)).toEqual({ repository, tag, digest });
  });

  it.each([
    ['vllm/vllm-openai:v0.30.0', 'vllm'],
    ['docker.io/vllm/vllm-openai-rocm:v0.30.0', 'vllm'],
    ['mirror.example.com/hub/vllm/vllm-openai:v0.30.0', 'vllm'],
    ['nvcr.io/nvidia/tritonserver:25.08-trtllm-python-py3', 'triton'],
    ['nvcr.io/nvidia/tensorrt-llm/release:1.2.1', 'tensorrt-llm'],
    ['lmsysorg/sglang:v0.5.2-cu126', 'sglang'],
    ['ghcr.io/huggingface/text-generation-inference:3.3.4', 'tgi'],
    ['nvcr.io/nim/meta/llama-3.1-8b-instruct:1.8.3', 'nim'],
    ['rayproject/ray-llm:2.51.0', 'ray-serve'],
    ['kserve/huggingfaceserver:v0.20.0-gpu', 'vllm'],
    ['ghcr.io/llm-d/llm-d-cuda:v0.4.0', 'vllm'],
    ['nginx:1.29', undefined],
    ['pytorch/pytorch:2.9', undefined],
    ['example.com/notvllm/vllm-openais:1', undefined],
  ])('%s serves with %s', (image, runtime) => {
    expect(findServingImage(image)?.runtime).toBe(runtime);
  });

  it('of the configuration win', () => {
    expect(
      findServingImage('example.com/ml/engine:1', [
        { image: 'example.com/ml/*', runtime: 'sglang' },
      ])?.runtime,
    ).toBe('sglang');
  });

  it.each([
    ['v0.30.0', '0.30.0'],
    ['v0.30.0-cu129', '0.30.0'],
    ['25.08-py3', '25.08'],
    ['1.3.0rc2', '1.3.0rc2'],
    ['v0.9.0.post1', '0.9.0.post1'],
    ['2.51.0-py311-cu128', '2.51.0'],
    ['latest', null],
    ['nightly-0123456789abcdef', null],
    ['sha-abc1234', null],
    [null, null],
  ])('tagged %s have version %s', (tag, version) => {
    expect(versionOfTag(tag)).toBe(version);
  });
});
