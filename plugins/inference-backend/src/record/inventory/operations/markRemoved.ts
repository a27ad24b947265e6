import type { Knex } from 'knex';
import type { InstantMs } from '../../../types';
import { chunks } from '../../database/chunks';
import { plainText } from '../../database/codec';
import type { ServerRow } from '../tables';

/** Ids of a cluster's servers that are recorded as present but not in `seen`. */
export async function findMissing(
  tx: Knex.Transaction,
  cluster: string,
  seen: ReadonlySet<string>,
): Promise<string[]> {
  const ids: string[] = await tx<ServerRow>('servers')
    .where({ cluster: plainText(cluster) })
    .whereNull('removed_at')
    .pluck('id');
  return ids.filter(id => !seen.has(id));
}

/** Records that servers of a cluster ended between the sighting before and now. */
export async function markRemoved(
  tx: Knex.Transaction,
  options: {
    cluster: string;
    ids: readonly string[];
    removedAt: InstantMs;
    /** The cluster's sighting before this one; null when there was none. */
    lastSeenAt: InstantMs | null;
  },
): Promise<void> {
  for (const ids of chunks(options.ids)) {
    await tx<ServerRow>('servers')
      .where({ cluster: plainText(options.cluster) })
      .whereIn('id', ids)
      .whereNull('removed_at')
      .update({
        state: 'removed',
        removed_at: options.removedAt,
        ...(options.lastSeenAt === null
          ? {}
          : { last_seen_at: options.lastSeenAt }),
      });
  }
}
