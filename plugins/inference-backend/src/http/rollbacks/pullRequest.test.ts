import { TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { stringify } from 'yaml';
import {
  PATH,
  startRollbacks,
  templateOf,
  type StartedRollbacks,
} from '../../__testUtils__/startRollbacks';
import { stubGithub } from '../../act/rollback/git/__testUtils__/stubGithub';
import { createGitHosts } from '../../act/rollback/git/createGitHosts';
import { GitReverter } from '../../act/rollback/git/GitReverter';
import { HOUR_MS } from '../../durations';

jest.setTimeout(60_000);

const APPLICATION =
  '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/chat';
const REPOSITORY = 'https://git.example.com/team/models';

/** What stands in Git for a template, below a comment. */
function manifestOf(tag: string): string {
  return `# Owned by support.\n${stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'chat' },
    spec: { replicas: 2, template: templateOf(tag) },
  })}`;
}

describe('rollbacks by pull requests', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const open: (() => Promise<void>)[] = [];

  afterEach(async () => {
    await Promise.all(open.splice(0).map(stop => stop()));
  });

  /** A server that Argo CD syncs from a repository on GitHub. */
  async function startInGit(manifest = manifestOf('v2')) {
    const { repository, stub } = stubGithub();
    const apiBaseUrl = await stub.start();
    open.push(async () => stub.stop());
    const files = { 'chat.yaml': manifest };
    const read: string[] = [];
    const reverter = new GitReverter({
      hostOf: createGitHosts(
        ScmIntegrations.fromConfig(
          new ConfigReader({
            integrations: {
              github: [
                { host: 'git.example.com', apiBaseUrl, token: 'test-token' },
              ],
            },
          }),
        ),
      ),
      reader: {
        readUrl: async () => Promise.reject(new Error('not asked for')),
        search: async () => Promise.reject(new Error('not asked for')),
        readTree: async url => {
          read.push(url);
          return {
            etag: 'c0',
            archive: async () => Promise.reject(new Error('not asked for')),
            dir: async () => Promise.reject(new Error('not asked for')),
            files: async () =>
              Object.entries(files).map(([path, text]) => ({
                path,
                content: async () => Buffer.from(text),
              })),
          };
        },
      },
      argoCd: { cluster: null, namespace: 'argocd' },
    });
    const one = await startRollbacks(databases, { reverter });
    one.cluster.change(PATH, {
      metadata: {
        annotations: {
          'argocd.argoproj.io/tracking-id': 'chat:apps/Deployment:support/chat',
        },
      },
    });
    one.cluster.put(APPLICATION, {
      metadata: { name: 'chat', namespace: 'argocd' },
      spec: {
        source: {
          repoURL: 'git@git.example.com:team/models.git',
          path: './prod/',
          targetRevision: 'HEAD',
        },
        syncPolicy: { automated: {} },
      },
      status: {
        resources: [
          {
            group: 'apps',
            kind: 'Deployment',
            namespace: 'support',
            name: 'chat',
          },
        ],
      },
    });
    return { one, repository, stub, files, read };
  }

  /** Somebody merges, and Argo CD syncs. */
  function arrive(one: StartedRollbacks) {
    one.cluster.change(PATH, { spec: { template: templateOf('v1') } });
  }

  it('show the lines that change, open one, and go on once the cluster runs it', async () => {
    const { one, read, repository } = await startInGit();
    const plan = await one.plan();
    expect(plan.body).toMatchObject({
      method: 'pull-request',
      steps: [],
      proposal: null,
      blockedBy: [],
      pullRequest: {
        repository: REPOSITORY,
        branch: 'main',
        files: [
          {
            path: 'prod/chat.yaml',
            diff: expect.stringMatching(/^@@ line \d+ @@\n- .*:v2\n\+ .*:v1$/),
          },
        ],
      },
    });
    expect(read[0]).toBe(`${REPOSITORY}/tree/c0/prod`);
    const { body } = await one.start(plan.body);
    await one.run();
    expect(one.cluster.writes).toBe(0);
    expect(await one.get(body.id)).toMatchObject({
      state: 'awaiting-merge',
      undoable: true,
      pullRequest: { number: 1, url: `${REPOSITORY}/pull/1`, state: 'open' },
    });
    expect(repository.pulls).toMatchObject([
      {
        base: 'main',
        head: `inference-portal/rollback-${body.id}`,
        body: expect.stringContaining('> Errors rose'),
      },
    ]);
    const commit = [...repository.commits.values()].at(-1);
    expect(commit).toEqual({ 'prod/chat.yaml': manifestOf('v1') });

    for (const pull of repository.pulls) {
      pull.state = 'closed';
      pull.merged_at = '2026-11-22T20:00:00Z';
    }
    await one.run();
    expect(await one.get(body.id)).toMatchObject({
      state: 'awaiting-merge',
      pullRequest: { state: 'merged' },
    });
    arrive(one);
    await one.run();
    expect(await one.get(body.id)).toMatchObject({
      state: 'succeeded',
      undoable: false,
      pullRequest: { state: 'merged' },
    });
  });

  it.each([
    ['its commit', '/git/commits'],
    ['its branch', '/git/refs'],
    ['the pull request', '/pulls'],
  ])('open one only when the answer about %s was lost', async (_, path) => {
    const { one, repository, stub } = await startInGit();
    const { body } = await one.start((await one.plan()).body);
    stub.interruptions.push(request =>
      request.method === 'POST' && request.path.endsWith(path)
        ? { status: 502 }
        : null,
    );
    await one.run();
    one.clock.now += HOUR_MS / 4;
    await one.run();
    expect(await one.get(body.id)).toMatchObject({ state: 'awaiting-merge' });
    expect(repository.pulls).toHaveLength(1);
    expect([...repository.branches.keys()]).toEqual([
      'main',
      `inference-portal/rollback-${body.id}`,
    ]);
  });

  it('leave no branch when the manifest changes before they are open', async () => {
    const { one, files, repository, stub } = await startInGit();
    const { body } = await one.start((await one.plan()).body);
    const lost = ({ method, path }: { method: string; path: string }) =>
      method === 'POST' && path.endsWith('/git/refs') ? { status: 502 } : null;
    stub.interruptions.push(...Array.from({ length: 9 }, () => lost));
    await one.run();
    stub.interruptions.length = 0;
    expect(repository.branches.size).toBe(2);
    expect(repository.pulls).toEqual([]);
    files['chat.yaml'] = manifestOf('v3');
    one.clock.now += HOUR_MS / 4;
    await one.run();
    expect(await one.get(body.id)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('Nothing was written'),
    });
    expect([...repository.branches.keys()]).toEqual(['main']);
    expect(repository.pulls).toEqual([]);
  });

  it('are not called merged when something else brought the revision, and close theirs when undone then', async () => {
    const { one, repository } = await startInGit();
    const { body } = await one.start((await one.plan()).body);
    await one.run();
    arrive(one);
    await one.api
      .as('ada')
      .post(`/rollbacks/${body.id}/undo`, { reason: 'Wrong one' });
    await one.run();
    expect(await one.get(body.id)).toMatchObject({
      state: 'undone',
      pullRequest: { state: 'closed' },
    });

    one.cluster.change(PATH, { spec: { template: templateOf('v2') } });
    const second = await one.start((await one.plan()).body);
    await one.run();
    arrive(one);
    await one.run();
    expect(await one.get(second.body.id)).toMatchObject({
      state: 'succeeded',
      pullRequest: { state: 'open' },
    });
    expect(repository.pulls.map(({ state }) => state)).toEqual([
      'closed',
      'open',
    ]);
    expect(one.cluster.writes).toBe(0);
  });

  it('close it when they are undone, and when nobody merges it in time', async () => {
    const { one, repository } = await startInGit();
    const first = await one.start((await one.plan()).body);
    await one.run();
    await one.api
      .as('ada')
      .post(`/rollbacks/${first.body.id}/undo`, { reason: 'Wrong one' });
    await one.run();
    expect(await one.get(first.body.id)).toMatchObject({
      state: 'undone',
      pullRequest: { state: 'closed' },
    });
    expect([...repository.branches.keys()]).toEqual(['main']);

    const second = await one.start((await one.plan()).body);
    await one.run();
    one.clock.now += 25 * HOUR_MS;
    await one.run();
    expect(await one.get(second.body.id)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('within 1440 minutes'),
      pullRequest: { state: 'closed' },
    });
    expect(one.cluster.writes).toBe(0);
  });

  it('open none when the manifest changed after the plan', async () => {
    const { files, one, repository } = await startInGit();
    const { body } = await one.start((await one.plan()).body);
    files['chat.yaml'] = manifestOf('v2').replace('replicas: 2', 'replicas: 3');
    await one.run();
    expect(await one.get(body.id)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('Make a new plan'),
    });
    expect(repository.pulls).toEqual([]);
  });

  it('leave the commands where Git says something else than the cluster runs', async () => {
    const { one } = await startInGit(manifestOf('v9'));
    const { body } = await one.plan();
    expect(body).toMatchObject({
      method: 'propose',
      pullRequest: null,
      proposal: { manager: 'argo-cd' },
    });
    expect(body.checks).toContainEqual({
      code: 'pull-request',
      result: 'warn',
      message: expect.stringContaining('Git does not say there'),
    });
  });
});
