import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import knexFactory from 'knex';
import { DATABASE_IDS } from '../__testUtils__/openStores';
import { isPostgres } from './dialect';
import { findEncodingProblem } from './findEncodingProblem';

jest.setTimeout(60_000);

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('encoding of %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  it('is fine in UTF8 and of no matter to SQLite', async () => {
    const knex = await databases.init(databaseId);
    expect(
      await findEncodingProblem(mockServices.database({ knex })),
    ).toBeNull();
  });

  it('is named with the database and the remedy when it knows no letters', async () => {
    const made = await databases.init(databaseId);
    if (!isPostgres(made)) {
      return;
    }
    await made.raw(
      "create database bytes encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C' template template0",
    );
    const knex = knexFactory({
      client: 'pg',
      connection: { ...made.client.config.connection, database: 'bytes' },
    });
    try {
      expect(await findEncodingProblem(mockServices.database({ knex }))).toBe(
        "The database bytes has the encoding SQL_ASCII, so that searches miss words with other letters than English ones: make it anew with ENCODING 'UTF8', see docs/operations.md",
      );
    } finally {
      await knex.destroy();
      await made.raw('drop database bytes');
    }
  });
});
