import type { DatabaseService } from '@backstage/backend-plugin-api';
import { isPostgres } from './dialect';

/**
 * Says what is wrong with the encoding of the plugin's database, or null. A PostgreSQL that was made without a locale
 * has SQL_ASCII: there it compares bytes and finds no letters but English ones.
 */
export async function findEncodingProblem(
  database: DatabaseService,
): Promise<string | null> {
  const client = await database.getClient();
  if (!isPostgres(client)) {
    return null;
  }
  const { rows }: { rows: { encoding: string; name: string }[] } =
    await client.raw(
      "select current_setting('server_encoding') as encoding, current_database() as name",
    );
  const [found] = rows;
  return !found || found.encoding === 'UTF8'
    ? null
    : `The database ${found.name} has the encoding ${found.encoding}, so that searches miss words with other letters than English ones: make it anew with ENCODING 'UTF8', see docs/operations.md`;
}
