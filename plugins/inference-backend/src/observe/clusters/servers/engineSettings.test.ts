import type { RuntimeName } from '@inference-portal/plugin-inference-common';
import fc from 'fast-check';
import { readCommandLine } from './commandLine';
import { readEngineSettings, readLength } from './engineSettings';

function settings(container: object, image: RuntimeName | null = 'vllm') {
  return readEngineSettings(readCommandLine(container), image);
}

describe('the model', () => {
  const id = 'Qwen/Qwen3-32B';

  it.each<[string, object]>([
    ['the first argument of the vLLM image', { args: [id, '--dtype', 'auto'] }],
    ['--model', { args: ['--model', id] }],
    ['--model=', { args: [`--model=${id}`] }],
    ['vllm serve', { command: ['vllm', 'serve', id, '--port', '8000'] }],
    [
      'vllm serve of a path',
      { command: ['/usr/bin/vllm', 'serve'], args: [id] },
    ],
    [
      'vllm serve after flags',
      { command: ['vllm', 'serve'], args: ['--enforce-eager', id] },
    ],
    [
      'the module',
      {
        command: ['python3', '-m', 'vllm.entrypoints.openai.api_server'],
        args: ['--model', id],
      },
    ],
    ['a script', { command: ['sh', '-c', `vllm serve ${id} --port 8000`] }],
    [
      'a script with quotes',
      { command: ['/bin/bash', '-lc'], args: [`exec vllm serve "${id}"`] },
    ],
    [
      'a script of lines',
      {
        command: [
          'bash',
          '-c',
          `set -e\nnvidia-smi || true\nvllm serve \\\n  ${id} \\\n  --dtype auto\n`,
        ],
      },
    ],
    [
      'a script with a variable of its own',
      { command: ['sh', '-c', `MODEL=${id}; vllm serve $MODEL`] },
    ],
    [
      'a script with eval',
      {
        command: ['bash', '-c'],
        args: [`eval "vllm serve ${id} --port 8000"`],
      },
    ],
    [
      'a script with a variable of env',
      {
        command: ['sh', '-c', 'vllm serve ${MODEL_PATH}'],
        env: [{ name: 'MODEL_PATH', value: id }],
      },
    ],
    [
      'a reference to env',
      {
        args: ['--model=$(ORG)/$(NAME)'],
        env: [
          { name: 'ORG', value: 'Qwen' },
          { name: 'NAME', value: 'Qwen3-32B' },
        ],
      },
    ],
    [
      'a reference through another variable',
      {
        args: ['$(FULL)'],
        env: [
          { name: 'ORG', value: 'Qwen' },
          { name: 'FULL', value: '$(ORG)/Qwen3-32B' },
        ],
      },
    ],
    ['env alone', { env: [{ name: 'MODEL_ID', value: id }] }],
    [
      'a script that starts other things first',
      {
        command: [
          'sh',
          '-c',
          `ray start --head --port 6379; python3 -m vllm.entrypoints.openai.api_server --model ${id} | tee /tmp/log`,
        ],
      },
    ],
  ])('of vLLM is read from %s', (_from, container) => {
    expect(settings(container).model?.value).toBe(id);
  });

  it.each<[RuntimeName, string, object]>([
    [
      'tensorrt-llm',
      'trtllm-serve',
      { command: ['trtllm-serve', 'serve', id], args: ['--tp_size', '2'] },
    ],
    [
      'tensorrt-llm',
      'trtllm-serve without a verb',
      { command: ['trtllm-serve', id] },
    ],
    [
      'tensorrt-llm',
      'mpirun',
      { command: ['mpirun', '-n', '2', 'trtllm-serve', id, '--tp_size', '2'] },
    ],
    ['tgi', '--model-id', { args: ['--model-id', id, '--num-shard', '2'] }],
    ['tgi', 'MODEL_ID', { env: [{ name: 'MODEL_ID', value: id }] }],
    [
      'sglang',
      '--model-path',
      {
        command: [
          'python3',
          '-m',
          'sglang.launch_server',
          '--model-path',
          id,
          '--tp',
          '2',
        ],
      },
    ],
    [
      'triton',
      '--model-repository',
      { command: ['tritonserver', `--model-repository=${id}`] },
    ],
    ['nim', 'NIM_MODEL_NAME', { env: [{ name: 'NIM_MODEL_NAME', value: id }] }],
  ])('of %s is read from %s', (engine, _from, container) => {
    expect(settings(container, engine).model?.value).toBe(id);
  });

  it('is not known when the variable that names it is', () => {
    expect(settings({ args: ['--model', '$(MODEL)'] }).model).toBeNull();
    expect(
      settings({ command: ['sh', '-c', 'vllm serve $MODEL --dtype auto'] })
        .model,
    ).toBeNull();
  });

  it('is not taken from the arguments of an engine that is not known', () => {
    expect(settings({ args: ['serve', 'something'] }, null).model).toBeNull();
  });
});

describe('the engine', () => {
  it('is told by the command when the image is not known', () => {
    expect(
      settings({ command: ['sh', '-c', 'vllm serve x/y'] }, null).runtime,
    ).toBe('vllm');
    expect(settings({ command: ['tritonserver'] }, null).runtime).toBe(
      'triton',
    );
    expect(settings({ command: ['sleep', '10'] }, null).runtime).toBeNull();
  });
});

describe('settings', () => {
  it('of vLLM carry the place they were read from', () => {
    expect(
      settings({
        args: [
          'm/m',
          '--served-model-name',
          'a',
          'b',
          '--revision',
          'v2',
          '--dtype=bfloat16',
          '-q',
          'fp8',
          '-tp',
          '4',
          '--pipeline_parallel_size=2',
          '--max-model-len',
          '32k',
        ],
      }),
    ).toEqual({
      runtime: null,
      model: { value: 'm/m', source: 'args' },
      revision: { value: 'v2', source: 'args --revision' },
      servedNames: ['a', 'b'],
      precision: { value: 'bfloat16', source: 'args --dtype' },
      quantization: { value: 'fp8', source: 'args -q' },
      tensorParallel: 4,
      pipelineParallel: 2,
      maxModelLength: 32_000,
    });
  });

  it('of other engines are read by their own flags', () => {
    expect(
      settings(
        {
          command: [
            'trtllm-serve',
            'm',
            '--tp_size',
            '2',
            '--pp_size',
            '4',
            '--max_seq_len',
            '16384',
          ],
        },
        'tensorrt-llm',
      ),
    ).toMatchObject({
      tensorParallel: 2,
      pipelineParallel: 4,
      maxModelLength: 16384,
    });
    expect(
      settings(
        {
          args: [
            '--model-id',
            'm',
            '--num-shard',
            '2',
            '--quantize',
            'awq',
            '--max-total-tokens',
            '4096',
          ],
        },
        'tgi',
      ),
    ).toMatchObject({
      tensorParallel: 2,
      quantization: { value: 'awq', source: 'args --quantize' },
      maxModelLength: 4096,
    });
  });

  it('take the last of a flag that is given twice', () => {
    expect(
      settings({ args: ['m', '--dtype', 'half', '--dtype', 'auto'] }).precision
        ?.value,
    ).toBe('auto');
  });
});

describe('lengths', () => {
  it.each([
    ['8192', 8192],
    ['32k', 32_000],
    ['32K', 32_768],
    ['25.6k', 25_600],
    ['1M', 1_048_576],
    ['auto', null],
    ['-1', null],
    ['', null],
  ])('%s is %s', (text, expected) => {
    expect(readLength(text)).toBe(expected);
  });
});

describe('commands', () => {
  it('of any shape are read without throwing', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), (args, script) => {
        for (const container of [
          { args },
          { command: ['sh', '-c', script] },
          { command: ['sh', '-c'], args },
        ]) {
          expect(() => settings(container)).not.toThrow();
        }
      }),
    );
  });
});
