import type {
  EvaluationMetric,
  LineageLink,
  NewModelVersion,
} from '@inference-portal/plugin-inference-common';
import fc from 'fast-check';

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), {
      minLength: length,
      maxLength: length,
    })
    .map(digits => digits.join(''));

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);

/** Sources as people write them, each of a kind that is accepted. */
export const sources: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(word, word, hex(40)).map(([o, n, sha]) => `hf://${o}/${n}@${sha}`),
  fc.tuple(word, word).map(([o, n]) => `hf://${o}/${n}/`),
  fc.tuple(word, word, word).map(([o, n, tag]) => `hf://${o}/${n}:${tag}`),
  fc
    .tuple(word, word, word)
    .map(([o, n, tag]) => `https://huggingface.co/${o}/${n}/tree/${tag}`),
  fc
    .tuple(word, word, word, hex(64))
    .map(([h, n, tag, d]) => `oci://${h}.IO/${n}:${tag}@sha256:${d}`),
  fc
    .tuple(word, word, word)
    .map(([h, n, tag]) => `docker://${h}.io/${n}:${tag}`),
  fc.tuple(word, word).map(([b, k]) => `s3://${b}//${k}/v1/`),
  fc.tuple(word, word).map(([b, k]) => `s3://${b}/${k}?versionId=3HL4k~x`),
  fc.tuple(word, fc.nat(99)).map(([n, v]) => `models:/${n}/${v}`),
  fc.tuple(word, word).map(([c, p]) => `pvc://${c}/${p}/`),
  fc
    .tuple(word, word)
    .map(([h, p]) => `https://${h}.example.com/${p}/model.gguf`),
  fc
    .tuple(word, word)
    .map(([c, a]) => `abfss://${c}@${a}.dfs.core.windows.net/m`),
);

/** Metrics over few names, so that they collide. */
export const metrics: fc.Arbitrary<EvaluationMetric> = fc.record(
  {
    name: fc.constantFrom('mmlu', 'wer', 'loss'),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }),
    dataset: fc.constantFrom('cais/mmlu', 'voxpopuli'),
    slice: fc.constantFrom('de', 'en'),
    at: fc.constantFrom(
      '2026-03-01T00:00:00Z',
      '2026-03-01T01:00:00+01:00',
      '2026-03-29T02:30:00+01:00',
    ),
    better: fc.constantFrom('higher', 'lower'),
  },
  { requiredKeys: ['name', 'value'] },
);

const links: fc.Arbitrary<LineageLink> = fc.record(
  {
    relation: fc.constantFrom('finetune', 'merge', 'trained-on', 'quantized'),
    to: fc.constantFrom(
      'hf://Qwen/Qwen3-32B',
      'model:Default/Qwen3@1',
      'model:default/qwen3@1',
      'dataset:tickets',
      'run:a1b2',
      'commit:9216db5',
    ),
    note: fc.constantFrom('LoRA, rank 16', ' ', 'two epochs'),
  },
  { requiredKeys: ['relation', 'to'] },
);

/** Versions that somebody may register; some contradict themselves. */
export const newVersions: fc.Arbitrary<NewModelVersion> = fc.record(
  {
    version: fc.constantFrom('1', '2026-10', 'v1.0+cu12'),
    source: sources,
    digest: hex(64).map(digits => `sha256:${digits}`),
    format: fc.constantFrom('safetensors', ' gguf ', ''),
    parameters: fc.integer({ min: 1, max: 100_000_000_000_000 }),
    contextLength: fc.integer({ min: 1, max: 1_000_000_000 }),
    license: fc.constantFrom('apache-2.0', 'MIT', 'llama3.1'),
    description: fc.string(),
    createdAt: fc.constantFrom(
      '2026-03-01T00:00:00Z',
      '2026-03-01T01:00:00+01:00',
    ),
    metrics: fc.array(metrics, { maxLength: 5 }),
    lineage: fc.array(links, { maxLength: 5 }),
    tags: fc.dictionary(word, fc.string(), { maxKeys: 3 }),
  },
  { requiredKeys: ['version', 'source'] },
);

/** Secrets that are known by their shape, or stand where secrets stand. */
export const secrets: fc.Arbitrary<string> = fc.oneof(
  hex(24).map(digits => `hf_${digits}`),
  fc.stringMatching(/^[A-Za-z0-9]{24}$/).filter(text => /\d/.test(text)),
);
