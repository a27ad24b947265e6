import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { applyMigrations } from '../database/applyMigrations';
import { plainText, readInstant, readNullableInstant } from '../database/codec';
import { putRows } from '../database/putRows';
import type { TroubleRow } from './tables';
import type { ServerTrouble, TroubleStore } from './TroubleStore';

/** TroubleStore in the plugin's database. */
export class KnexTroubleStore implements TroubleStore {
  readonly #db: Knex;

  static async create(options: {
    database: DatabaseService;
  }): Promise<KnexTroubleStore> {
    return new KnexTroubleStore(await applyMigrations(options.database));
  }

  private constructor(db: Knex) {
    this.#db = db;
  }

  async readAll(): Promise<Map<string, ServerTrouble>> {
    const rows = await this.#db<TroubleRow>('server_troubles').select();
    return new Map(
      rows.map(row => [
        row.server_id,
        {
          serverId: row.server_id,
          firstSeenAt: readInstant(row.first_seen_at),
          crashingSince: readNullableInstant(row.crashing_since),
          crashingSeenAt: readNullableInstant(row.crashing_seen_at),
          pendingSince: readNullableInstant(row.pending_since),
          newerVersionSince: readNullableInstant(row.newer_version_since),
        },
      ]),
    );
  }

  async replaceAll(troubles: readonly ServerTrouble[]): Promise<void> {
    await this.#db.transaction(async tx => {
      await tx('server_troubles').delete();
      await putRows<TroubleRow>(
        tx,
        'server_troubles',
        ['server_id'],
        troubles.map(trouble => ({
          server_id: plainText(trouble.serverId),
          first_seen_at: trouble.firstSeenAt,
          crashing_since: trouble.crashingSince,
          crashing_seen_at: trouble.crashingSeenAt,
          pending_since: trouble.pendingSince,
          newer_version_since: trouble.newerVersionSince,
        })),
      );
    });
  }
}
