import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { stubGithub } from './__testUtils__/stubGithub';
import { createGitHosts } from './createGitHosts';
import { ScmRequestError } from './ScmHttp';

const ADDRESS = {
  host: 'git.example.com',
  path: 'team/models',
  url: 'https://git.example.com/team/models',
};
const COMMIT = {
  branch: 'inference-portal/rollback-1',
  parent: 'c0',
  message: 'Roll back',
  files: [{ path: 'prod/chat.yaml', text: 'image: v2\n' }],
};
const REQUEST = {
  branch: COMMIT.branch,
  base: 'main',
  title: 'Roll back',
  body: 'Because.',
};

describe('GithubHost', () => {
  const { repository, stub } = stubGithub();
  let base = '';

  beforeAll(async () => {
    base = await stub.start();
  });
  afterAll(async () => stub.stop());
  beforeEach(() => {
    repository.pulls.length = 0;
    repository.branches.delete(COMMIT.branch);
    stub.requests.length = 0;
    stub.interruptions.length = 0;
  });

  function hostOf(token: string | undefined = 'test-token') {
    const integrations = ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          github: [{ host: ADDRESS.host, apiBaseUrl: base, token }],
        },
      }),
    );
    const host = createGitHosts(integrations)(
      ADDRESS,
      new AbortController().signal,
    );
    if (host === null) {
      throw new Error('There is no host');
    }
    return host;
  }

  it('finds the default branch, a branch by name, and that there is none', async () => {
    const host = hostOf();
    expect(await host.headOf(null)).toEqual({ branch: 'main', commit: 'c0' });
    expect(await host.headOf('main')).toEqual({ branch: 'main', commit: 'c0' });
    expect(await host.headOf('v1.2.0')).toBeNull();
  });

  it('commits all files in one piece and opens one pull request, however often it is done', async () => {
    const host = hostOf();
    for (const _ of [1, 2]) {
      await host.commit(COMMIT);
      expect(await host.open(REQUEST)).toEqual({
        number: 1,
        url: 'https://git.example.com/team/models/pull/1',
        state: 'open',
      });
    }
    expect(repository.pulls).toHaveLength(1);
    const commit = repository.branches.get(COMMIT.branch) ?? '';
    expect(repository.commits.get(commit)).toEqual({
      'prod/chat.yaml': 'image: v2\n',
    });
  });

  it('finds the pull request again of which the answer was lost', async () => {
    const host = hostOf();
    await host.commit(COMMIT);
    await host.open(REQUEST);
    expect(await hostOf().find(COMMIT.branch)).toMatchObject({ number: 1 });
  });

  it('closes it and deletes its branch', async () => {
    const host = hostOf();
    await host.commit(COMMIT);
    const { number } = await host.open(REQUEST);
    await host.close(number);
    await host.deleteBranch(COMMIT.branch);
    expect(await host.find(COMMIT.branch)).toMatchObject({ state: 'closed' });
    expect(repository.branches.has(COMMIT.branch)).toBe(false);
  });

  it('says that a merged one is merged', async () => {
    const host = hostOf();
    await host.commit(COMMIT);
    await host.open(REQUEST);
    for (const pull of repository.pulls) {
      pull.state = 'closed';
      pull.merged_at = '2026-11-22T20:00:00Z';
    }
    expect(await host.find(COMMIT.branch)).toMatchObject({ state: 'merged' });
  });

  it('reads again after a moment when the host is busy, and writes once only', async () => {
    stub.interruptions.push(({ method }) =>
      method === 'GET' ? { status: 503 } : null,
    );
    expect(await hostOf().headOf('main')).toMatchObject({ commit: 'c0' });
    stub.interruptions.push(({ path }) =>
      path.endsWith('/pulls') ? { status: 503 } : null,
    );
    await expect(hostOf().open(REQUEST)).rejects.toMatchObject({
      status: 503,
      mayPass: true,
    });
    expect(
      stub.requests.filter(({ method }) => method === 'POST'),
    ).toHaveLength(1);
  });

  it('names what to look at when it is refused, and never the token', async () => {
    const error = await hostOf('wrong-token')
      .headOf('main')
      .catch(caught => caught);
    expect(error).toBeInstanceOf(ScmRequestError);
    expect(error.mayPass).toBe(false);
    expect(error.message).toContain('integrations in app-config');
    expect(error.message).not.toContain('wrong-token');
  });
});
