import type { Knex } from 'knex';
import type { OwnershipInterval } from '../../../decide/cost/ledger';
import { plainText, readInstant } from '../../database/codec';
import { joinByIndex, tableOfTexts } from '../../database/joinByIndex';
import { readEnd } from '../evidence';
import type { Span } from '../spans';
import type { OwnershipRow } from '../tables';

/**
 * Rows of subjects, found by each subject: those of a window are few among those of years. Of one subject they never overlap, so that none
 * before the last that began with the window or earlier reaches into it.
 */
function selectOf(
  db: Knex,
  subjects: readonly string[],
  window: Span,
): Knex.QueryBuilder {
  const [ids, bound] = tableOfTexts(db, subjects.map(plainText));
  const owners = joinByIndex(db, {
    left: 'wanted',
    table: 'ledger_ownership',
    column: 'subject',
    as: 'owned',
    where: `from_at < ? and from_at >= coalesce(
      (select max(earlier.from_at) from ledger_ownership as earlier where earlier.subject = wanted.id and earlier.from_at <= ?),
      ?
    )`,
  });
  return db
    .select('owned.*')
    .from(
      db.raw(`(${ids}) as ${owners}`, [
        bound,
        window.to,
        window.from,
        window.from,
      ]),
    );
}

/** What was told again of a later instant is one stretch. */
function isSame(a: OwnershipInterval, b: OwnershipInterval): boolean {
  return (
    a.subject === b.subject &&
    a.owner === b.owner &&
    a.model === b.model &&
    a.version === b.version
  );
}

/** Ownership within a window, of all subjects for null. */
export async function readOwnership(
  db: Knex,
  window: Span,
  subjects: readonly string[] | null,
): Promise<OwnershipInterval[]> {
  const query: Knex.QueryBuilder =
    subjects === null
      ? db('ledger_ownership as owned')
          .select('owned.*')
          .where('owned.from_at', '<', window.to)
      : selectOf(db, subjects, window);
  const rows: OwnershipRow[] = await query
    .where('owned.to_at', '>', window.from)
    .orderBy(['owned.subject', 'owned.from_at']);
  const read: OwnershipInterval[] = [];
  for (const row of rows) {
    const next: OwnershipInterval = {
      subject: row.subject,
      from: readInstant(row.from_at),
      to: readEnd(row.to_at),
      owner: row.owner,
      model: row.model,
      version: row.version,
    };
    const last = read.at(-1);
    if (last && last.to === next.from && isSame(last, next)) {
      read[read.length - 1] = { ...last, to: next.to };
    } else {
      read.push(next);
    }
  }
  return read;
}
