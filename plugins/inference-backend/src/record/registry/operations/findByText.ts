import type { Knex } from 'knex';
import { searchable } from '../../database/codec';
import { likePattern } from '../../database/conditions';
import { isPostgres } from '../../database/dialect';
import type { VersionRow } from '../tables';

/** Characters of a trigram; an index of them knows no shorter text. */
const TRIGRAM = 3;
/** What is found more often is found sooner by reading the versions in the order of the page. */
const MANY = 2_000;

/** Versions that an index of trigrams finds, in any order. */
function queryIndex(db: Knex, text: string): Knex.QueryBuilder {
  if (isPostgres(db)) {
    // Asked for a page in order, it would rather read the versions in that order, however few contain the text.
    return db<VersionRow>('model_versions').whereRaw(
      "search_text like ? escape '!'",
      [likePattern(text)],
    );
  }
  // A phrase: the trigrams of the text one after the other.
  return db('version_trigrams').whereRaw('version_trigrams match ?', [
    `"${searchable(text).replaceAll('"', '""')}"`,
  ]);
}

/**
 * Ids of all versions whose text contains `text`, and on SQLite perhaps of more. Null when they are too many, or the text is too short for the
 * index, so that it is no help.
 */
export async function findByText(
  db: Knex,
  text: string,
): Promise<readonly string[] | null> {
  if (Array.from(searchable(text)).length < TRIGRAM) {
    return null;
  }
  const found: string[] = await queryIndex(db, text)
    .limit(MANY + 1)
    .pluck('node_id');
  return found.length > MANY ? null : found;
}
