import { createHash } from 'node:crypto';
import {
  RegistryStub,
  type SeenRequest,
  type StubAnswer,
} from '../__fixtures__/RegistryStub';
import {
  quickTimings,
  readAll,
  testSettings,
} from '../__fixtures__/testSettings';
import type { RegistryConnection } from '../registryConfig';
import { parseChallenge } from './OciAuth';
import { OciSource } from './OciSource';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';

/** Content by digest, and tags of one repository. */
class Contents {
  readonly blobs = new Map<string, string>();
  readonly tags = new Map<string, string>();

  add(content: unknown): string {
    const text = JSON.stringify(content);
    const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
    this.blobs.set(digest, text);
    return digest;
  }

  /** A model as ModelPack packs it: modelpack/model-spec, docs/config.md. */
  model(
    config: unknown,
    options: { family?: 'cnai' | 'cncf'; annotations?: object } = {},
  ): string {
    const { family = 'cncf', annotations } = options;
    return this.add({
      schemaVersion: 2,
      mediaType: MANIFEST,
      artifactType: `application/vnd.${family}.model.manifest.v1+json`,
      config: {
        mediaType: `application/vnd.${family}.model.config.v1+json`,
        digest: this.add(config),
        size: 1,
      },
      layers: [],
      annotations,
    });
  }
}

const config = {
  descriptor: { version: '1.0', licenses: ['apache-2.0'], family: 'qwen3' },
  config: { format: 'gguf', paramSize: '8b', quantization: 'q4_k_m' },
};

describe('OciSource', () => {
  let stub: RegistryStub;
  let held: Contents;

  beforeEach(async () => {
    stub = await RegistryStub.start();
    held = new Contents();
    stub.answer = answer;
  });
  afterEach(() => stub.stop());

  function answer({
    path,
    params,
    method,
  }: SeenRequest): StubAnswer | undefined {
    if (path === '/v2/_catalog') {
      return { body: { repositories: ['models/qwen3'] } };
    }
    if (path === '/v2/models/qwen3/tags/list') {
      const all = [...held.tags.keys()];
      const start = all.indexOf(params.get('last') ?? '') + 1;
      const page = all.slice(start, start + 2);
      return {
        body: { name: 'models/qwen3', tags: page },
        headers:
          start + 2 < all.length
            ? {
                link: `</v2/models/qwen3/tags/list?last=${
                  page.at(-1) ?? ''
                }&n=2>; rel="next"`,
              }
            : {},
      };
    }
    const reference = /\/(?:manifests|blobs)\/(.+)$/.exec(path)?.[1] ?? '';
    const digest = held.tags.get(reference) ?? reference;
    const body = held.blobs.get(digest);
    return body === undefined
      ? undefined
      : {
          headers: { 'docker-content-digest': digest },
          body: method === 'HEAD' ? '' : body,
        };
  }

  const source = (
    connection: Partial<RegistryConnection> = {},
    repositories?: string[],
  ) =>
    new OciSource(
      testSettings(stub.url, { connection }),
      { repositories },
      quickTimings,
    );

  it.each(['cnai', 'cncf'] as const)(
    'reads a model of the media types of %s',
    async family => {
      const digest = held.model(config, { family });
      held.tags.set('production', digest).set('1.0', digest);
      const { models, problems } = await readAll(source());
      expect(problems).toEqual([]);
      const version = `1.0+${digest.slice(7, 19)}`;
      expect(models).toMatchObject([
        {
          ref: { name: 'models-qwen3' },
          versions: [
            {
              version,
              digest,
              source: `oci://${new URL(stub.url).host}/models/qwen3@${digest}`,
              format: 'gguf',
              parameters: 8e9,
              quantization: 'q4_k_m',
              license: 'Apache-2.0',
              tags: { 'oci.tags': '1.0, production', family: 'qwen3' },
            },
          ],
          aliases: [{ alias: 'production', version }],
        },
      ]);
    },
  );

  it('follows the pages of tags', async () => {
    for (const tag of ['a', 'b', 'c', 'd', 'e']) {
      held.tags.set(tag, held.model(config, { annotations: { tag } }));
    }
    const { models } = await readAll(source());
    expect(models[0]?.versions).toHaveLength(5);
  });

  it('takes what all variants of an index agree on', async () => {
    const one = held.model(config);
    const other = held.model({ ...config, config: { format: 'safetensors' } });
    held.tags.set(
      'stable',
      held.add({
        schemaVersion: 2,
        mediaType: INDEX,
        manifests: [one, other].map(digest => ({
          mediaType: MANIFEST,
          digest,
          size: 1,
        })),
      }),
    );
    const { models } = await readAll(source());
    expect(models[0]?.versions[0]).toMatchObject({
      license: 'Apache-2.0',
      tags: { 'oci.variants': `${one}, ${other}` },
    });
    expect(models[0]?.versions[0]).not.toHaveProperty('format');
  });

  it('remembers by digest what it has read', async () => {
    const first = held.model(config);
    held.tags.set('production', first);
    const one = source();
    const { bookmark } = await readAll(one);
    held.tags.set(
      'nightly',
      held.model({ ...config, config: { format: 'onnx' } }),
    );
    stub.requests.length = 0;
    const { models } = await readAll(one, { bookmark });
    expect(models[0]?.versions).toHaveLength(2);
    const read = stub.requests.filter(({ method, path }) =>
      method === 'GET' ? /sha256/.test(path) : false,
    );
    expect(read).toHaveLength(2);
  });

  it('refuses content that is not that of its digest, and reads the rest', async () => {
    const good = held.model(config);
    const bad = held.model({ ...config, descriptor: { version: '9' } });
    held.tags.set('good', good).set('bad', bad);
    held.blobs.set(bad, '{"schemaVersion":2}');
    const { models, bookmark } = await readAll(source());
    expect(models[0]?.versions).toHaveLength(1);
    expect(models[0]?.problems).toEqual([
      expect.stringContaining('another digest'),
    ]);
    expect((await readAll(source(), { bookmark })).models).toHaveLength(1);
  });

  it.each([null, [], 'x', { descriptor: 5, config: [] }, { config: null }])(
    'reads a model with the config %j',
    async odd => {
      held.tags.set('odd', held.model(odd));
      const { models } = await readAll(source());
      const [model] = models;
      const count =
        (model?.versions.length ?? 0) + (model?.problems.length ?? 0);
      expect(count).toBe(1);
    },
  );

  describe('behind a token service', () => {
    const token = 'eyJ.registry.token';

    beforeEach(() => {
      held.tags.set('production', held.model(config));
      stub.answer = request => {
        if (request.path === '/token') {
          return { body: { token, expires_in: 300 } };
        }
        return request.headers.authorization === `Bearer ${token}`
          ? answer(request)
          : {
              status: 401,
              headers: {
                'www-authenticate': `Bearer realm="${stub.url}/token",service="harbor",scope="repository:models/qwen3:pull"`,
              },
            };
      };
    });
    const tokenRequests = () =>
      stub.requests.filter(({ path }) => path === '/token');

    it('fetches a token for user and password, once for a scope', async () => {
      const { models } = await readAll(
        source({ auth: { type: 'basic', username: 'ada', password: 'pw' } }, [
          'models/qwen3',
        ]),
      );
      expect(models[0]?.versions).toHaveLength(1);
      expect(tokenRequests()).toHaveLength(1);
      expect(tokenRequests()[0]?.headers.authorization).toBe('Basic YWRhOnB3');
      expect(Object.fromEntries(tokenRequests()[0]?.params ?? [])).toEqual({
        scope: 'repository:models/qwen3:pull',
        service: 'harbor',
      });
    });

    it('fetches an anonymous token without credentials', async () => {
      const { models } = await readAll(source({}, ['models/qwen3']));
      expect(models[0]?.versions).toHaveLength(1);
      expect(tokenRequests()[0]?.headers.authorization).toBeUndefined();
    });

    it('says that the credentials are refused', async () => {
      stub.answer = ({ path }) =>
        path === '/token'
          ? { status: 401, body: { errors: [{ message: 'bad password' }] } }
          : {
              status: 401,
              headers: {
                'www-authenticate': `Bearer realm="${stub.url}/token"`,
              },
            };
      await expect(readAll(source({}, ['models/qwen3']))).rejects.toThrow(
        /bad password.*auth/s,
      );
    });

    it.each(['', 'file:///etc/passwd', 'not a url', 'ftp://x/token'])(
      'sends nothing to the realm "%s"',
      async realm => {
        stub.answer = () => ({
          status: 401,
          headers: { 'www-authenticate': `Bearer realm="${realm}"` },
        });
        await expect(readAll(source({}, ['models/qwen3']))).rejects.toThrow(
          /no https URL/,
        );
      },
    );
  });

  it('answers a basic challenge with user and password', async () => {
    held.tags.set('production', held.model(config));
    stub.answer = request =>
      request.headers.authorization === 'Basic YWRhOnB3'
        ? answer(request)
        : {
            status: 401,
            headers: { 'www-authenticate': 'Basic realm="registry"' },
          };
    const { models } = await readAll(
      source({ auth: { type: 'basic', username: 'ada', password: 'pw' } }),
    );
    expect(models[0]?.versions).toHaveLength(1);
  });

  it('reads challenges in any order and quoting', () => {
    const { scheme, params } = parseChallenge(
      'bearer scope="repository:a/b:pull,push", service=reg, realm="https://auth/token"',
    );
    expect(scheme).toBe('bearer');
    expect(Object.fromEntries(params)).toEqual({
      scope: 'repository:a/b:pull,push',
      service: 'reg',
      realm: 'https://auth/token',
    });
  });
});
