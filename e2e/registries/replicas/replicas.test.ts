import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FrontDoor } from '../FrontDoor';
import { MlflowClient } from '../mlflow/MlflowClient';
import { mlflow, postgres } from '../servers';
import { PortalReplica } from './PortalReplica';

const MODELS = 60;
const VERSIONS = 3;
/** Models in one page of an import. */
const PAGE = 25;

const names = Array.from(
  { length: MODELS },
  (_, index) => `replica-${String(index).padStart(2, '0')}`,
);
const client = new MlflowClient(mlflow.url);

const never = { hours: 24 };

// Two starts of a backend, and a minute until a run without a sign of life counts as interrupted.
jest.setTimeout(600_000);

describe('replicas of the portal on one PostgreSQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inference-portal-replicas-'));
  let door: FrontDoor;
  let replicas: PortalReplica[] = [];

  beforeAll(async () => {
    door = await FrontDoor.open(mlflow.url);
    for (const name of names) {
      await client.post('registered-models/create', { name });
      for (let version = 1; version <= VERSIONS; version += 1) {
        await client.post('model-versions/create', {
          name,
          source: `s3://replicas/${name}/${version}`,
        });
      }
      await client.setAlias(name, 'champion', VERSIONS);
    }
  });
  afterAll(async () => {
    // The server is shared with tests that count all of its models, and any file may come first.
    for (const name of names) await client.deleteModel(name);
    await door.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    door.requests.length = 0;
    door.onRequest = () => {};
  });
  afterEach(async () => {
    await Promise.all(replicas.map(replica => replica.stop()));
    replicas = [];
  });

  /** Each test has databases of its own. */
  async function start(
    prefix: string,
  ): Promise<readonly [PortalReplica, PortalReplica]> {
    const options = {
      folder,
      database: { client: 'pg', connection: postgres, prefix },
      registries: [
        {
          name: 'training',
          type: 'mlflow',
          url: door.url,
          owner: 'group:default/ml-platform',
          include: ['replica-*'],
          requestsPerSecond: 1000,
          // Only when it is asked for.
          schedule: { frequency: never, timeout: never, initialDelay: never },
        },
      ],
    };
    const first = await PortalReplica.start(options);
    replicas.push(first);
    const second = await PortalReplica.start(options);
    replicas.push(second);
    return [first, second];
  }

  async function expectEverything(replica: PortalReplica): Promise<void> {
    const models = await replica.models();
    expect(models.map(({ name }) => name)).toEqual(names);
    for (const model of models) {
      expect(model).toMatchObject({
        versions: VERSIONS,
        latestVersion: String(VERSIONS),
        aliases: [{ alias: 'champion', version: String(VERSIONS) }],
      });
    }
    const { body } = await replica.call<{ items: unknown[] }>(
      'GET',
      `/models/default/${names[0]}/aliases/champion/history`,
    );
    expect(body.items).toHaveLength(1);
  }

  it('import once when all are asked at the same time, and tell the same of it', async () => {
    const [first, second] = await start('race_');
    const answers = await Promise.all(
      [first, second, first, second].map(replica => replica.import('training')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      202, 409, 409, 409,
    ]);
    const run = await second.newest('succeeded');
    expect(run).toMatchObject({
      models: { created: MODELS },
      versions: { created: MODELS * VERSIONS },
      aliases: { created: MODELS },
      startedBy: 'service:test',
      foundProblems: [],
    });
    expect(await first.newest('succeeded')).toEqual(run);
    expect(await first.runs()).toEqual(await second.runs());
    expect(
      door.requests.filter(line => line.includes('registered-models/search')),
    ).toHaveLength(1);
    await expectEverything(first);

    // On the second the run after that, begun by the first a moment ago, is known as well.
    const dry = await first.import('training', true);
    expect(dry.status).toBe(202);
    const preview = await second.newest('succeeded');
    expect(preview).toMatchObject({
      id: dry.body.id,
      dryRun: true,
      changes: [],
    });
  });

  it('go on with an import whose process was killed, after its last page', async () => {
    const [first, second] = await start('kill_');
    const killed = new Promise<void>(resolve => {
      door.onRequest = () => {
        const read = door.requests.filter(line =>
          line.includes('model-versions/search'),
        );
        // In the middle of the second page.
        if (read.length === PAGE + 10) {
          door.onRequest = () => {};
          resolve(first.kill());
        }
      };
    });
    const begun = await first.import('training');
    await killed;
    replicas = [second];
    expect(await second.runs()).toMatchObject([
      { id: begun.body.id, state: 'running' },
    ]);
    expect(await second.models()).toHaveLength(PAGE);
    door.requests.length = 0;
    const run = await second.newest('succeeded');
    expect(run.id).not.toBe(begun.body.id);
    expect(run).toMatchObject({
      models: { created: MODELS - PAGE, unchanged: 0 },
      startedBy: 'service:test',
    });
    expect(await second.runs()).toMatchObject([
      { state: 'succeeded' },
      { id: begun.body.id, state: 'interrupted' },
    ]);
    expect(
      door.requests.filter(line => line.includes('model-versions/search')),
    ).toHaveLength(MODELS - PAGE);
    await expectEverything(second);
  });
});
