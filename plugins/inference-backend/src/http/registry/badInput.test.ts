import { TestDatabases } from '@backstage/backend-test-utils';
import {
  MODEL,
  startRegistry,
  VERSION,
  VERSIONS,
} from '../../__testUtils__/startRegistry';

jest.setTimeout(60_000);

const metrics = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `metric-${index}`,
    value: index,
  }));

describe('bad input to the registry', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it('is answered with 400 that names the field and the reason, and writes nothing', async () => {
    const { as } = await startRegistry(databases);
    await as('ada').post('/models', MODEL).expect(201);
    const cases: [string, object, ...string[]][] = [
      [
        VERSIONS,
        { ...VERSION, modelCard: 'x'.repeat(1024 * 1024) },
        'modelCard',
        '262144',
      ],
      [
        VERSIONS,
        { ...VERSION, modelCard: 'x'.repeat(9 * 1024 * 1024) },
        'modelCard',
        '262144',
      ],
      [VERSIONS, { ...VERSION, metrics: metrics(10_000) }, 'metrics', '1000'],
      [VERSIONS, { ...VERSION, colour: 'red' }, 'colour', 'not a known field'],
      [VERSIONS, { ...VERSION, license: 'Apache 2 or so' }, 'license'],
      [VERSIONS, { ...VERSION, version: 'latest' }, 'version', 'moves'],
      [VERSIONS, { ...VERSION, version: '@production' }, 'version', 'alias'],
      [VERSIONS, { ...VERSION, version: '../x' }, 'version'],
      [VERSIONS, { ...VERSION, source: 'not a source' }, 'source'],
      [VERSIONS, { ...VERSION, digest: 'sha256:abc' }, 'digest'],
      [VERSIONS, { ...VERSION, parameters: 0 }, 'parameters'],
      [VERSIONS, { ...VERSION, createdAt: 'yesterday' }, 'createdAt'],
      [
        VERSIONS,
        { ...VERSION, lineage: [{ relation: 'born-from', to: 'hf://a/b' }] },
        'lineage',
      ],
      [VERSIONS, { ...VERSION, homepage: 'data:text/html,hello' }, 'homepage'],
      [VERSIONS, { version: '1.0.0' }, 'source'],
      ['/models', { ...MODEL, name: '../x' }, 'name'],
      [
        '/models',
        { ...MODEL, name: 'support-ch\u0430t' },
        'name',
        'look like others',
      ],
      ['/models', { ...MODEL, namespace: 'two words' }, 'namespace'],
      ['/models', { ...MODEL, owner: 'robot:default/x' }, 'owner'],
      ['/models', { ...MODEL, homepage: 'ftp://x' }, 'homepage'],
      [
        `${VERSIONS}/1.0.0/metrics`,
        { metrics: metrics(1001) },
        'metrics',
        '1000',
      ],
      [
        `${VERSIONS}/1.0.0/metrics`,
        { metrics: [{ name: 'a', value: 1, at: 'noon' }] },
        'metrics',
      ],
    ];
    for (const [path, body, ...words] of cases) {
      const response = await as('ada').post(path, body);
      expect([path, words, response.status]).toEqual([path, words, 400]);
      for (const word of words) {
        expect(response.body.error.message).toContain(word);
      }
      expect(response.body.error.message.length).toBeLessThan(2000);
    }
    expect((await as('ada').get('/models')).body.items).toHaveLength(1);
    expect((await as('ada').get(VERSIONS)).body.items).toEqual([]);
  });

  it('in a path is answered with 400 as well', async () => {
    const { as } = await startRegistry(databases);
    await as('ada').post('/models', MODEL).expect(201);
    for (const path of [
      '/models/support/..%2Fx',
      '/models/support/support-ch%D0%B0t',
      `${VERSIONS}/latest`,
      `${VERSIONS}/@v1`,
      '/models/support/support-chat/aliases/Production/history',
      '/registry-conflicts?model=chat',
      '/lineage?node=model:support/chat',
      `/models/${'x'.repeat(64)}/chat`,
    ]) {
      const { status, body } = await as('ada').get(path);
      expect([path, status, body.error.name]).toEqual([
        path,
        400,
        'InputError',
      ]);
    }
    for (const [alias, version] of [
      ['v1.2', '1.0.0'],
      ['latest', '1.0.0'],
      ['candidate', 'latest'],
    ]) {
      const { status } = await as('ada').put(
        `/models/support/support-chat/aliases/${alias}`,
        { version },
      );
      expect([alias, version, status]).toEqual([alias, version, 400]);
    }
  });

  it.each([
    ['s3://AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI@models/chat', 'wJalrXUtnFEMI'],
    ['https://models.example.com/chat?token=hunter2-hunter2', 'hunter2'],
    [
      'https://bucket.s3.amazonaws.com/chat?X-Amz-Signature=deadbeefdeadbeef',
      'deadbeef',
    ],
  ])(
    'with a secret in the source %s never repeats it',
    async (source, secret) => {
      const { as, audit } = await startRegistry(databases);
      await as('ada').post('/models', MODEL).expect(201);
      const { status, text, body } = await as('ada').post(VERSIONS, {
        ...VERSION,
        source,
      });
      expect([status, body.error.name]).toEqual([400, 'InputError']);
      expect(body.error.message).toContain('source');
      expect(body.error.message).not.toContain(secret);
      expect(text).not.toContain(secret);
      expect(JSON.stringify(audit)).not.toContain(secret);
      expect((await as('ada').get(VERSIONS)).body.items).toEqual([]);
    },
  );

  it('that is no JSON is answered with 400', async () => {
    const { as } = await startRegistry(databases);
    const { status, body } = await as('ada')
      .post('/models', {})
      .set('content-type', 'application/json')
      .send('{"namespace":');
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringContaining('not JSON'),
    ]);
  });
});
