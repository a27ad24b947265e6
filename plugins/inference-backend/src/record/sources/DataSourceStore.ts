import type { DataSource } from '@inference-portal/plugin-inference-common';

/** Remembers the latest health of every data source, so that any backend replica can show it. */
export interface DataSourceStore {
  put(source: DataSource): Promise<void>;
  /** Ordered by type and name. */
  list(): Promise<DataSource[]>;
  /** Forgets sources that are no longer configured. */
  retain(ids: readonly string[]): Promise<void>;
}
