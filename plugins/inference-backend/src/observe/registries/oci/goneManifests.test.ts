import { RegistryStub, type StubAnswer } from '../__fixtures__/RegistryStub';
import {
  quickTimings,
  readAll,
  testSettings,
} from '../__fixtures__/testSettings';
import { OciSource } from './OciSource';

const KEPT = `sha256:${'1'.repeat(64)}`;
const LOST = `sha256:${'2'.repeat(64)}`;

describe('OciSource, of manifests without a tag', () => {
  let stub: RegistryStub;

  beforeEach(async () => {
    stub = await RegistryStub.start();
  });
  afterEach(() => stub.stop());

  const source = () =>
    new OciSource(
      testSettings(stub.url),
      { repositories: ['m/chat'] },
      quickTimings,
    );
  const remembered = (digest: string, host = new URL(stub.url).host) => ({
    version: digest.slice(7, 9),
    digest,
    source: `oci://${host}/m/chat@${digest}`,
  });
  const { signal } = new AbortController();
  const error = (code: string) => ({ errors: [{ code, message: 'unknown' }] });

  it.each<[string, StubAnswer, readonly string[] | null]>([
    [
      'does not know it',
      { status: 404, body: error('MANIFEST_UNKNOWN') },
      ['22'],
    ],
    [
      'does not know the repository',
      { status: 404, body: error('NAME_UNKNOWN') },
      ['22'],
    ],
    [
      'is Harbor and does not know it',
      { status: 404, body: error('NOT_FOUND') },
      ['22'],
    ],
    [
      'is a proxy that says nothing',
      { status: 404, body: 'no such page' },
      null,
    ],
    ['refuses the login', { status: 401, body: error('UNAUTHORIZED') }, null],
    ['denies it', { status: 403, body: error('DENIED') }, null],
    [
      'is asked too often',
      { status: 429, body: error('TOOMANYREQUESTS') },
      null,
    ],
    ['fails', { status: 503 }, null],
  ])(
    'takes one as gone only when the registry says so: it %s',
    async (_what, answer, expected) => {
      stub.answer = ({ path }) => (path.endsWith(LOST) ? answer : { body: {} });
      expect(
        await source().findGone(
          'm/chat',
          [remembered(KEPT), remembered(LOST)],
          signal,
        ),
      ).toEqual(expected);
    },
  );

  it('says nothing of what came from another address', async () => {
    expect(
      await source().findGone(
        'm/chat',
        [remembered(LOST, 'old.example.com')],
        signal,
      ),
    ).toBeNull();
  });

  it('lists a repository without any model no longer', async () => {
    stub.answer = ({ path }) =>
      path.endsWith('/tags/list')
        ? { body: { name: 'm/chat', tags: null } }
        : undefined;
    const { pages, models, problems } = await readAll(source());
    expect(models).toEqual([]);
    expect(problems).toEqual([
      expect.stringContaining('no ModelPack artifact'),
    ]);
    const { listing } = pages.at(-1) ?? {};
    expect(listing?.models).toEqual([]);
    expect(await listing?.listAgain(signal)).toEqual([]);
  });
});
