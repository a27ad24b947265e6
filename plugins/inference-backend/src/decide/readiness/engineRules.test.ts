import type { RuntimeName } from '@inference-portal/plugin-inference-common';
import { ask, plainEngine, recordedServer } from './__testUtils__/plainFacts';

function running(name: RuntimeName, version: string | null) {
  return { server: recordedServer({ runtime: { name, version } }) };
}

describe('engine rules', () => {
  it.each([
    ['vllm', '0.30.0', 'pass'],
    ['vllm', '0.11.0', 'pass'],
    // Which of two engines ran depended on more than the version.
    ['vllm', '0.10.2', 'unknown'],
    ['vllm', null, 'unknown'],
    ['tensorrt-llm', '1.2.1', 'fail'],
    ['tensorrt-llm', null, 'unknown'],
    ['tgi', '3.1.0', 'pass'],
    ['tgi', '2.4.0', 'unknown'],
    ['nim', '1.8.0', 'unknown'],
    ['triton', '25.08', 'unknown'],
  ] as const)(
    'judge what %s %s batches by default: %s',
    (name, version, result) => {
      expect(
        ask('batching', { ...running(name, version), engine: plainEngine({}) })
          .result,
      ).toBe(result);
    },
  );

  it('let flags win over the defaults of the version', () => {
    const given: { [name: string]: string | null }[] = [
      { 'enable-chunked-prefill': null },
      { 'enable-chunked-prefill': 'true' },
      { 'enable-chunked-prefill': 'False' },
      { 'no-enable-chunked-prefill': null },
      { 'max-num-seqs': '1' },
    ];
    const results = given.map(
      flags =>
        ask('batching', {
          ...running('vllm', null),
          engine: plainEngine(flags),
        }).result,
    );
    expect(results).toEqual(['pass', 'pass', 'fail', 'fail', 'fail']);
  });

  it('do not know what stands in a file, or in a command that nobody sees', () => {
    const codes = ['kv-limits', 'precision', 'batching'];
    for (const facts of [
      { engine: null },
      { engine: plainEngine({ config: '/etc/vllm.yaml' }) },
    ]) {
      expect(
        codes.map(
          code => ask(code, { ...running('vllm', '0.30.0'), ...facts }).result,
        ),
      ).toEqual(['unknown', 'unknown', 'unknown']);
    }
  });

  it('take a quantization for a choice of precision, and auto for none', () => {
    const chosen = recordedServer({
      precision: { value: 'auto', source: 'args --dtype' },
      quantization: { value: 'fp8', source: 'args --quantization' },
    });
    expect(ask('precision', { server: chosen })).toMatchObject({
      result: 'pass',
      message: 'Somebody chose fp8.',
    });
    const left = recordedServer({
      precision: { value: 'auto', source: 'args --dtype' },
    });
    expect(
      ask('precision', { server: left, engine: plainEngine({}) }).result,
    ).toBe('fail');
  });

  it('ask for shared memory only where several GPUs share a model', () => {
    const one = recordedServer({ tensorParallel: 1 });
    expect(ask('shared-memory', { server: one }).result).toBe('not-applicable');
    expect(ask('shared-memory', {}).result).toBe('unknown');
    const four = recordedServer({ tensorParallel: 4 });
    expect(ask('shared-memory', { server: four }).result).toBe('unknown');
  });
});
