import { readDeclaration, type ModelDeclaration } from './declaredModel';

const SHA = '9216db5781bf21249d130ec9da846c4624c16137';

function declared(facts: Partial<ModelDeclaration> = {}) {
  return readDeclaration({
    entityRef: 'resource:default/qwen3-32b',
    model: { namespace: 'default', name: 'qwen3-32b' },
    owner: 'group:default/support-ai',
    title: 'Qwen3 32B',
    description: 'The chat model',
    links: ['mailto:team@example.com', 'https://huggingface.co/Qwen/Qwen3-32B'],
    tags: ['llm'],
    modelId: 'Qwen/Qwen3-32B',
    source: null,
    version: null,
    license: null,
    derivedFrom: null,
    registry: null,
    ...facts,
  });
}

function problemsOf(facts: Partial<ModelDeclaration>) {
  const read = declared(facts);
  return read.status === 'invalid' ? read.problems : [];
}

describe('readDeclaration', () => {
  it('makes a model of an entity that names one', () => {
    expect(declared()).toEqual({
      status: 'valid',
      imported: {
        ref: { namespace: 'default', name: 'qwen3-32b' },
        description: {
          owner: 'group:default/support-ai',
          title: 'Qwen3 32B',
          description: 'The chat model',
          homepage: 'https://huggingface.co/Qwen/Qwen3-32B',
          tags: ['llm'],
          sourceIds: ['Qwen/Qwen3-32B'],
        },
        versions: [],
        aliases: [],
        retired: [],
        problems: [],
      },
    });
  });

  it.each([
    [`hf://Qwen/Qwen3-32B@${SHA}`, null, SHA.slice(0, 12)],
    ['hf://Qwen/Qwen3-32B', null, 'main'],
    [`oci://ghcr.io/acme/chat@sha256:${'a'.repeat(64)}`, null, 'a'.repeat(12)],
    ['oci://ghcr.io/acme/chat:v3', null, 'v3'],
    ['s3://models/chat/', '2026-10', '2026-10'],
  ])('names the version of %s with %j as %s', (source, version, expected) => {
    const read = declared({ source, version });
    expect(read.status === 'valid' && read.imported.versions).toMatchObject([
      { version: expected, source },
    ]);
  });

  it('reads license and what the version was made from', () => {
    const read = declared({
      source: `hf://acme/chat@${SHA}`,
      license: 'Apache-2.0',
      derivedFrom:
        'finetune:hf://Qwen/Qwen3-32B, trained-on:dataset:tickets@2026-10,',
    });
    expect(read.status === 'valid' && read.imported.versions[0]).toMatchObject({
      license: 'Apache-2.0',
      lineage: [
        { relation: 'finetune', to: 'hf://Qwen/Qwen3-32B' },
        { relation: 'trained-on', to: 'dataset:tickets@2026-10' },
      ],
    });
    expect(
      read.status === 'valid' && read.imported.description.sourceIds,
    ).toEqual(['Qwen/Qwen3-32B', 'acme/chat']);
  });

  it('refuses a source with a secret in it, and does not repeat the secret', () => {
    const problems = problemsOf({
      source: 's3://AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI@models/chat/',
      version: '1',
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^inference-portal\/source: /);
    expect(problems.join()).not.toMatch(/wJalrXUtnFEMI|AKIAIOSFODNN7EXAMPLE/);
  });

  it('tells everything that is wrong by the annotation that it stands in', () => {
    const problems = problemsOf({
      source: `hf://Qwen/Qwen3-32B@${SHA}`,
      version: 'latest',
      license: 'Apache 3',
      derivedFrom: 'hf://Qwen/Qwen3-32B',
      registry: { text: 'mlflow', name: null },
    });
    expect(problems.map(problem => problem.split(':')[0]).sort()).toEqual([
      'inference-portal/derived-from',
      'inference-portal/license',
      'inference-portal/registry',
      'inference-portal/version',
    ]);
  });

  it('asks for the source of a version that is described without one', () => {
    expect(problemsOf({ license: 'MIT' })).toEqual([
      'inference-portal/license describes a version, and there is none without inference-portal/source',
    ]);
  });
});
