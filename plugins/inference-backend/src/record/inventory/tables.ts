import type {
  ModelServer,
  ModelServerDetail,
} from '@inference-portal/plugin-inference-common';
import type { StoredNumber } from '../database/codec';

/** A row of `servers`. */
export interface ServerRow {
  id: string;
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  state: string;
  runtime: string;
  model_id: string | null;
  gpus_held: number | null;
  entity_ref: string | null;
  model_entity_ref: string | null;
  owner_ref: string | null;
  owner_source: string;
  owner_reason: string;
  search_text: string;
  content_hash: string;
  current_revision: number;
  changed_at: StoredNumber;
  last_seen_at: StoredNumber;
  removed_at: StoredNumber | null;
  document: string;
}

/** What `servers.document` holds: the observed fields of a list item. */
export type ServerDocument = Omit<
  ModelServer,
  | 'entityRef'
  | 'owner'
  | 'registration'
  | 'currentRevision'
  | 'changedAt'
  | 'lastSeenAt'
  | 'removedAt'
>;

/** A row of `server_details`. */
export interface ServerDetailRow {
  server_id: string;
  detail: string;
  pods: string;
  signals: string;
}

/** What `server_details.detail` holds. */
export type DetailDocument = Omit<
  ModelServerDetail,
  keyof ModelServer | 'pods'
>;

/** A row of `server_revisions`. */
export interface RevisionRow {
  server_id: string;
  number: number;
  source: string;
  spec_hash: string;
  template_hash: string | null;
  object_uid: string;
  remembered_uid: string | null;
  cluster_revision: string | null;
  observed_at: StoredNumber;
  started_at: StoredNumber;
  changed_by: string | null;
  change_cause: string | null;
  images: string;
  spec: string;
}

/** A row of `gpu_capacity`. */
export interface GpuCapacityRow {
  cluster: string;
  product: string;
  capacity: number;
  held_by_servers: number;
  held_by_others: number;
}

/** A row of `cluster_sightings`. */
export interface ClusterSightingRow {
  cluster: string;
  fence_token: StoredNumber;
  observed_at: StoredNumber;
}
