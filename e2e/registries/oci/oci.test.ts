import { TestDatabases } from '@backstage/backend-test-utils';
import { FrontDoor } from '../FrontDoor';
import { createSource, Portal } from '../portal';
import { ociUrl } from '../servers';
import { OciPusher } from './OciPusher';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const pusher = new OciPusher(ociUrl);
const host = new URL(ociUrl).host;
const TAGS = 300;

function config(version: string, more: object = {}) {
  return {
    descriptor: {
      createdAt: '2026-03-01T12:00:00Z',
      authors: ['ada@example.com'],
      family: 'qwen3',
      name: 'Qwen3-8B',
      version,
      description: 'Answers questions of customers.',
      docURL: 'https://models.example.com/qwen3',
      sourceURL: 'https://git.example.com/ml/qwen3',
      revision: '1234abcd',
      licenses: ['Apache-2.0'],
    },
    config: {
      architecture: 'transformer',
      format: 'safetensors',
      paramSize: '8b',
      precision: 'bf16',
      ...more,
    },
    modelfs: { type: 'layers', diffIds: [] },
  };
}

function shortOf(digest: string): string {
  return digest.slice('sha256:'.length).slice(0, 12);
}

describe('a real OCI registry', () => {
  const digests: Record<
    'old' | 'new' | 'plain' | 'quantized' | 'both',
    string
  > = { old: '', new: '', plain: '', quantized: '', both: '' };
  let portal: Portal;
  const entry = {
    name: 'harbor',
    type: 'oci',
    url: ociUrl,
    namespace: 'registry',
    requestsPerSecond: 1000,
  };
  const qwen = { namespace: 'registry', name: 'models-qwen3' };

  beforeAll(async () => {
    portal = await Portal.create(databases);
    digests.old = await pusher.model('models/qwen3', {
      family: 'cnai',
      config: config('1.0.0'),
      tag: 'candidate',
      annotations: {
        'org.opencontainers.image.base.name': `${host}/models/base:1`,
        'org.opencontainers.image.base.digest': `sha256:${'ab'.repeat(32)}`,
      },
    });
    await pusher.retag('models/qwen3', digests.old, '1.0.0');
    digests.new = await pusher.model('models/qwen3', {
      family: 'cncf',
      config: config('1.1.0'),
      tag: 'nightly',
    });
    digests.plain = await pusher.model('models/gemma', {
      family: 'cncf',
      config: config('2.0'),
    });
    digests.quantized = await pusher.model('models/gemma', {
      family: 'cncf',
      config: config('2.0', { precision: 'int4', quantization: 'awq' }),
    });
    digests.both = await pusher.index('models/gemma', {
      digests: [digests.plain, digests.quantized],
      tag: 'stable',
    });
    await pusher.image('tools/curl', 'latest');
    for (let first = 0; first < TAGS; first += 10) {
      await Promise.all(
        Array.from({ length: 10 }, (_, offset) =>
          pusher.model('models/checkpoints', {
            family: 'cncf',
            config: config('0.1'),
            tag: `step-${first + offset}`,
            annotations: { step: String(first + offset) },
          }),
        ),
      );
    }
  });

  it('brings every tagged model, in both families of media types, and leaves images out', async () => {
    const report = await portal.import(createSource(entry));
    expect(report).toMatchObject({
      models: { created: 3 },
      versions: { created: TAGS + 3 },
      aliases: { created: TAGS + 3 },
      conflicts: 0,
      problems: 0,
    });
    expect((await portal.models()).map(({ name }) => name).sort()).toEqual([
      'models-checkpoints',
      'models-gemma',
      'models-qwen3',
    ]);
    const common = {
      state: 'active',
      license: 'Apache-2.0',
      format: 'safetensors',
      architecture: 'transformer',
      parameters: 8_000_000_000,
      precision: 'bf16',
      creator: 'ada@example.com',
      createdAt: '2026-03-01T12:00:00.000Z',
      homepage: 'https://models.example.com/qwen3',
    };
    expect(await portal.store.findVersion(qwen, '@candidate')).toMatchObject({
      ...common,
      version: `1.0.0+${shortOf(digests.old)}`,
      digest: digests.old,
      source: {
        uri: `oci://${host}/models/qwen3@${digests.old}`,
        kind: 'oci',
        pinned: true,
      },
      tags: { 'oci.tags': '1.0.0, candidate', family: 'qwen3' },
      lineage: [
        {
          relation: 'finetune',
          to: `oci://${host}/models/base@sha256:${'ab'.repeat(32)}`,
        },
        {
          relation: 'produced-by',
          to: 'commit:https://git.example.com/ml/qwen3@1234abcd',
        },
      ],
    });
    expect(await portal.store.findVersion(qwen, '@nightly')).toMatchObject({
      ...common,
      version: `1.1.0+${shortOf(digests.new)}`,
    });
  });

  it('registers an index under its own digest, with what its variants have in common', async () => {
    expect(
      await portal.store.findVersion(
        { namespace: 'registry', name: 'models-gemma' },
        '@stable',
      ),
    ).toMatchObject({
      version: `2.0+${shortOf(digests.both)}`,
      digest: digests.both,
      parameters: 8_000_000_000,
      precision: null,
      quantization: null,
      tags: {
        'oci.variants': `${digests.plain}, ${digests.quantized}`,
      },
    });
  });

  it('is asked only where its tags point when nothing changed', async () => {
    const door = await FrontDoor.open(ociUrl);
    const before = await portal.contents();
    // Without what the process remembers, as after a restart.
    const report = await portal.import(
      createSource({ ...entry, url: door.url }),
    );
    await door.close();
    expect(report).toMatchObject({ versions: { created: 0, unchanged: 0 } });
    expect(door.requests.filter(line => line.includes('/blobs/'))).toEqual([]);
    expect(door.requests.filter(line => line.startsWith('HEAD'))).toHaveLength(
      TAGS + 5,
    );
    // A hundred a page; this registry names a next page after a full last one.
    expect(
      door.requests.filter(line => line.includes('checkpoints/tags/list')),
    ).toHaveLength(4);
    expect(await portal.contents()).toEqual(before);
  });

  it('takes a moved tag as a moved alias; the version that it pointed to stays as it was', async () => {
    const before = await portal.store.findVersion(qwen, '@candidate');
    await pusher.retag('models/qwen3', digests.new, 'candidate');
    const newest = await pusher.model('models/qwen3', {
      family: 'cncf',
      config: config('1.1.0', { precision: 'fp8' }),
      tag: 'nightly',
    });
    const report = await portal.import(createSource(entry));
    expect(report).toMatchObject({
      models: { unchanged: 1 },
      versions: { created: 1 },
      aliases: { changed: 2 },
      conflicts: 0,
    });
    expect(await portal.store.findVersion(qwen, '@candidate')).toMatchObject({
      digest: digests.new,
    });
    expect(await portal.store.findVersion(qwen, '@nightly')).toMatchObject({
      // Calls itself 1.1.0 as the one before does.
      version: `1.1.0+${shortOf(newest)}`,
      precision: 'fp8',
    });
    expect(
      await portal.store.findVersion(qwen, before?.version ?? ''),
    ).toMatchObject({ digest: digests.old, state: 'active', aliases: [] });
    const { items } = await portal.store.listAliasHistory(qwen, 'candidate', {
      limit: 10,
    });
    expect(items.map(({ to }) => to)).toEqual([
      `1.1.0+${shortOf(digests.new)}`,
      before?.version,
    ]);
  });

  it('retires what was deleted, and takes it back into use when it is pushed again', async () => {
    const old = `1.0.0+${shortOf(digests.old)}`;
    const stateOf = async (version: string) =>
      (await portal.store.findVersion(qwen, version))?.retirement?.reason;
    // Until now it had only lost its tags.
    expect(await stateOf(old)).toBeUndefined();
    await pusher.remove('models/qwen3', digests.old);
    const report = await portal.import(createSource(entry));
    // A tag was deleted as well: 1.0.0 pointed there.
    expect(report).toMatchObject({ retired: 1, restored: 0 });
    expect(await stateOf(old)).toBe('gone from harbor');
    expect(await stateOf('@candidate')).toBeUndefined();

    await pusher.model('models/qwen3', {
      family: 'cnai',
      config: config('1.0.0'),
      tag: 'again',
      annotations: {
        'org.opencontainers.image.base.name': `${host}/models/base:1`,
        'org.opencontainers.image.base.digest': `sha256:${'ab'.repeat(32)}`,
      },
    });
    expect(await portal.import(createSource(entry))).toMatchObject({
      retired: 0,
      restored: 1,
    });
    expect(await stateOf(old)).toBeUndefined();
  });

  it('says of a repository that was asked for what is wrong with it', async () => {
    const report = await portal.import(
      createSource({
        ...entry,
        name: 'chosen',
        repositories: ['tools/curl', 'models/not-there'],
      }),
      { dryRun: true },
    );
    expect(report.foundProblems).toEqual([
      expect.stringContaining('tools/curl holds no ModelPack artifact'),
      expect.stringContaining('models/not-there holds no ModelPack artifact'),
    ]);
  });
});
