import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { StubScm } from './__testUtils__/StubScm';
import { createGitHosts } from './createGitHosts';

const PROJECT = '/projects/team%2Fserving%2Fmodels';
const ADDRESS = {
  host: 'gitlab.example.com',
  path: 'team/serving/models',
  url: 'https://gitlab.example.com/team/serving/models',
};
const BRANCH = 'inference-portal/rollback-1';

/** A project in a nested group, with a branch `main`. */
function stubGitlab() {
  const branches = new Map([['main', 'c0']]);
  const requests: Record<string, unknown>[] = [];
  const stub = new StubScm(({ headers, json, method, path }) => {
    if (headers.authorization !== 'Bearer test-token') {
      return { status: 401 };
    }
    const rest = path.slice(PROJECT.length);
    const branch = /^\/repository\/branches\/(.+)$/.exec(rest)?.[1];
    if (branch !== undefined) {
      const name = decodeURIComponent(branch);
      const id = branches.get(name);
      if (method === 'DELETE') {
        branches.delete(name);
        return { status: 204 };
      }
      return id === undefined
        ? { status: 404 }
        : { status: 200, json: { commit: { id } } };
    }
    switch (`${method} ${rest}`) {
      case 'GET ':
        return { status: 200, json: { default_branch: 'main' } };
      case 'POST /repository/commits': {
        const name = String(json.branch);
        if (branches.has(name)) {
          return { status: 400, json: { message: 'A branch exists' } };
        }
        branches.set(name, 'c1');
        return { status: 201, json: {} };
      }
      case 'GET /merge_requests':
        return { status: 200, json: requests };
      case 'POST /merge_requests': {
        if (requests.length > 0) {
          return { status: 409 };
        }
        const made = {
          iid: 7,
          web_url: `${ADDRESS.url}/-/merge_requests/7`,
          state: 'opened',
        };
        requests.push(made);
        return { status: 201, json: made };
      }
      case 'PUT /merge_requests/7':
        requests.forEach(one => Object.assign(one, { state: 'closed' }));
        return { status: 200, json: {} };
      default:
        return { status: 404 };
    }
  });
  return { branches, requests, stub };
}

describe('GitlabHost', () => {
  const { branches, requests, stub } = stubGitlab();
  let base = '';

  beforeAll(async () => {
    base = await stub.start();
  });
  afterAll(async () => stub.stop());

  function hostOf() {
    const integrations = ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          gitlab: [
            { host: ADDRESS.host, apiBaseUrl: base, token: 'test-token' },
          ],
        },
      }),
    );
    const { signal } = new AbortController();
    const host = createGitHosts(integrations)(ADDRESS, signal);
    if (host === null) {
      throw new Error('There is no host');
    }
    return host;
  }

  it('commits to a branch of its own and opens one merge request, however often it is done; closing deletes the branch', async () => {
    const host = hostOf();
    expect(await host.headOf(null)).toEqual({ branch: 'main', commit: 'c0' });
    expect(await host.headOf('v1')).toBeNull();
    expect(await host.find(BRANCH)).toBeNull();
    for (const _ of [1, 2]) {
      await host.commit({
        branch: BRANCH,
        parent: 'c0',
        message: 'Roll back',
        files: [{ path: 'prod/chat.yaml', text: 'image: v2\n' }],
      });
      expect(
        await host.open({
          branch: BRANCH,
          base: 'main',
          title: 'Roll back',
          body: 'Because.',
        }),
      ).toEqual({
        number: 7,
        url: `${ADDRESS.url}/-/merge_requests/7`,
        state: 'open',
      });
    }
    expect(requests).toHaveLength(1);
    const commit = stub.requests.find(({ path }) => path.endsWith('/commits'));
    expect(commit?.json).toMatchObject({
      start_sha: 'c0',
      actions: [{ action: 'update', file_path: 'prod/chat.yaml' }],
    });
    await host.close(7);
    await host.deleteBranch(BRANCH);
    expect(await host.find(BRANCH)).toMatchObject({ state: 'closed' });
    expect(branches.has(BRANCH)).toBe(false);
  });

  it('reads folders at the commit that it looked up', () => {
    expect(hostOf().treeUrl('c0', 'prod')).toBe(
      `${ADDRESS.url}/-/tree/c0/prod`,
    );
  });
});
