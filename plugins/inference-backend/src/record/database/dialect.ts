import type { Knex } from 'knex';

/** True for PostgreSQL, false for SQLite. */
export function isPostgres(client: Knex): boolean {
  return String(client.client.config.client).includes('pg');
}
