import type {
  Page,
  ServerRevision,
} from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { plainText } from '../../database/codec';
import { decodeCursor, encodeCursor } from '../../database/cursor';
import { rowToRevision, type RevisionInContextRow } from '../revisionRows';

/** One page of a server's revisions, newest first. */
export async function readRevisionPage(
  db: Knex,
  serverId: string,
  options: { limit: number; cursor?: string },
): Promise<Page<ServerRevision>> {
  const rows: RevisionInContextRow[] = await db('server_revisions')
    .join('servers', 'servers.id', 'server_revisions.server_id')
    // A revision ends when the next begins, so only the starts are kept.
    .leftJoin({ next: 'server_revisions' }, join =>
      join
        .on('next.server_id', 'server_revisions.server_id')
        .on('next.number', db.raw('server_revisions.number + 1')),
    )
    .select(
      'server_revisions.*',
      'servers.current_revision',
      'servers.removed_at',
      { next_started_at: 'next.started_at' },
    )
    .where('server_revisions.server_id', plainText(serverId))
    .modify(query => {
      if (options.cursor !== undefined) {
        const [number] = decodeCursor<[number]>(options.cursor, ['number']);
        query.where('server_revisions.number', '<', number);
      }
    })
    .orderBy('server_revisions.number', 'desc')
    .limit(options.limit + 1);
  const items = rows.slice(0, options.limit).map(rowToRevision);
  const last = items.at(-1);
  return rows.length > options.limit && last
    ? { items, nextCursor: encodeCursor([last.number]) }
    : { items };
}
