import fc from 'fast-check';
import { sources } from './__testUtils__/arbitraries';
import { parseModelSource } from './parseModelSource';

const SHA = '9216db5781bf21249d130ec9da846c4624c16137';
const DIGEST = `sha256:${'1'.repeat(64)}`;

describe('parseModelSource', () => {
  it.each([
    [
      `hf://Qwen/Qwen3-32B@${SHA}`,
      'hugging-face',
      `hf://Qwen/Qwen3-32B@${SHA}`,
      SHA,
      true,
    ],
    [
      `hf://Qwen/Qwen3-32B:${SHA.toUpperCase()}`,
      'hugging-face',
      `hf://Qwen/Qwen3-32B@${SHA}`,
      SHA,
      true,
    ],
    [
      'hf://Qwen/Qwen3-32B@main',
      'hugging-face',
      'hf://Qwen/Qwen3-32B@main',
      'main',
      false,
    ],
    ['hf://gpt2', 'hugging-face', 'hf://gpt2', null, false],
    [
      'https://huggingface.co/Qwen/Qwen3-8B/tree/main',
      'hugging-face',
      'hf://Qwen/Qwen3-8B@main',
      'main',
      false,
    ],
    [
      `oci://GHCR.io/org/m:v1@${DIGEST}`,
      'oci',
      `oci://ghcr.io/org/m@${DIGEST}`,
      DIGEST,
      true,
    ],
    [
      'docker://ghcr.io:5000/org/m:v1',
      'oci',
      'oci://ghcr.io:5000/org/m:v1',
      'v1',
      false,
    ],
    [
      's3://bucket//models/fraud/v7/',
      's3',
      's3://bucket/models/fraud/v7',
      null,
      false,
    ],
    [
      's3://bucket/m.gguf?versionId=3HL4k',
      's3',
      's3://bucket/m.gguf?versionId=3HL4k',
      '3HL4k',
      true,
    ],
    ['gcs://bucket/m', 'gs', 'gs://bucket/m', null, false],
    ['gs://bucket/m.gguf#1700', 'gs', 'gs://bucket/m.gguf#1700', '1700', true],
    [
      'abfss://c@a.dfs.core.windows.net/m',
      'azure',
      'abfss://c@a.dfs.core.windows.net/m',
      null,
      false,
    ],
    [
      'https://A.blob.core.windows.net/c/m',
      'azure',
      'https://a.blob.core.windows.net/c/m',
      null,
      false,
    ],
    ['pvc://weights/qwen3', 'pvc', 'pvc://weights/qwen3', null, false],
    ['models:/fraud/7', 'mlflow', 'models:/fraud/7', '7', false],
    [
      'models:/fraud@champion',
      'mlflow',
      'models:/fraud@champion',
      'champion',
      false,
    ],
    ['runs:/a1b2/model', 'mlflow', 'runs:/a1b2/model', null, false],
    [
      'https://Host.example.com/m.gguf',
      'http',
      'https://host.example.com/m.gguf',
      null,
      false,
    ],
    [
      'file:///mnt/models/qwen3/',
      'file',
      'file:///mnt/models/qwen3',
      null,
      false,
    ],
    [
      `git+https://github.com/org/m@${SHA}`,
      'other',
      `git+https://github.com/org/m@${SHA}`,
      SHA,
      true,
    ],
    [
      'ngc://nvidia/nemo/model',
      'other',
      'ngc://nvidia/nemo/model',
      null,
      false,
    ],
  ] as const)('reads %s', (written, kind, uri, revision, pinned) => {
    expect(parseModelSource(written)).toMatchObject({
      source: { kind, uri, revision, pinned },
    });
  });

  it.each([
    ['Qwen/Qwen3-32B', 'no scheme'],
    ['hf://', 'names no model of the hub'],
    ['hf://a/b/c', 'names no model of the hub'],
    ['hf://a/../b', 'names no model of the hub'],
    ['oci://org/m@sha256:abc', 'no reference of an OCI artifact'],
    ['s3://', 'names no place'],
    ['models:/', 'names no model of MLflow'],
    ['s3://bucket/a b', 'white space'],
    [`s3://bucket/${'a'.repeat(1000)}`, 'longer than 1000'],
  ])('refuses %s', (written, problem) => {
    expect(parseModelSource(written)).toEqual({
      problem: expect.stringContaining(problem),
    });
  });

  it('reads its own normal form as the same source', () => {
    fc.assert(
      fc.property(sources, written => {
        const parsed = parseModelSource(written);
        expect(parsed).toHaveProperty('source');
        const uri = 'source' in parsed ? parsed.source.uri : '';
        expect(parseModelSource(uri)).toEqual(parsed);
      }),
    );
  });
});
