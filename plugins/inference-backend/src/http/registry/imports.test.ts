import { TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  ImportRun,
  ImportRunDetail,
} from '@inference-portal/plugin-inference-common';
import { noImports, startRegistry } from '../../__testUtils__/startRegistry';

jest.setTimeout(60_000);

const none = { created: 0, changed: 0, unchanged: 0, skipped: 0 };
const RUN: ImportRun = {
  id: '4f0c',
  source: 'mlflow',
  dryRun: true,
  state: 'running',
  startedBy: 'user:default/root',
  startedAt: '2026-11-22T09:00:00.000Z',
  changedAt: '2026-11-22T09:00:00.000Z',
  finishedAt: null,
  models: none,
  versions: none,
  aliases: none,
  retired: 0,
  restored: 0,
  conflicts: 0,
  problems: 0,
  error: null,
};
const DETAIL: ImportRunDetail = {
  ...RUN,
  state: 'succeeded',
  finishedAt: '2026-11-22T09:00:05.000Z',
  versions: { ...none, created: 1 },
  changes: [
    {
      kind: 'version-created',
      model: { namespace: 'default', name: 'chat' },
      name: '1',
      detail: null,
    },
  ],
  changesOmitted: 0,
  foundConflicts: [
    {
      model: { namespace: 'default', name: 'chat' },
      version: '2',
      field: 'source',
      recorded: 's3://a',
      found: 's3://b',
    },
  ],
  foundProblems: [],
};

describe('imports over HTTP', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function start() {
    const imports = {
      ...noImports(),
      names: ['mlflow'],
      start: jest.fn(async () => ({
        status: 'started' as const,
        run: RUN,
        // Never: the answer does not wait for it.
        ended: new Promise<void>(() => {}),
      })),
      list: jest.fn(async () => [RUN]),
      find: async (id: string) => (id === RUN.id ? DETAIL : undefined),
    };
    return { ...(await startRegistry(databases, { imports })), imports };
  }

  it('begin at once and are read later', async () => {
    const { as, imports, audit } = await start();
    const begun = await as('root').post('/registry-imports', {
      source: 'mlflow',
      dryRun: true,
    });
    expect([begun.status, begun.body]).toEqual([202, RUN]);
    expect(imports.start).toHaveBeenCalledWith('mlflow', {
      dryRun: true,
      startedBy: 'user:default/root',
    });
    expect(audit).toMatchObject([
      { eventId: 'registry-import', outcome: 'succeeded' },
    ]);
    const read = await as('root').get(`/registry-imports/${RUN.id}`);
    expect([read.status, read.body]).toEqual([200, DETAIL]);
    const listed = await as('root').get(
      '/registry-imports?source=mlflow&limit=5',
    );
    expect([listed.status, listed.body]).toEqual([200, { items: [RUN] }]);
    expect(imports.list).toHaveBeenCalledWith({ source: 'mlflow', limit: 5 });
  });

  it('are refused while one is running, with its id', async () => {
    const { as, imports } = await start();
    imports.start.mockResolvedValueOnce({
      status: 'running',
      run: RUN,
    } as never);
    const { status, body } = await as('root').post('/registry-imports', {
      source: 'mlflow',
    });
    expect([status, body.error.message]).toEqual([
      409,
      expect.stringContaining(RUN.id),
    ]);
  });

  it('name what is wrong with a request', async () => {
    const { as } = await start();
    for (const [body, status, hint] of [
      [{ source: 'hub' }, 404, 'there are mlflow'],
      [{}, 400, 'source'],
      [{ source: 'mlflow', dryrun: true }, 400, 'dryrun'],
    ] as const) {
      const answer = await as('root').post('/registry-imports', body);
      expect([answer.status, JSON.stringify(answer.body)]).toEqual([
        status,
        expect.stringContaining(hint),
      ]);
    }
    expect((await as('root').get('/registry-imports/nobody')).status).toBe(404);
    expect((await as('root').get('/registry-imports?source=hub')).status).toBe(
      404,
    );
  });

  it('are neither started nor read without the permission', async () => {
    const { as, decide, imports } = await start();
    decide('inference.registry.import', { result: AuthorizeResult.DENY });
    const eve = as('eve');
    const answers = [
      await eve.post('/registry-imports', { source: 'mlflow' }),
      await eve.get('/registry-imports'),
      await eve.get(`/registry-imports/${RUN.id}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(imports.start).not.toHaveBeenCalled();
  });
});
