import { parseLineageReference } from './lineageReference';

describe('parseLineageReference', () => {
  it.each([
    ['model:Default/Qwen3@V1', 'model:default/qwen3@V1'],
    ['MODEL:default/qwen3@1.0+cu12', 'model:default/qwen3@1.0+cu12'],
    ['hf://Qwen/Qwen3-32B/', 'hf://Qwen/Qwen3-32B'],
    ['https://huggingface.co/Qwen/Qwen3-32B', 'hf://Qwen/Qwen3-32B'],
    ['hf://datasets/cais/mmlu', 'dataset:cais/mmlu'],
    [
      'https://huggingface.co/datasets/cais/mmlu/tree/main',
      'dataset:cais/mmlu@main',
    ],
    ['Dataset: tickets 2026', 'dataset:tickets 2026'],
    ['run:mlflow/a1b2', 'run:mlflow/a1b2'],
    [
      'commit:github.com/org/repo@9216db5',
      'commit:github.com/org/repo@9216db5',
    ],
    ['s3://bucket//data/', 's3://bucket/data'],
  ])('reads %s', (written, id) => {
    expect(parseLineageReference(written)).toEqual({ id });
    expect(parseLineageReference(id)).toEqual({ id });
  });

  it.each([
    'model:default/qwen3',
    'model:qwen3@1',
    'model:default/qwen3@latest',
    'model:default/qwеn3@1',
    'Qwen/Qwen3-32B',
    'dataset:',
    '',
    'run:a\0b',
  ])('refuses %s', written => {
    expect(parseLineageReference(written)).toEqual({
      problem: expect.any(String),
    });
  });
});
