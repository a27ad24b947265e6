import type {
  ImageReference,
  ServerRevision,
} from '@inference-portal/plugin-inference-common';
import {
  instantToText,
  nullableInstantToText,
  nullablePlainText,
  plainText,
  readInstant,
  readJson,
  readNullableInstant,
  writeJson,
  type StoredNumber,
} from '../database/codec';
import type { PlannedRevision, RecordedRevision } from './planRevisions';
import type { RevisionRow, ServerRow } from './tables';

/** Columns that planning needs; the specification is not read for it. */
export const PLANNING_COLUMNS = [
  'server_id',
  'number',
  'source',
  'spec_hash',
  'template_hash',
  'object_uid',
  'remembered_uid',
  'cluster_revision',
  'observed_at',
  'started_at',
  'changed_by',
  'change_cause',
  'images',
] as const;

/** A row of `server_revisions` as far as planning needs it. */
export type PlanningRow = Pick<RevisionRow, (typeof PLANNING_COLUMNS)[number]>;

/** A row of `server_revisions` with the start of the next one, and its server. */
export type RevisionInContextRow = RevisionRow &
  Pick<ServerRow, 'current_revision' | 'removed_at'> & {
    next_started_at: StoredNumber | null;
  };

export function rowToRecordedRevision(row: PlanningRow): RecordedRevision {
  return {
    number: row.number,
    source: row.source as RecordedRevision['source'],
    specHash: row.spec_hash,
    templateHash: row.template_hash,
    objectUid: row.object_uid,
    rememberedUid: row.remembered_uid,
    clusterRevision: row.cluster_revision,
    observedAt: readInstant(row.observed_at),
    startedAt: readInstant(row.started_at),
    changedBy: row.changed_by,
    changeCause: row.change_cause,
    images: readJson<ImageReference[]>(row.images),
  };
}

export function revisionToRow(
  serverId: string,
  revision: PlannedRevision,
): RevisionRow {
  return {
    server_id: serverId,
    number: revision.number,
    source: revision.source,
    spec_hash: revision.specHash,
    template_hash: revision.templateHash,
    object_uid: plainText(revision.objectUid),
    remembered_uid: nullablePlainText(revision.rememberedUid),
    cluster_revision: nullablePlainText(revision.clusterRevision),
    observed_at: revision.observedAt,
    started_at: revision.startedAt,
    changed_by: nullablePlainText(revision.changedBy),
    change_cause: nullablePlainText(revision.changeCause),
    images: writeJson(revision.images),
    spec: writeJson(revision.specification),
  };
}

export function rowToRevision(row: RevisionInContextRow): ServerRevision {
  const removedAt = readNullableInstant(row.removed_at);
  const newest = row.number === row.current_revision;
  return {
    id: `${row.server_id}.${row.number}`,
    serverId: row.server_id,
    number: row.number,
    specHash: row.spec_hash,
    spec: readJson<ServerRevision['spec']>(row.spec),
    observedAt: instantToText(readInstant(row.observed_at)),
    startedAt: instantToText(readInstant(row.started_at)),
    endedAt: nullableInstantToText(
      newest ? removedAt : readNullableInstant(row.next_started_at),
    ),
    source: row.source as ServerRevision['source'],
    changedBy: row.changed_by,
    changeCause: row.change_cause,
    images: readJson<ImageReference[]>(row.images),
    current: newest && removedAt === null,
    clusterRevision: row.cluster_revision,
  };
}
