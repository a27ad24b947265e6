import type { Json, JsonObject } from '@inference-portal/plugin-inference-node';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { reviseManifests, type Revised } from './reviseManifests';
import { valueChanges } from './valueChanges';

const CHAT = {
  group: 'apps',
  kind: 'Deployment',
  namespace: 'search',
  name: 'chat',
};

/** As people write it: comments, quotes of both kinds, a Service before it. */
const MANIFEST = `# Owned by search.
apiVersion: v1
kind: Service
metadata: { name: chat }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: chat # the name in the catalog
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: vllm   # the engine
          image: 'vllm/vllm-openai:v3'   # pinned
          args:
            - --model=Qwen/Qwen3-8B
            # As long as the card allows.
            - --max-model-len
            - "8192"
            - --enforce-eager
          env:
            - name: LOG_LEVEL
              value: "1"
            # Read by the sidecar.
            - name: REGION
              value: eu
          resources: { limits: { nvidia.com/gpu: 1, cpu: 2 } }
`;

/** The container as the cluster holds it, with a default that Git leaves out. */
function container(fields: JsonObject = {}): JsonObject {
  return {
    name: 'vllm',
    image: 'vllm/vllm-openai:v3',
    imagePullPolicy: 'IfNotPresent',
    args: [
      '--model=Qwen/Qwen3-8B',
      '--max-model-len',
      '8192',
      '--enforce-eager',
    ],
    env: [
      { name: 'LOG_LEVEL', value: '1' },
      { name: 'REGION', value: 'eu' },
    ],
    resources: { limits: { 'nvidia.com/gpu': '1', cpu: '2' } },
    ...fields,
  };
}

const specOf = (fields: JsonObject): JsonObject => ({
  template: { spec: { containers: [container(fields)] } },
});
const changesTo = (fields: JsonObject) =>
  valueChanges(specOf({}), specOf(fields), ['spec']);

function revise(
  fields: JsonObject,
  files = [{ path: 'prod/chat.yaml', text: MANIFEST }],
): Revised {
  return reviseManifests(files, CHAT, changesTo(fields));
}

/** The first revised file; a test that expects one fails with the problem. */
function textOf(revised: Revised): string {
  return 'problem' in revised
    ? revised.problem
    : revised.files[0]?.after ?? 'no file';
}

describe('reviseManifests', () => {
  it('changes one scalar in the quotes that it had, and no other byte', () => {
    expect(textOf(revise({ image: 'vllm/vllm-openai:v2' }))).toBe(
      MANIFEST.replace("'vllm/vllm-openai:v3'", "'vllm/vllm-openai:v2'"),
    );
  });

  it('keeps a number one where the cluster has text', () => {
    expect(
      textOf(
        revise({ resources: { limits: { 'nvidia.com/gpu': '4', cpu: '2' } } }),
      ),
    ).toBe(MANIFEST.replace('nvidia.com/gpu: 1', 'nvidia.com/gpu: 4'));
  });

  it('takes an argument away with its line, and keeps comments beside it', () => {
    const args = ['--model=Qwen/Qwen3-8B', '--max-model-len', '8192'];
    expect(textOf(revise({ args }))).toBe(
      MANIFEST.replace('            - --enforce-eager\n', ''),
    );
  });

  it('puts a variable in at its place in the order', () => {
    const env = [
      { name: 'LOG_LEVEL', value: '2' },
      { name: 'TZ', value: 'UTC' },
      { name: 'REGION', value: 'eu' },
    ];
    expect(textOf(revise({ env }))).toBe(
      MANIFEST.replace(
        'value: "1"\n',
        'value: "2"\n            - name: TZ\n              value: UTC\n',
      ),
    );
  });

  it('adds a field behind the last one of its map', () => {
    expect(textOf(revise({ workingDir: '/srv' }))).toBe(
      `${MANIFEST}          workingDir: /srv\n`,
    );
  });

  it('keeps the line ends of Windows', () => {
    const text = MANIFEST.replaceAll('\n', '\r\n');
    const args = [
      '--model=Qwen/Qwen3-8B',
      '--seed=1',
      '--max-model-len',
      '8192',
      '--enforce-eager',
    ];
    const revised = textOf(revise({ args }, [{ path: 'chat.yaml', text }]));
    expect(revised).toContain('            - --seed=1\r\n');
    expect(revised.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it.each([
    ['newTag: v3 # from CI', 'newTag: v2 # from CI', 'v3', 'v2'],
    [
      `digest: sha256:${'a'.repeat(64)}`,
      `digest: sha256:${'b'.repeat(64)}`,
      `@sha256:${'a'.repeat(64)}`,
      `@sha256:${'b'.repeat(64)}`,
    ],
  ])('turns images of a kustomization by %s', (from, to, before, after) => {
    const imageOf = (version: string) =>
      `vllm/vllm-openai${version.startsWith('@') ? '' : ':'}${version}`;
    const kustomization = {
      path: 'prod/kustomization.yaml',
      text: `resources: [chat.yaml]\nimages:\n  - name: vllm/vllm-openai\n    ${from}\n`,
    };
    const revised = reviseManifests(
      [{ path: 'prod/chat.yaml', text: MANIFEST }, kustomization],
      CHAT,
      valueChanges(
        specOf({ image: imageOf(before) }),
        specOf({ image: imageOf(after) }),
        ['spec'],
      ),
    );
    expect(revised).toEqual({
      files: [
        {
          path: kustomization.path,
          before: kustomization.text,
          after: kustomization.text.replace(from, to),
        },
      ],
    });
  });

  it('turns an image once that two containers have', () => {
    const both = (tag: string): JsonObject => ({
      template: {
        spec: {
          initContainers: [container({ image: `vllm/vllm-openai:${tag}` })],
          containers: [container({ image: `vllm/vllm-openai:${tag}` })],
        },
      },
    });
    const text = stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'chat' },
      spec: both('v3'),
    });
    const images = 'images: [{ name: vllm/vllm-openai, newTag: v3 }]\n';
    expect(
      textOf(
        reviseManifests(
          [
            { path: 'chat.yaml', text },
            { path: 'kustomization.yaml', text: images },
          ],
          CHAT,
          valueChanges(both('v3'), both('v2'), ['spec']),
        ),
      ),
    ).toBe(images.replace('v3', 'v2'));
  });

  it.each<[string, JsonObject, string, string]>([
    [
      'Git says another version',
      { image: 'vllm/vllm-openai:v2' },
      MANIFEST.replace(':v3', ':v4'),
      'Git does not say there',
    ],
    [
      'a chart makes it',
      { image: 'vllm/vllm-openai:v2' },
      'image: {{ .Values.image }}\n',
      'No manifest of Deployment search/chat',
    ],
    [
      'two manifests say it',
      { image: 'vllm/vllm-openai:v2' },
      `${MANIFEST}---\n${MANIFEST}`,
      'say it both',
    ],
    [
      'it is another namespace',
      { image: 'vllm/vllm-openai:v2' },
      MANIFEST.replace('name: chat #', 'namespace: other\n  name: chat #'),
      'No manifest',
    ],
    [
      'a text of lines stands there',
      { image: 'v2' },
      MANIFEST.replace(
        "'vllm/vllm-openai:v3'   # pinned",
        '|-\n            vllm/vllm-openai:v3',
      ),
      'several lines',
    ],
  ])('leaves everything alone where %s', (_, fields, text, problem) => {
    expect(revise(fields, [{ path: 'chat.yaml', text }])).toEqual({
      problem: expect.stringContaining(problem),
    });
  });

  it('is read as the target at the changed paths, and every other line stays', () => {
    const scalar = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        '1',
        'true',
        'null',
        '~',
        ' x ',
        'a: b',
        '# c',
        '- d',
        "it's",
        '"q"',
        'é\n',
      ),
    );
    const values = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), scalar, {
      minKeys: 1,
      maxKeys: 6,
    });
    fc.assert(
      fc.property(values, fc.infiniteStream(scalar), (before, stream) => {
        const after: Record<string, Json> = Object.fromEntries(
          Object.keys(before).map(name => [name, stream.next().value ?? '']),
        );
        const object = (data: Json) => ({
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'chat' },
          spec: { data },
        });
        // Every value on a line of its own, each below a comment.
        const lines = Object.entries(before).flatMap(([name, value]) => [
          `    # about ${name}`,
          `    ${name}: ${JSON.stringify(value)} # beside ${name}`,
        ]);
        const text = `${stringify(object({})).replace(
          ' {}\n',
          '\n',
        )}${lines.join('\n')}\n`;
        const revised = reviseManifests(
          [{ path: 'chat.yaml', text }],
          CHAT,
          valueChanges({ data: before }, { data: after }, ['spec']),
        );
        const result =
          'files' in revised
            ? revised.files[0]?.after ?? text
            : revised.problem;
        expect(parse(result)).toEqual(object(after));
        const unchanged = (all: string) =>
          all
            .split('\n')
            .map(line => line.replace(/: .* (# beside \w+)$/, ': $1'));
        expect(unchanged(result)).toEqual(unchanged(text));
      }),
    );
  });
});
