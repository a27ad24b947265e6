import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { isPostgres } from './dialect';

/** Any fixed number: starters of this plugin wait for one another on it. */
const STARTER_LOCK = 1_229_866_575;

const applied = new WeakMap<Knex, Promise<void>>();

/** Folder of the migrations, as knex wants it. */
export const migrationsDirectory = resolvePackagePath(
  '@inference-portal/plugin-inference-backend',
  'migrations',
);

async function migrate(client: Knex): Promise<void> {
  const latest = async () => {
    await client.migrate.latest({ directory: migrationsDirectory });
  };
  if (!isPostgres(client)) {
    await latest();
    return;
  }
  // knex's own lock makes the second of two starters fail; this one makes it wait.
  await client.transaction(async tx => {
    await tx.raw('select pg_advisory_xact_lock(?)', [STARTER_LOCK]);
    await latest();
  });
}

/**
 * Answers the plugin's database client with the newest schema, once per client. Respects `database.migrations.skip`.
 */
export async function applyMigrations(
  database: DatabaseService,
): Promise<Knex> {
  const client = await database.getClient();
  if (database.migrations?.skip) {
    return client;
  }
  let running = applied.get(client);
  if (!running) {
    running = migrate(client);
    applied.set(client, running);
    // A failed start may be tried again.
    running.catch(() => applied.delete(client));
  }
  await running;
  return client;
}
