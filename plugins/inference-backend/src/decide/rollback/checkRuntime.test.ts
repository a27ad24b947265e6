import type { JsonObject } from '@inference-portal/plugin-inference-node';
import { checkRuntime } from './checkRuntime';
import { revisionOf, rollbackWorldOf } from './__testUtils__/rollbackWorldOf';

const predictor = (storageUri: string, model: JsonObject = {}): JsonObject => ({
  predictor: {
    model: {
      modelFormat: { name: 'huggingface' },
      runtime: 'kserve-vllm',
      storageUri,
      ...model,
    },
  },
});
const runBy = (
  number: number,
  image: string | null,
  specification = predictor(`hf://Qwen/Qwen3-${number}B`),
) =>
  revisionOf(number, specification, {
    images: image === null ? [] : [{ reference: image, digest: null }],
  });

function checked(
  target = runBy(1, 'kserve/vllm:v0.20'),
  running = runBy(2, 'kserve/vllm:v0.20'),
  kind = 'InferenceService',
) {
  const { ref } = rollbackWorldOf();
  const world = rollbackWorldOf({ ref: { ...ref, kind } }, running);
  return checkRuntime(world, target);
}

describe('checkRuntime', () => {
  it('passes while the runtime gives the image that it gave', () => {
    expect(checked()).toMatchObject([
      { code: 'runtime-changed', result: 'pass' },
    ]);
  });

  it('warns that the runtime was edited since, and names both images', () => {
    const [check] = checked(runBy(1, 'kserve/vllm:v0.18'));
    expect(check?.result).toBe('warn');
    expect(check?.message).toContain('it gave revision 1 kserve/vllm:v0.18');
    expect(check?.message).toContain('gives kserve/vllm:v0.20 today');
  });

  it('warns where another runtime comes back, or nobody saw its image', () => {
    const other = runBy(
      1,
      'kserve/tgi:v3',
      predictor('hf://Qwen/Qwen3-1B', { runtime: 'kserve-tgi' }),
    );
    expect(checked(other)).toMatchObject([
      { result: 'warn', message: expect.stringContaining('kserve-tgi again') },
    ]);
    expect(checked(runBy(1, null))).toMatchObject([
      { result: 'warn', message: expect.stringContaining('Nobody saw') },
    ]);
  });

  it('says nothing of other kinds, and of an image that the specification names', () => {
    expect(checked(undefined, undefined, 'Deployment')).toEqual([]);
    const named = predictor('hf://Qwen/Qwen3-1B', { image: 'own/vllm:1' });
    expect(checked(runBy(1, 'own/vllm:1', named))).toEqual([]);
  });
});
