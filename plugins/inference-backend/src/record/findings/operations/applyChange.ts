import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { FindingChange } from '../../../decide/findings/finding';
import type { InstantMs } from '../../../types';
import { plainText } from '../../database/codec';
import { contentToColumns, eventToRow, silenceToColumns } from '../findingRows';
import type { RecordedFindingEvent } from '../FindingStore';
import type { FindingEventRow, FindingRow } from '../tables';

type NewEvent = Omit<Parameters<typeof eventToRow>[1], 'at'>;

/** Remembers that something happened to a finding. */
export async function addEvent(
  tx: Knex,
  id: string,
  event: Pick<RecordedFindingEvent, 'at' | 'kind'> &
    Partial<RecordedFindingEvent>,
): Promise<void> {
  await tx<FindingEventRow>('finding_events').insert(eventToRow(id, event));
}

async function open(
  tx: Knex.Transaction,
  change: FindingChange & { kind: 'open' },
  now: InstantMs,
): Promise<void> {
  const id = randomUUID();
  const { cause, content, silence, toTell, continues } = change;
  await tx<FindingRow>('findings')
    .insert({
      id,
      server_id: plainText(change.serverId),
      cause,
      ...contentToColumns(cause, content, now),
      ...silenceToColumns(silence),
      opened_at: now,
      resolved_at: null,
      resolution: null,
      to_tell: toTell,
      told_at: null,
    })
    // Whoever is second writes nothing: there is one finding for each server and cause.
    .onConflict(tx.raw("(server_id, cause) where state <> 'resolved'"))
    .ignore();
  const written = await tx<FindingRow>('findings').select('id').where({ id });
  if (written.length > 0) {
    const { confidence } = content;
    const event: NewEvent = { kind: 'opened', cause: continues, confidence };
    await addEvent(tx, id, { at: now, ...event });
  }
}

/** What one change of a plan writes into the finding, and what it leaves in its history when it did. */
function toUpdate(
  change: Exclude<FindingChange, { kind: 'open' }>,
  now: InstantMs,
): {
  readonly isExpected: (query: Knex.QueryBuilder) => void;
  readonly columns: Partial<FindingRow>;
  readonly event: NewEvent | null;
} {
  switch (change.kind) {
    case 'reopen':
      return {
        isExpected: query => query.where({ state: 'resolved' }),
        columns: {
          ...contentToColumns(change.cause, change.content, now),
          ...silenceToColumns(change.silence),
          resolved_at: null,
          resolution: null,
        },
        event: { kind: 'reopened', confidence: change.content.confidence },
      };
    case 'update':
      return {
        isExpected: query => query.whereNot({ state: 'resolved' }),
        columns: contentToColumns(change.cause, change.content, now),
        event: change.confidenceChanged
          ? {
              kind: 'confidence-changed',
              confidence: change.content.confidence,
            }
          : null,
      };
    case 'end-silence':
      return {
        // Somebody may have silenced it anew in between.
        isExpected: query =>
          query
            .whereIn('state', ['snoozed', 'waived'])
            .where('silence_until', '<=', now),
        columns: { ...silenceToColumns(null), to_tell: true },
        event: { kind: 'silence-ended' },
      };
    case 'resolve':
      return {
        isExpected: query => query.whereNot({ state: 'resolved' }),
        columns: {
          state: 'resolved',
          resolved_at: now,
          resolution: change.resolution,
        },
        event: { kind: 'resolved', reason: change.resolution },
      };
    default:
      change satisfies never;
      throw new Error(`Unknown change ${JSON.stringify(change)}`);
  }
}

/** Applies one change of a plan, unless the finding is in another state than the plan was made for. */
export async function applyChange(
  tx: Knex.Transaction,
  change: FindingChange,
  now: InstantMs,
): Promise<void> {
  if (change.kind === 'open') {
    await open(tx, change, now);
    return;
  }
  const { isExpected, columns, event } = toUpdate(change, now);
  const updated = await tx<FindingRow>('findings')
    .where({ id: change.id })
    .modify(isExpected)
    // A finding of the same server and cause may have been opened meanwhile.
    .modify(query => {
      if (change.kind === 'reopen') {
        query.whereNotExists(others =>
          others
            .from({ other: 'findings' })
            .select('other.id')
            .whereRaw('other.server_id = findings.server_id')
            .whereRaw('other.cause = findings.cause')
            .whereNot('other.state', 'resolved'),
        );
      }
    })
    .update(columns);
  if (updated > 0 && event) {
    await addEvent(tx, change.id, { at: now, ...event });
  }
}
