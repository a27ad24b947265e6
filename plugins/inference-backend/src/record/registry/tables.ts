import type { StoredNumber } from '../database/codec';

/** SQLite has no booleans of its own. */
export type StoredBoolean = boolean | number;

/** A row of `models`. */
export interface ModelRow {
  ref: string;
  namespace: string;
  name: string;
  namespace_key: string;
  name_key: string;
  title: string | null;
  description: string | null;
  homepage: string | null;
  owner_ref: string | null;
  origin: string;
  tags: string;
  source_ids: string;
  created_at: StoredNumber;
  created_by: string;
  changed_at: StoredNumber;
  versions: number;
  latest_version: string | null;
  license: string | null;
  search_text: string;
}

/** A row of `model_source_ids`. */
export interface ModelSourceIdRow {
  source_key: string;
  model_ref: string;
}

/** A row of `model_versions`. */
export interface VersionRow {
  node_id: string;
  model_ref: string;
  version: string;
  version_order: string;
  content_hash: string;
  source_uri: string;
  source_kind: string;
  source_pinned: StoredBoolean;
  source_revision: string | null;
  source_base: string;
  digest: string | null;
  kubeflow_model_id: string | null;
  kubeflow_version_id: string | null;
  format: string | null;
  architecture: string | null;
  parameters: StoredNumber | null;
  precision: string | null;
  quantization: string | null;
  context_length: number | null;
  license: string | null;
  description: string | null;
  homepage: string | null;
  creator: string | null;
  created_at: StoredNumber | null;
  signature: string | null;
  registered_at: StoredNumber;
  registered_by: string;
  origin: string;
  ordered_at: StoredNumber;
  retired_reason: string | null;
  retired_by: string | null;
  retired_at: StoredNumber | null;
  search_text: string;
}

/** A row of `version_details`. */
export interface VersionDetailRow {
  node_id: string;
  model_card: string | null;
  tags: string;
  metrics: string;
  lineage: string;
}

/** A row of `version_metrics`. */
export interface MetricRow {
  node_id: string;
  metric_key: string;
  name: string;
  dataset: string | null;
  slice: string | null;
  measured_at: StoredNumber | null;
  value: number;
  better: string | null;
  added_at: StoredNumber;
  added_by: string;
}

/** A row of `lineage_edges`. */
export interface LineageRow {
  from_id: string;
  relation: string;
  to_id: string;
  note: string | null;
  added_at: StoredNumber;
  added_by: string;
}

/** A row of `model_aliases`. */
export interface AliasRow {
  model_ref: string;
  alias: string;
  version: string | null;
  moves: number;
  since: StoredNumber;
  moved_by: string;
}

/** A row of `alias_moves`. */
export interface AliasMoveRow {
  model_ref: string;
  alias: string;
  number: number;
  from_version: string | null;
  to_version: string | null;
  moved_at: StoredNumber;
  moved_by: string;
  approved_by: string | null;
  reason: string | null;
}

/** A row of `alias_requests`. */
export interface AliasRequestRow {
  id: string;
  model_ref: string;
  alias: string;
  from_version: string | null;
  to_version: string | null;
  alias_moves: number;
  reason: string | null;
  requested_by: string;
  requested_at: StoredNumber;
  status: string;
  decided_by: string | null;
  decided_at: StoredNumber | null;
  decision_reason: string | null;
}

/** A row of `server_registrations`. */
export interface RegistrationRow {
  server_id: string;
  model_ref: string;
  namespace: string;
  name: string;
  version: string | null;
  reason: string;
  confidence: string;
}

/** A row of `registry_conflicts`. */
export interface ConflictRow {
  source: string;
  model_ref: string;
  version: string;
  field: string;
  namespace: string;
  name: string;
  recorded: string | null;
  found: string | null;
  first_seen_at: StoredNumber;
  last_seen_at: StoredNumber;
}

/** A row of `import_bookmarks`. */
export interface BookmarkRow {
  source: string;
  bookmark: string;
}
