import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { InstantMs } from '../../types';
import {
  plainText,
  readInstant,
  readJson,
  readNullableInstant,
  readNumber,
  writeJson,
} from '../database/codec';
import { columnsToFoundServer } from '../findings/findingRows';
import type { FoundServerColumns } from '../findings/tables';
import type {
  ChangeKind,
  ClaimedChange,
  ListedChange,
  RecordedChange,
  RecordedChangeEvent,
  RecordedPlan,
} from './ChangeStore';
import type {
  ChangeEventRow,
  ChangePlanRow,
  ChangeRow,
  PlanColumns,
} from './tables';

/** A change's row with its plan's. */
export type PlannedChangeRow = ChangeRow & PlanColumns;

export function planToRow(plan: RecordedPlan): ChangePlanRow {
  return {
    id: plan.id,
    kind: plan.kind,
    server_id: plainText(plan.serverId),
    hash: plan.hash,
    content: writeJson(plan.plan),
    created_at: plan.createdAt,
    created_by: plainText(plan.createdBy),
    expires_at: plan.expiresAt,
  };
}

export function rowToPlan(row: ChangePlanRow): RecordedPlan {
  return {
    id: row.id,
    kind: row.kind as ChangeKind,
    serverId: row.server_id,
    hash: row.hash,
    plan: readJson<JsonObject>(row.content),
    createdAt: readInstant(row.created_at),
    createdBy: row.created_by,
    expiresAt: readInstant(row.expires_at),
  };
}

/** What a change remembers, together with what came since somebody last looked. */
export function readProgress({
  progress,
  nudged,
}: Pick<ChangeRow, 'progress' | 'nudged'>): JsonObject {
  return {
    ...readJson<JsonObject>(progress),
    ...(nudged !== null && readJson<JsonObject>(nudged)),
  };
}

export function rowToChange(row: PlannedChangeRow): RecordedChange {
  const kind = row.kind as ChangeKind;
  return {
    id: row.id,
    kind,
    serverId: row.server_id,
    plan: rowToPlan({
      id: row.plan_id,
      kind,
      server_id: row.server_id,
      hash: row.plan_hash,
      content: row.plan_content,
      created_at: row.plan_created_at,
      created_by: row.plan_created_by,
      expires_at: row.plan_expires_at,
    }),
    state: row.state,
    progress: readProgress(row),
    actor: row.actor,
    reason: row.reason,
    startedAt: readInstant(row.started_at),
    updatedAt: readInstant(row.updated_at),
    finishedAt: readNullableInstant(row.finished_at),
  };
}

export function rowToListedChange(
  row: PlannedChangeRow & FoundServerColumns,
): ListedChange {
  return { ...rowToChange(row), server: columnsToFoundServer(row) };
}

export function rowToClaim(row: PlannedChangeRow): ClaimedChange {
  return {
    change: rowToChange(row),
    token: readNumber(row.token),
    failures: row.failures,
    failingSince: readNullableInstant(row.failing_since),
  };
}

export function eventToRow(
  changeId: string,
  event: Omit<RecordedChangeEvent, 'at'>,
  now: InstantMs,
): ChangeEventRow {
  return {
    change_id: changeId,
    at: now,
    state: event.state,
    message: plainText(event.message),
  };
}

export function rowToEvent(row: ChangeEventRow): RecordedChangeEvent {
  return { at: readInstant(row.at), state: row.state, message: row.message };
}
