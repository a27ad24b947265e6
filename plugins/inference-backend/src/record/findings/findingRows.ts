import type {
  FindingCause,
  FindingConfidence,
  FindingStakes,
} from '@inference-portal/plugin-inference-common';
import {
  AVOIDABLE_CAUSES,
  type FindingContent,
  type FindingResolution,
  type RecordedFinding,
  type Silence,
  type SilenceKind,
} from '../../decide/findings/finding';
import type { VerdictReason } from '../../decide/zombies/verdict';
import type { InstantMs } from '../../types';
import {
  nullablePlainText,
  plainText,
  readInstant,
  readJson,
  readNullableInstant,
  writeJson,
} from '../database/codec';
import type {
  FoundServer,
  ListedFinding,
  RecordedFindingEvent,
} from './FindingStore';
import type { FindingEventRow, FindingRow, FoundServerColumns } from './tables';

/** Columns that the detector fills anew with every run. */
export function contentToColumns(
  cause: FindingCause,
  content: FindingContent,
  now: InstantMs,
) {
  const { stakes } = content;
  const isAvoidable = AVOIDABLE_CAUSES.has(cause);
  return {
    confidence: content.confidence,
    reasons: writeJson(content.reasons),
    since: content.since,
    orphaned: content.orphaned,
    checked_at: now,
    next_check_at: content.nextCheckAt,
    stakes: writeJson(stakes),
    currency: isAvoidable ? stakes.currency : null,
    micros_per_month: isAvoidable ? stakes.microsPerMonth : null,
    gpus: isAvoidable ? stakes.gpus : null,
  };
}

/** The state of a finding that is not resolved, and why it is silent. */
export function silenceToColumns(silence: Silence | null) {
  return {
    state: silence?.kind ?? 'open',
    silence_kind: silence?.kind ?? null,
    silence_until: silence?.until ?? null,
    silence_reason: nullablePlainText(silence?.reason ?? null),
    silence_by: silence && plainText(silence.by),
    silence_at: silence?.at ?? null,
  };
}

function columnsToSilence(row: FindingRow): Silence | null {
  return row.silence_kind === null || row.silence_at === null
    ? null
    : {
        kind: row.silence_kind as SilenceKind,
        until: readNullableInstant(row.silence_until),
        reason: row.silence_reason,
        by: row.silence_by ?? '',
        at: readInstant(row.silence_at),
      };
}

export function rowToFinding(row: FindingRow): RecordedFinding {
  return {
    id: row.id,
    serverId: row.server_id,
    cause: row.cause as FindingCause,
    state: row.state as RecordedFinding['state'],
    confidence: row.confidence as FindingConfidence,
    reasons: readJson<VerdictReason[]>(row.reasons),
    since: readNullableInstant(row.since),
    orphaned: Boolean(row.orphaned),
    openedAt: readInstant(row.opened_at),
    checkedAt: readInstant(row.checked_at),
    nextCheckAt: readInstant(row.next_check_at),
    resolvedAt: readNullableInstant(row.resolved_at),
    resolution: row.resolution as FindingResolution | null,
    stakes: readJson<FindingStakes>(row.stakes),
    silence: columnsToSilence(row),
    toTell: Boolean(row.to_tell),
    toldAt: readNullableInstant(row.told_at),
  };
}

/** The server of a finding, or of something else that happened to a server. */
export function columnsToFoundServer(
  row: { readonly server_id: string } & FoundServerColumns,
): FoundServer {
  return {
    id: row.server_id,
    name: row.server_name,
    namespace: row.server_namespace,
    cluster: row.server_cluster,
    model: row.server_model,
    entityRef: row.server_entity,
    owner: row.server_owner,
  };
}

export function rowToListedFinding(
  row: FindingRow & FoundServerColumns,
): ListedFinding {
  return { ...rowToFinding(row), server: columnsToFoundServer(row) };
}

/** An event of which only what is told is known. */
export function eventToRow(
  findingId: string,
  event: Pick<RecordedFindingEvent, 'at' | 'kind'> &
    Partial<RecordedFindingEvent>,
): FindingEventRow {
  return {
    finding_id: findingId,
    at: event.at,
    kind: event.kind,
    actor: nullablePlainText(event.by ?? null),
    cause: event.cause ?? null,
    confidence: event.confidence ?? null,
    until: event.until ?? null,
    reason: nullablePlainText(event.reason ?? null),
  };
}

export function rowToEvent(row: FindingEventRow): RecordedFindingEvent {
  return {
    at: readInstant(row.at),
    kind: row.kind as RecordedFindingEvent['kind'],
    by: row.actor,
    cause: row.cause as FindingCause | null,
    confidence: row.confidence as FindingConfidence | null,
    until: readNullableInstant(row.until),
    reason: row.reason,
  };
}
