import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import knexFactory, { type Knex } from 'knex';
import { batch, observation } from '../__testUtils__/observations';
import { DATABASE_IDS, openStores } from '../__testUtils__/openStores';
import { applyMigrations, migrationsDirectory } from './applyMigrations';
import { isPostgres } from './dialect';

jest.setTimeout(60_000);

/** Tables, columns and indexes that are not knex's own, in a comparable form. */
async function describeSchema(db: Knex): Promise<unknown[]> {
  if (!isPostgres(db)) {
    return db('sqlite_master')
      .select('type', 'name', 'sql')
      .whereNot('name', 'like', '%knex%')
      .whereNot('name', 'like', 'sqlite_%')
      .orderBy('name');
  }
  const columns: unknown[] = await db('information_schema.columns')
    .select(
      'table_name',
      'column_name',
      'data_type',
      'is_nullable',
      'collation_name',
    )
    .where({ table_schema: 'public' })
    .whereNot('table_name', 'like', '%knex%')
    .orderBy(['table_name', 'ordinal_position']);
  const indexes: unknown[] = await db('pg_indexes')
    .select('indexname', 'indexdef')
    .where({ schemaname: 'public' })
    .whereNot('tablename', 'like', '%knex%')
    .orderBy('indexname');
  return [...columns, ...indexes];
}

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('migrations on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  it('leave the same schema after up, down and up again', async () => {
    const db = await databases.init(databaseId);
    await db.migrate.latest({ directory: migrationsDirectory });
    const first = await describeSchema(db);
    expect(first.length).toBeGreaterThan(7);

    await db.migrate.rollback({ directory: migrationsDirectory }, true);
    expect(await describeSchema(db)).toEqual([]);

    await db.migrate.latest({ directory: migrationsDirectory });
    expect(await describeSchema(db)).toEqual(first);
  });

  it('keep what was recorded when the backend starts again', async () => {
    const { db, apply } = await openStores(databases, databaseId);
    await apply(batch(1_000, [observation()]));
    const before = await db('servers').select();

    // A second client stands for a second start: the first one is known to be migrated.
    const again = isPostgres(db) ? knexFactory(db.client.config) : db;
    await again.migrate.latest({ directory: migrationsDirectory });
    expect(await db('servers').select()).toEqual(before);
    if (again !== db) {
      await again.destroy();
    }
  });

  it('let two starters at once both succeed', async () => {
    const db = await databases.init(databaseId);
    const starters = isPostgres(db)
      ? [knexFactory(db.client.config), knexFactory(db.client.config)]
      : [db, db];
    const clients = await Promise.all(
      starters.map(knex => applyMigrations(mockServices.database({ knex }))),
    );
    expect(clients).toEqual(starters);
    expect(await db('servers').select()).toEqual([]);
    if (isPostgres(db)) {
      await Promise.all(starters.map(knex => knex.destroy()));
    }
  });

  it('are left out when the host says so', async () => {
    const db = await databases.init(databaseId);
    await applyMigrations({
      getClient: async () => db,
      migrations: { skip: true },
    });
    expect(await db.schema.hasTable('servers')).toBe(false);
  });
});
