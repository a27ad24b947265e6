import type { NewModelVersion } from '@inference-portal/plugin-inference-common';
import fc from 'fast-check';
import { newVersions } from './__testUtils__/arbitraries';
import { canonicalContent, compareContent } from './compareContent';
import { toVersionContent } from './toVersionContent';
import type { VersionContent } from './VersionContent';

function contentOf(written: NewModelVersion): VersionContent | null {
  const parsed = toVersionContent(written);
  return 'content' in parsed ? parsed.content : null;
}

const contents = newVersions.map(contentOf).filter(content => content !== null);

function problemsOf(change: Partial<NewModelVersion>): string[] {
  const parsed = toVersionContent({
    version: '1',
    source: 'hf://Qwen/Qwen3-32B',
    ...change,
  });
  return 'problems' in parsed
    ? parsed.problems.map(({ field, message }) => `${field}: ${message}`)
    : [];
}

describe('toVersionContent', () => {
  it('answers the same content whatever the order of metrics, edges and tags', () => {
    fc.assert(
      fc.property(newVersions, written => {
        const turned: NewModelVersion = {
          ...written,
          ...(written.metrics && { metrics: [...written.metrics].reverse() }),
          ...(written.lineage && { lineage: [...written.lineage].reverse() }),
          ...(written.tags && {
            tags: Object.fromEntries(Object.entries(written.tags).reverse()),
          }),
        };
        const [a, b] = [contentOf(written), contentOf(turned)];
        expect(b === null).toBe(a === null);
        expect(a && b ? compareContent(a, b) : []).toEqual([]);
      }),
    );
  });

  it('makes content equality an equivalence that the canonical form decides', () => {
    fc.assert(
      fc.property(contents, contents, contents, (a, b, c) => {
        const same = (x: VersionContent, y: VersionContent) =>
          compareContent(x, y).length === 0;
        expect(same(a, a)).toBe(true);
        expect(same(a, b)).toBe(same(b, a));
        expect(!(same(a, b) && same(b, c)) || same(a, c)).toBe(true);
        expect(same(a, b)).toBe(
          JSON.stringify(canonicalContent(a)) ===
            JSON.stringify(canonicalContent(b)),
        );
      }),
    );
  });

  it('takes absent, empty and blank for the same, and 01:00+01:00 for midnight UTC', () => {
    const bare = contentOf({ version: '1', source: 'hf://Qwen/Qwen3-32B' });
    const blank = contentOf({
      version: '1',
      source: ' hf://Qwen/Qwen3-32B/ ',
      format: ' ',
      description: '',
      metrics: [],
      lineage: [],
      tags: {},
    });
    expect(blank).toEqual(bare);
    expect(
      contentOf({
        version: '1',
        source: 'hf://a/b',
        createdAt: '2026-03-01T01:00:00+01:00',
      })?.createdAt,
    ).toBe(Date.UTC(2026, 2, 1));
  });

  it('takes a source with a content digest for pinned', () => {
    expect(
      contentOf({
        version: '1',
        source: 's3://bucket/m',
        digest: `SHA256:${'A'.repeat(64)}`,
      }),
    ).toMatchObject({
      digest: `sha256:${'a'.repeat(64)}`,
      source: { pinned: true, uri: 's3://bucket/m' },
    });
  });

  it('names every field that is wrong at once', () => {
    expect(
      problemsOf({
        version: 'latest',
        source: 'Qwen/Qwen3-32B',
        digest: 'md5:1',
        license: 'Apache 2.O',
        homepage: 'ftp://acme.example/',
        createdAt: 'yesterday',
        metrics: [
          { name: 'wer', value: 0.1 },
          { name: 'wer', value: 0.2 },
          { name: ' ', value: Infinity },
        ],
        lineage: [
          { relation: 'finetune', to: 'model:default/qwen3' },
          { relation: 'trained-on', to: 'https://h/d?token=abc' },
        ],
        description: 'a\0b',
      }).map(problem => problem.split(':', 1)[0]),
    ).toEqual([
      'version',
      'description',
      'source',
      'digest',
      'homepage',
      'license',
      'createdAt',
      'metrics[1].value',
      'metrics[2].name',
      'metrics[2].value',
      'lineage[0].to',
      'lineage[1].to',
    ]);
  });

  it('refuses one edge with two notes and a secret in a tag', () => {
    expect(
      problemsOf({
        lineage: [
          { relation: 'merge', to: 'hf://a/b', note: 'one' },
          { relation: 'merge', to: 'hf://a/b', note: 'two' },
        ],
        tags: { bucket: 's3://key:hunter2@bucket' },
      }),
    ).toEqual([
      'lineage[1].note: differs from the note of the same merge hf://a/b before',
      'tags.bucket: has a login in front of the host (what stands before `@`): take it out',
    ]);
  });

  it('takes a thousand metrics', () => {
    const metrics = Array.from({ length: 1_000 }, (_, index) => ({
      name: `m${index}`,
      value: index,
    }));
    expect(
      contentOf({ version: '1', source: 'hf://a/b', metrics })?.metrics,
    ).toHaveLength(1_000);
  });
});

describe('compareContent', () => {
  it('names the field and both sides, and cuts what is long', () => {
    const base = { version: '1', source: 'hf://a/b' };
    const a = contentOf({ ...base, modelCard: 'x'.repeat(500) });
    const b = contentOf({
      ...base,
      source: 'hf://a/c',
      tags: { team: 'support' },
      lineage: [{ relation: 'finetune', to: 'hf://a/b', note: 'LoRA' }],
      signature: { bundleDigest: `sha256:${'b'.repeat(64)}`, identity: 'ci' },
    });
    expect(a && b && compareContent(a, b)).toEqual([
      { field: 'source', recorded: 'hf://a/b', offered: 'hf://a/c' },
      {
        field: 'modelCard',
        recorded: `${'x'.repeat(200)}… (500 characters)`,
        offered: null,
      },
      {
        field: 'signature.bundleDigest',
        recorded: null,
        offered: `sha256:${'b'.repeat(64)}`,
      },
      { field: 'signature.identity', recorded: null, offered: 'ci' },
      { field: 'signature.status', recorded: null, offered: 'unverified' },
      {
        field: 'lineage: finetune hf://a/b',
        recorded: null,
        offered: '"LoRA"',
      },
      { field: 'tags: team', recorded: null, offered: 'support' },
    ]);
  });
});
