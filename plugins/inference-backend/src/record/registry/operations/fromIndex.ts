import type { Knex } from 'knex';
import { searchable } from '../../database/codec';
import { likePattern } from '../../database/conditions';
import { isPostgres } from '../../database/dialect';

/** Characters of a piece in the indexes; a shorter text begins some pieces. */
const PIECE = 3;
/** Pieces that a short text may begin on SQLite; more of them are no help. */
const MAX_BEGUN = 1_000;
const LAST_CHARACTER = '\u{10ffff}';

/** Every three characters of a text that follow one another. */
function piecesOf(text: string): string[] {
  const letters = Array.from(text);
  const pieces = letters
    .slice(0, 1 - PIECE)
    .map((_, start) => letters.slice(start, start + PIECE).join(''));
  return [...new Set(pieces)];
}

/** A word of `tsquery`. */
function quoteLexeme(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** A phrase of FTS5. */
function quotePhrase(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

const isShort = (text: string) => Array.from(text).length < PIECE;

/** All pieces of a text, or any that a short one begins. */
function toTsquery(text: string): string {
  return isShort(text)
    ? `${quoteLexeme(text)}:*`
    : piecesOf(text).map(quoteLexeme).join(' & ');
}

/** The pieces of a text one after the other, or any that a short one begins; null when these are too many. */
async function toMatch(db: Knex, text: string): Promise<string | null> {
  if (!isShort(text)) {
    return quotePhrase(text);
  }
  const begun: string[] = await db('version_trigram_terms')
    .where('term', '>=', text)
    .where('term', '<', `${text}${LAST_CHARACTER}`)
    .limit(MAX_BEGUN + 1)
    .pluck('term');
  return begun.length > MAX_BEGUN
    ? null
    : begun.map(quotePhrase).join(' OR ') || quotePhrase(text);
}

/** Adds that the text of a version contains `text`. */
export function whereText(query: Knex.QueryBuilder, text: string): void {
  query.whereRaw("model_versions.search_text like ? escape '!'", [
    likePattern(text),
  ]);
}

/** Reads from the versions that an index finds for `text`, among which are all that contain it; from all versions when the index is no help. */
export async function fromIndex(
  db: Knex,
  text: string,
): Promise<(query: Knex.QueryBuilder) => void> {
  const wanted = searchable(text);
  if (isPostgres(db)) {
    return query =>
      query
        .from('model_versions')
        .whereRaw('inference_grams(model_versions.search_text) @@ ?::tsquery', [
          toTsquery(wanted),
        ]);
  }
  const match = await toMatch(db, wanted);
  if (match === null) {
    return query => query.from('model_versions');
  }
  const hits = db('version_trigrams')
    .select('node_id')
    .whereRaw('version_trigrams match ?', [match]);
  return query =>
    query
      .from(hits.as('hit'))
      .joinRaw(
        'cross join model_versions on model_versions.node_id = hit.node_id',
      );
}
