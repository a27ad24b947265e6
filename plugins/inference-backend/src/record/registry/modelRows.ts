import type {
  AliasMove,
  AliasRequest,
  AliasState,
  Model,
  ModelRef,
  RegistryConflict,
  RegistryOrigin,
} from '@inference-portal/plugin-inference-common';
import { modelKey } from '../../decide/registry/nodeId';
import {
  instantToText,
  nullableInstantToText,
  nullablePlainText,
  plainText,
  readInstant,
  readJson,
  readNullableInstant,
  readNumber,
  searchable,
  writeJson,
  type StoredNumber,
} from '../database/codec';
import type { ModelDescription, Writer } from './RegistryStore';
import type {
  AliasMoveRow,
  AliasRequestRow,
  AliasRow,
  ConflictRow,
  ModelRow,
  StoredBoolean,
} from './tables';

/** Columns of `models` that a description fills. */
export type DescriptionColumns = Pick<
  ModelRow,
  'title' | 'description' | 'homepage' | 'owner_ref' | 'tags' | 'source_ids'
>;

/** A row of `model_aliases` with what is shown of its version; null when the alias points nowhere. */
export type ShownAliasRow = AliasRow & { source_pinned: StoredBoolean | null };

/** What belongs to a model in other tables, for lists. */
export interface ModelSurroundings {
  readonly aliases: readonly ShownAliasRow[];
  /** Ids of lineage nodes. */
  readonly derivedFrom: readonly string[];
  readonly requests: readonly AliasRequestRow[];
}

/** A row of `models` with what is counted in other tables. */
export type CountedModelRow = ModelRow & {
  servers: StoredNumber;
  conflicts: StoredNumber;
};

/** Key of a model in the database. */
export function modelRefKey(model: ModelRef): string {
  return plainText(modelKey(model));
}

export function descriptionToColumns(
  description: ModelDescription,
): DescriptionColumns {
  return {
    title: nullablePlainText(description.title),
    description: nullablePlainText(description.description),
    homepage: nullablePlainText(description.homepage),
    owner_ref: nullablePlainText(description.owner),
    tags: writeJson(description.tags),
    source_ids: writeJson(description.sourceIds),
  };
}

export function columnsToDescription(
  row: DescriptionColumns,
): ModelDescription {
  return {
    title: row.title,
    description: row.description,
    homepage: row.homepage,
    owner: row.owner_ref,
    tags: readJson<string[]>(row.tags),
    sourceIds: readJson<string[]>(row.source_ids),
  };
}

/** The text that a model is searched in. */
export function modelSearchText(
  row: Pick<
    ModelRow,
    | 'namespace'
    | 'name'
    | 'title'
    | 'description'
    | 'owner_ref'
    | 'license'
    | 'source_ids'
  >,
): string {
  const texts = [
    `${row.namespace}/${row.name}`,
    row.title,
    row.owner_ref,
    row.license,
    ...readJson<string[]>(row.source_ids),
    row.description,
  ];
  // A line each, so that no search finds the end of one and the start of the next.
  return searchable(texts.filter(text => text !== null).join('\n'));
}

/** The row of a model that has no version yet. */
export function newModelRow(
  model: ModelRef,
  description: ModelDescription,
  writer: Writer,
): ModelRow {
  const ref = modelRefKey(model);
  const named = {
    namespace: plainText(model.namespace),
    name: plainText(model.name),
    ...descriptionToColumns(description),
    license: null,
  };
  return {
    ref,
    ...named,
    namespace_key: plainText(model.namespace.toLowerCase()),
    name_key: plainText(model.name.toLowerCase()),
    origin: writer.origin,
    created_at: writer.at,
    created_by: plainText(writer.actor),
    changed_at: writer.at,
    versions: 0,
    latest_version: null,
    search_text: modelSearchText(named),
  };
}

function rowToAlias(row: ShownAliasRow, version: string): AliasState {
  return {
    alias: row.alias,
    version,
    pinned: Boolean(row.source_pinned),
    since: instantToText(readInstant(row.since)),
    movedBy: row.moved_by,
    // Which aliases need a second person is configured, not recorded.
    protected: false,
  };
}

export function rowToAliasMove(row: AliasMoveRow): AliasMove {
  return {
    alias: row.alias,
    from: row.from_version,
    to: row.to_version,
    at: instantToText(readInstant(row.moved_at)),
    by: row.moved_by,
    approvedBy: row.approved_by,
    reason: row.reason,
  };
}

export function rowToAliasRequest(row: AliasRequestRow): AliasRequest {
  return {
    id: row.id,
    alias: row.alias,
    from: row.from_version,
    to: row.to_version,
    reason: row.reason,
    requestedBy: row.requested_by,
    requestedAt: instantToText(readInstant(row.requested_at)),
    status: row.status as AliasRequest['status'],
    decidedBy: row.decided_by,
    decidedAt: nullableInstantToText(readNullableInstant(row.decided_at)),
    decisionReason: row.decision_reason,
  };
}

export function rowToConflict(row: ConflictRow): RegistryConflict {
  return {
    source: row.source,
    model: { namespace: row.namespace, name: row.name },
    version: row.version,
    field: row.field,
    recorded: row.recorded,
    found: row.found,
    firstSeenAt: instantToText(readInstant(row.first_seen_at)),
    lastSeenAt: instantToText(readInstant(row.last_seen_at)),
  };
}

export function rowToModel(
  row: CountedModelRow,
  around: ModelSurroundings,
): Model {
  const { owner, ...description } = columnsToDescription(row);
  return {
    namespace: row.namespace,
    name: row.name,
    entityRef: `resource:${row.ref}`,
    title: description.title,
    description: description.description,
    owner,
    license: row.license,
    homepage: description.homepage,
    tags: [...description.tags],
    origin: row.origin as RegistryOrigin,
    sourceIds: [...description.sourceIds],
    versions: row.versions,
    latestVersion: row.latest_version,
    aliases: around.aliases.flatMap(alias =>
      alias.version === null ? [] : [rowToAlias(alias, alias.version)],
    ),
    ...(around.derivedFrom.length > 0 && {
      derivedFrom: [...around.derivedFrom],
    }),
    servers: readNumber(row.servers),
    createdAt: instantToText(readInstant(row.created_at)),
    createdBy: row.created_by,
    changedAt: instantToText(readInstant(row.changed_at)),
    pendingRequests: around.requests.map(rowToAliasRequest),
    conflicts: readNumber(row.conflicts),
  };
}
