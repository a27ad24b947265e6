import { TestDatabases } from '@backstage/backend-test-utils';
import knex from 'knex';
import { FrontDoor } from '../FrontDoor';
import { createSource, Portal } from '../portal';
import { mlflow } from '../servers';
import { fleet, MODELS, runIndexOf, sourceOf, VERSIONS } from './fleet';
import { MlflowClient } from './MlflowClient';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const client = new MlflowClient(mlflow.url);
const entry = {
  name: 'training',
  type: 'mlflow',
  url: mlflow.url,
  owner: 'group:default/ml-platform',
  requestsPerSecond: 1000,
};

/** Reads everything again in each import, as the product does once a day. */
const verifying = { ...entry, verifyEveryHours: 1e-9 };

describe('a real MLflow server', () => {
  let door: FrontDoor;
  let portal: Portal;

  beforeAll(async () => {
    await client.fill();
    door = await FrontDoor.open(mlflow.url);
    portal = await Portal.create(databases);
  });
  afterAll(() => door.close());
  beforeEach(() => {
    door.requests.length = 0;
    door.onRequest = () => {};
  });

  const throughDoor = () => createSource({ ...entry, url: door.url });

  it('tells its version', async () => {
    expect(
      await throughDoor().findVersion(new AbortController().signal),
    ).toMatch(/^3\./);
  });

  it('tells in a dry run what an import would write, and nothing is written', async () => {
    const report = await portal.import(throughDoor(), { dryRun: true });
    expect(report).toMatchObject({
      models: { created: MODELS },
      versions: { created: MODELS * VERSIONS },
      aliases: { created: 2 * MODELS },
      conflicts: 0,
      problems: 0,
    });
    expect(await portal.models()).toEqual([]);
    expect(await portal.store.readImportBookmark('training')).toBeNull();
  });

  it('brings 1,000 versions with their content', async () => {
    const report = await portal.import(throughDoor());
    expect(report).toMatchObject({
      models: { created: MODELS },
      versions: { created: MODELS * VERSIONS },
      problems: 0,
    });
    const models = await portal.models();
    expect(models.map(({ name }) => name).sort()).toEqual(
      fleet.map(({ name }) => name).sort(),
    );
    for (const model of models) {
      const expected = fleet.find(({ name }) => name === model.name);
      const versions = await portal.versionsOf(model);
      expect(versions).toHaveLength(VERSIONS);
      expect(model).toMatchObject({
        description: expected?.description,
        owner: 'group:default/ml-platform',
        origin: 'mlflow',
        license: expected?.license === 'mit' ? 'MIT' : 'Apache-2.0',
      });
      expect(
        Object.fromEntries(
          model.aliases.map(({ alias, version }) => [alias, Number(version)]),
        ),
      ).toEqual(expected?.aliases);
      for (const version of versions) {
        const number = Number(version.version);
        const run = expected?.runs[runIndexOf(number)];
        const runId = client.runIds.get(model.name)?.[runIndexOf(number)];
        const at = new Date((run?.startedAt ?? 0) + 60_000).toISOString();
        expect(version).toMatchObject({
          source: { uri: sourceOf(model.name, number), kind: 's3' },
          description: `Checkpoint ${number} of ${model.name}.`,
          format: 'safetensors',
          parameters: 600_000_000,
          creator: run?.user,
          state: 'active',
          metrics: [
            { name: 'accuracy', value: run?.accuracy, at },
            { name: 'loss', value: run?.loss, at },
          ],
          tags: {
            'mlflow.run_id': runId,
            'param.learning_rate': run?.learningRate,
          },
        });
        expect(version.lineage).toEqual(
          expect.arrayContaining([
            { relation: 'finetune', to: 'hf://Qwen/Qwen3-0.6B' },
            {
              relation: 'trained-on',
              to: `dataset:${run?.dataset.name}@${run?.dataset.digest}`,
            },
            { relation: 'produced-by', to: `run:training/${runId}` },
            {
              relation: 'produced-by',
              to: `commit:https://git.example.com/ml/training.git@${run?.commit}`,
            },
            ...(number > 1
              ? [
                  {
                    relation: 'previous-version',
                    to: `model:default/${model.name}@${number - 1}`,
                  },
                ]
              : []),
          ]),
        );
        expect(version.lineage).toHaveLength(number > 1 ? 5 : 4);
        expect(JSON.stringify(version)).not.toContain('s3cr3t');
      }
    }
  });

  it('is only listed by a second import, which changes nothing', async () => {
    const before = await portal.models();
    const report = await portal.import(throughDoor());
    expect(report).toMatchObject({
      models: { created: 0, changed: 0, unchanged: 0 },
      versions: { created: 0, changed: 0, unchanged: 0 },
    });
    expect(door.requests).toHaveLength(1);
    expect(await portal.models()).toEqual(before);
  });

  it('stays the same when everything is read again, from another address', async () => {
    const before = await portal.contents();
    const report = await portal.import(createSource(verifying));
    expect(report).toMatchObject({
      models: { created: 0, changed: 0, unchanged: MODELS },
      versions: { created: 0, changed: 0, unchanged: MODELS * VERSIONS },
      aliases: { created: 0, changed: 0 },
      conflicts: 0,
    });
    expect(await portal.contents()).toEqual(before);
  });

  it('is read only where it changed: new versions and a moved alias', async () => {
    const [one, two, three] = fleet.map(({ name }) => name);
    if (!one || !two || !three) throw new Error('the fleet is too small');
    await portal.import(throughDoor());
    door.requests.length = 0;
    await client.createVersion(one, VERSIONS + 1);
    await client.createVersion(two, VERSIONS + 1);
    await client.setAlias(three, 'champion', 3);
    const report = await portal.import(throughDoor());
    expect(report).toMatchObject({
      models: { unchanged: 3 },
      versions: { created: 2, unchanged: 3 * VERSIONS },
      aliases: { changed: 1 },
      problems: 0,
    });
    const asked = door.requests.filter(line => line.includes('model-versions'));
    expect(asked).toHaveLength(3);
    expect(
      await portal.store.findVersion(
        { namespace: 'default', name: three },
        '@champion',
      ),
    ).toMatchObject({ version: '3' });
  });

  it('comes out the same however often an import is cut off and resumed', async () => {
    const atOnce = await Portal.create(databases);
    await atOnce.import(throughDoor());
    const total = door.requests.length;
    const expected = await atOnce.contents();
    for (const cuts of [[5, 30], [total - 1]]) {
      const resumed = await Portal.create(databases);
      for (const cut of cuts) {
        const controller = new AbortController();
        door.requests.length = 0;
        door.onRequest = count => {
          if (count === cut) controller.abort();
        };
        await resumed
          .import(throughDoor(), { signal: controller.signal })
          .catch(() => undefined);
        expect(controller.signal.aborted).toBe(true);
      }
      door.onRequest = () => {};
      await resumed.import(throughDoor());
      expect(await resumed.contents()).toEqual(expected);
    }
  });

  it('leaves a conflict, and what was recorded, when the source of a version is changed in its database', async () => {
    const [, , , , victim] = fleet.map(({ name }) => name);
    if (!victim) throw new Error('the fleet is too small');
    const ref = { namespace: 'default', name: victim };
    const change = async (source: string) => {
      const db = knex({
        client: 'better-sqlite3',
        connection: { filename: mlflow.database },
        useNullAsDefault: true,
      });
      try {
        await db('model_versions')
          .where({ name: victim, version: 7 })
          .update({ source });
      } finally {
        await db.destroy();
      }
    };
    await change('s3://somewhere-else/model');
    const report = await portal.import(createSource(verifying));
    const conflict = {
      model: ref,
      version: '7',
      field: 'source',
      recorded: sourceOf(victim, 7),
      found: 's3://somewhere-else/model',
    };
    expect(report.foundConflicts).toMatchObject([conflict]);
    expect(await portal.store.listConflicts({ model: ref })).toMatchObject([
      { ...conflict, source: 'training' },
    ]);
    expect(await portal.store.findVersion(ref, '7')).toMatchObject({
      source: { uri: sourceOf(victim, 7) },
    });
    await change(sourceOf(victim, 7));
    await portal.import(createSource(verifying));
    expect(await portal.store.listConflicts({ model: ref })).toEqual([]);
  });

  it('retires a version that was deleted there, keeps the alias on it as a conflict, and never deletes', async () => {
    const name = fleet[5]?.name ?? '';
    const ref = { namespace: 'default', name };
    await portal.import(throughDoor());
    const before = await portal.store.findVersion(ref, String(VERSIONS));
    await client.deleteVersion(name, VERSIONS);
    const preview = await portal.import(throughDoor(), { dryRun: true });
    expect(preview).toMatchObject({
      retired: 1,
      changes: [
        {
          kind: 'version-retired',
          model: ref,
          name: String(VERSIONS),
          detail: 'gone from training',
        },
      ],
    });
    expect(await portal.import(throughDoor())).toMatchObject({
      retired: 1,
      conflicts: 1,
      versions: { changed: 0, unchanged: VERSIONS - 1 },
    });
    expect(await portal.store.findVersion(ref, '@challenger')).toEqual({
      ...before,
      state: 'retired',
      retirement: {
        reason: 'gone from training',
        by: 'service:import:training',
        at: expect.any(String),
      },
      conflicts: 1,
    });
    expect(await portal.store.listConflicts({ model: ref })).toMatchObject([
      { version: String(VERSIONS), field: 'alias challenger', found: null },
    ]);
  });

  it('retires the versions of a model that was deleted there', async () => {
    const name = fleet[6]?.name ?? '';
    const ref = { namespace: 'default', name };
    await client.deleteModel(name);
    expect(await portal.import(throughDoor())).toMatchObject({
      retired: VERSIONS,
      conflicts: 3,
    });
    const model = await portal.store.findModel(ref);
    expect(model).toMatchObject({ versions: VERSIONS, latestVersion: null });
    expect(await portal.import(throughDoor())).toMatchObject({ retired: 0 });

    // Under the same name, and with the same content, as a restored backup has it.
    await client.post('registered-models/create', { name });
    await client.createVersion(name, 1);
    expect(await portal.import(throughDoor())).toMatchObject({ restored: 0 });
  });

  it('gets no password through an address that holds one', async () => {
    await client.post('registered-models/create', { name: 'leaky' });
    await client.post('model-versions/create', {
      name: 'leaky',
      source: 's3://AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMIK7MDENG@bucket/model',
    });
    const report = await portal.import(throughDoor());
    expect(report.foundProblems).toHaveLength(1);
    expect(JSON.stringify(report)).not.toContain('wJalrXUtnFEMI');
    expect(
      await portal.store.findVersion(
        { namespace: 'default', name: 'leaky' },
        '1',
      ),
    ).toBeUndefined();
  });
});
