import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { applyMigrations } from '../database/applyMigrations';
import { readNumber, type StoredNumber } from '../database/codec';
import type { InstantMs } from '../../types';
import type { Fence, LeaseStore } from './LeaseStore';

/** LeaseStore in the plugin's database. */
export class KnexLeaseStore implements LeaseStore {
  readonly #db: Knex;

  static async create(options: {
    database: DatabaseService;
  }): Promise<KnexLeaseStore> {
    return new KnexLeaseStore(await applyMigrations(options.database));
  }

  private constructor(db: Knex) {
    this.#db = db;
  }

  async acquire(options: {
    cluster: string;
    holder: string;
    now: InstantMs;
    ttlMs: number;
  }): Promise<Fence | null> {
    const { cluster, holder, now, ttlMs } = options;
    return this.#db.transaction(async tx => {
      await tx('cluster_leases')
        .insert({ cluster, holder: null, token: 0, expires_at: 0 })
        .onConflict('cluster')
        .ignore();
      // One statement decides: of two replicas at once the second waits for the row and then finds it held.
      const won: { token: StoredNumber }[] = await tx('cluster_leases')
        .where({ cluster })
        .andWhere(free =>
          free
            .where({ holder })
            .orWhereNull('holder')
            .orWhere('expires_at', '<=', now),
        )
        .update({
          token: tx.raw('case when holder = ? then token else token + 1 end', [
            holder,
          ]),
          holder,
          expires_at: now + ttlMs,
        })
        .returning('token');
      const [row] = won;
      return row ? { cluster, token: readNumber(row.token) } : null;
    });
  }

  async release(options: { cluster: string; holder: string }): Promise<void> {
    await this.#db('cluster_leases')
      .where({ cluster: options.cluster, holder: options.holder })
      .update({ holder: null });
  }
}
