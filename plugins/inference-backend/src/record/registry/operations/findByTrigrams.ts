import type { Knex } from 'knex';
import { searchable } from '../../database/codec';
import { isPostgres } from '../../database/dialect';

/** Characters of a trigram; an index of them knows no shorter text. */
const TRIGRAM = 3;
/** What is found more often is found sooner by reading the versions in the order of the page. */
const MANY = 2_000;

/**
 * Ids of all versions whose text contains `text`, from SQLite's table of trigrams, and perhaps of more. Null when that is no help, as the text
 * is too short or too common; and on PostgreSQL, which uses its index by itself.
 */
export async function findByTrigrams(
  db: Knex,
  text: string,
): Promise<readonly string[] | null> {
  const wanted = searchable(text);
  if (isPostgres(db) || Array.from(wanted).length < TRIGRAM) {
    return null;
  }
  const found: string[] = await db('version_trigrams')
    // A phrase: the trigrams of the text one after the other.
    .whereRaw('version_trigrams match ?', [`"${wanted.replaceAll('"', '""')}"`])
    .limit(MANY + 1)
    .pluck('node_id');
  return found.length > MANY ? null : found;
}
