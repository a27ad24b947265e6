import type {
  ModelServer,
  ModelServerDetail,
  Owner,
  Registration,
  ServerPod,
} from '@inference-portal/plugin-inference-common';
import type {
  CatalogJoin,
  InstantMs,
  OwnershipSignals,
  ServerObservation,
} from '../../types';
import {
  instantToText,
  nullableInstantToText,
  nullablePlainText,
  plainText,
  readInstant,
  readJson,
  readNullableInstant,
  searchable,
  writeJson,
  type StoredNumber,
} from '../database/codec';
import type {
  DetailDocument,
  ServerDetailRow,
  ServerDocument,
  ServerRow,
} from './tables';
import type { RecordedOwnership } from './InventoryStore';

/** Columns of `servers` that the catalog join fills. */
export type JoinColumns = Pick<
  ServerRow,
  | 'entity_ref'
  | 'model_entity_ref'
  | 'owner_ref'
  | 'owner_source'
  | 'owner_reason'
  | 'search_text'
>;

/** Columns of `servers` that a join depends on. */
export type NamedRow = Pick<
  ServerRow,
  'name' | 'namespace' | 'cluster' | 'model_id'
>;

/** The registration of a server, all null when it is unregistered. */
export interface RegistrationColumns {
  registered_namespace: string | null;
  registered_name: string | null;
  registered_version: string | null;
  registered_reason: string | null;
  registered_confidence: string | null;
}

/** A row of `servers` with the sighting of its cluster and its registration. */
export type SeenServerRow = ServerRow &
  RegistrationColumns & { seen_at: StoredNumber | null };

/** Columns that `rowToOwnership` reads. */
export type OwnershipRow = Pick<
  ServerRow,
  'id' | 'cluster' | 'namespace' | 'name' | 'model_id'
> &
  JoinColumns &
  Pick<ServerDetailRow, 'signals'>;

export function joinToColumns(named: NamedRow, join: CatalogJoin): JoinColumns {
  const texts = [
    named.name,
    named.namespace,
    named.cluster,
    named.model_id,
    join.modelEntityRef,
    join.owner.ref,
  ];
  return {
    entity_ref: nullablePlainText(join.entityRef),
    model_entity_ref: nullablePlainText(join.modelEntityRef),
    owner_ref: nullablePlainText(join.owner.ref),
    owner_source: join.owner.source,
    owner_reason: plainText(join.owner.reason),
    // A line each, so that no search finds the end of one and the start of the next.
    search_text: searchable(texts.filter(text => text !== null).join('\n')),
  };
}

export function columnsToJoin(row: JoinColumns): CatalogJoin {
  return {
    entityRef: row.entity_ref,
    modelEntityRef: row.model_entity_ref,
    owner: {
      ref: row.owner_ref,
      source: row.owner_source as Owner['source'],
      reason: row.owner_reason,
    },
  };
}

export function sameJoin(a: JoinColumns, b: JoinColumns): boolean {
  return (
    a.entity_ref === b.entity_ref &&
    a.model_entity_ref === b.model_entity_ref &&
    a.owner_ref === b.owner_ref &&
    a.owner_source === b.owner_source &&
    a.owner_reason === b.owner_reason &&
    a.search_text === b.search_text
  );
}

/** Rows of a server that was just seen. */
export function observationToRows(options: {
  observation: ServerObservation;
  join: CatalogJoin;
  contentHash: string;
  newest: { readonly number: number; readonly startedAt: InstantMs };
  observedAt: InstantMs;
}): { server: ServerRow; detail: ServerDetailRow } {
  const { observation, join, contentHash, newest, observedAt } = options;
  const {
    image,
    servedNames,
    precision,
    quantization,
    tensorParallel,
    pipelineParallel,
    maxModelLength,
    endpoints,
    pods,
    podsOmitted,
    labels,
    ...document
  } = observation.server;
  const detail: DetailDocument = {
    image,
    servedNames,
    precision,
    quantization,
    tensorParallel,
    pipelineParallel,
    maxModelLength,
    endpoints,
    podsOmitted,
    labels,
  };
  const id = plainText(document.id);
  const named: NamedRow = {
    cluster: plainText(document.cluster),
    namespace: plainText(document.namespace),
    name: plainText(document.name),
    model_id: nullablePlainText(document.model.id),
  };
  return {
    server: {
      id,
      ...named,
      uid: plainText(document.uid),
      state: document.state,
      runtime: document.runtime.name,
      gpus_held: document.gpus.held,
      ...joinToColumns(named, join),
      content_hash: contentHash,
      current_revision: newest.number,
      changed_at: newest.startedAt,
      last_seen_at: observedAt,
      removed_at: null,
      document: writeJson(document satisfies ServerDocument),
    },
    detail: {
      server_id: id,
      detail: writeJson(detail),
      pods: writeJson(pods),
      signals: writeJson(observation.ownership),
    },
  };
}

function lastSeen(row: SeenServerRow): InstantMs {
  const written = readInstant(row.last_seen_at);
  const clusterSeen = readNullableInstant(row.seen_at);
  return row.removed_at === null && clusterSeen !== null
    ? clusterSeen
    : written;
}

/** What is left of a document when its object is gone: nothing runs and nothing is held. */
function asRemoved(
  document: ServerDocument,
  removedAt: InstantMs,
): ServerDocument {
  return {
    ...document,
    state: 'removed',
    stateReason: null,
    stateSince: instantToText(removedAt),
    replicas: { desired: 0, ready: 0, updated: 0 },
    gpus: { ...document.gpus, held: 0 },
  };
}

export function columnsToRegistration(
  row: RegistrationColumns,
): Registration | null {
  return row.registered_namespace === null || row.registered_name === null
    ? null
    : {
        namespace: row.registered_namespace,
        name: row.registered_name,
        version: row.registered_version,
        reason: row.registered_reason ?? '',
        confidence: row.registered_confidence as Registration['confidence'],
      };
}

export function rowToServer(row: SeenServerRow): ModelServer {
  const removedAt = readNullableInstant(row.removed_at);
  const observed = readJson<ServerDocument>(row.document);
  const document =
    removedAt === null ? observed : asRemoved(observed, removedAt);
  const join = columnsToJoin(row);
  return {
    ...document,
    model: { ...document.model, entityRef: join.modelEntityRef },
    entityRef: join.entityRef,
    registration: columnsToRegistration(row),
    owner: join.owner,
    currentRevision: removedAt === null ? row.current_revision : null,
    changedAt: instantToText(readInstant(row.changed_at)),
    lastSeenAt: instantToText(lastSeen(row)),
    removedAt: nullableInstantToText(removedAt),
  };
}

export function rowToServerDetail(
  row: SeenServerRow & ServerDetailRow,
): ModelServerDetail {
  const server = rowToServer(row);
  const detail = readJson<DetailDocument>(row.detail);
  if (server.removedAt !== null) {
    return { ...server, ...detail, pods: [], podsOmitted: 0 };
  }
  return { ...server, ...detail, pods: readJson<ServerPod[]>(row.pods) };
}

export function rowToOwnership(row: OwnershipRow): RecordedOwnership {
  return {
    id: row.id,
    cluster: row.cluster,
    namespace: row.namespace,
    name: row.name,
    modelId: row.model_id,
    signals: readJson<OwnershipSignals>(row.signals),
    join: columnsToJoin(row),
  };
}
