import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { DataSource } from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { applyMigrations } from '../database/applyMigrations';
import { plainText, readJson, writeJson } from '../database/codec';
import type { DataSourceStore } from './DataSourceStore';

interface DataSourceRow {
  id: string;
  type: string;
  name: string;
  document: string;
}

/** DataSourceStore in the plugin's database. */
export class KnexDataSourceStore implements DataSourceStore {
  readonly #db: Knex;

  static async create(options: {
    database: DatabaseService;
  }): Promise<KnexDataSourceStore> {
    return new KnexDataSourceStore(await applyMigrations(options.database));
  }

  private constructor(db: Knex) {
    this.#db = db;
  }

  async put(source: DataSource): Promise<void> {
    const row: DataSourceRow = {
      id: plainText(source.id),
      type: source.type,
      name: plainText(source.name),
      document: writeJson(source),
    };
    await this.#db<DataSourceRow>('data_sources')
      .insert(row)
      .onConflict('id')
      .merge();
  }

  async list(): Promise<DataSource[]> {
    const rows = await this.#db<DataSourceRow>('data_sources')
      .select('document')
      .orderBy(['type', 'name', 'id']);
    return rows.map(row => readJson<DataSource>(row.document));
  }

  async retain(ids: readonly string[]): Promise<void> {
    await this.#db<DataSourceRow>('data_sources')
      .whereNotIn('id', ids.map(plainText))
      .delete();
  }
}
