import { readModelSource } from './modelSource';

describe('model sources', () => {
  const sha = '9216db5781bf21249d130ec9da846c4624c16137';
  const read = (
    written: string,
    revision: string | null = null,
    container: object = {},
    pod: object = {},
  ) => readModelSource(written, revision, container, pod);

  it.each([
    [
      'Qwen/Qwen3-32B',
      null,
      'Qwen/Qwen3-32B',
      'hf://Qwen/Qwen3-32B',
      null,
      false,
    ],
    [
      'Qwen/Qwen3-32B',
      'main',
      'Qwen/Qwen3-32B',
      'hf://Qwen/Qwen3-32B@main',
      'main',
      false,
    ],
    [
      'Qwen/Qwen3-32B',
      sha,
      'Qwen/Qwen3-32B',
      `hf://Qwen/Qwen3-32B@${sha}`,
      sha,
      true,
    ],
    [
      `hf://Qwen/Qwen3-32B:${sha}`,
      null,
      'Qwen/Qwen3-32B',
      `hf://Qwen/Qwen3-32B@${sha}`,
      sha,
      true,
    ],
    [
      `oci://r.io/models/llama@sha256:${'1'.repeat(64)}`,
      null,
      'llama',
      `oci://r.io/models/llama@sha256:${'1'.repeat(64)}`,
      `sha256:${'1'.repeat(64)}`,
      true,
    ],
    [
      'oci://r.io/models/llama:v1',
      null,
      'llama',
      'oci://r.io/models/llama:v1',
      'v1',
      false,
    ],
    [
      's3://bucket/models/fraud/v7',
      null,
      'fraud',
      's3://bucket/models/fraud/v7',
      null,
      null,
    ],
    [
      'pvc://weights/llama-3',
      null,
      'llama-3',
      'pvc://weights/llama-3',
      null,
      null,
    ],
    ['/models/qwen3-32b/', null, 'qwen3-32b', null, null, null],
    ['/mnt/models', null, null, null, null, null],
    [
      `/root/.cache/huggingface/hub/models--Qwen--Qwen3-8B/snapshots/${sha}`,
      null,
      'Qwen/Qwen3-8B',
      `hf://Qwen/Qwen3-8B@${sha}`,
      sha,
      true,
    ],
    [
      'https://huggingface.co/Qwen/Qwen3-8B/tree/main',
      null,
      'Qwen/Qwen3-8B',
      'hf://Qwen/Qwen3-8B@main',
      'main',
      false,
    ],
  ])('%s at %s', (written, revision, id, uri, found, pinned) => {
    expect(read(written, revision)).toEqual({
      id,
      uri,
      revision: found,
      pinned,
    });
  });

  it('follow a path to the volume it lies on', () => {
    const container = {
      volumeMounts: [
        { name: 'w', mountPath: '/models' },
        { name: 'i', mountPath: '/models/oci' },
      ],
    };
    const pod = {
      volumes: [
        { name: 'w', persistentVolumeClaim: { claimName: 'weights' } },
        { name: 'i', image: { reference: `r.io/m@sha256:${'2'.repeat(64)}` } },
      ],
    };
    expect(read('/models/qwen3', null, container, pod)).toMatchObject({
      id: 'qwen3',
      uri: 'pvc://weights/qwen3',
      pinned: null,
    });
    expect(read('/models/oci', null, container, pod)).toMatchObject({
      uri: `oci://r.io/m@sha256:${'2'.repeat(64)}`,
      pinned: true,
    });
  });
});
