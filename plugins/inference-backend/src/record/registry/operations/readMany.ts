import type { Knex } from 'knex';
import { chunks } from '../../database/chunks';
import { isPostgres } from '../../database/dialect';

/**
 * The rows of a query that has thousands. From PostgreSQL they come as one JSON text, as its client takes longer for that many rows than the
 * database does; what is a bigint is a number then.
 */
export async function readMany<T extends object>(
  db: Knex,
  query: Knex.QueryBuilder,
): Promise<T[]> {
  if (!isPostgres(db)) {
    return query;
  }
  const [found]: { rows: T[] }[] = await db
    .select({ rows: db.raw("coalesce(json_agg(many), '[]')") })
    .from(query.as('many'));
  return found?.rows ?? [];
}

/** Connections that one question takes at most. */
const PARTS = 4;
/** Texts that are too few to be asked for on several connections. */
const SMALL_PART = 100;

/** Asks about many texts on several connections at once; answers for the parts, in order. */
export async function readInParts<T>(
  texts: readonly string[],
  read: (part: readonly string[]) => Promise<T>,
): Promise<T[]> {
  const size = Math.max(SMALL_PART, Math.ceil(texts.length / PARTS));
  return Promise.all([...chunks(texts, size)].map(read));
}
