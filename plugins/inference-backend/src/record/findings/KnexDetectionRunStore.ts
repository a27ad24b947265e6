import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { InstantMs } from '../../types';
import { applyMigrations } from '../database/applyMigrations';
import { plainText, readInstant, readJson, writeJson } from '../database/codec';
import type { DetectionRun, DetectionRunStore } from './DetectionRunStore';
import type { FindingRunRow } from './tables';

const DETECTION = 'detection';
const digestOf = (owner: string) => plainText(`digest:${owner}`);

/** DetectionRunStore in the plugin's database. */
export class KnexDetectionRunStore implements DetectionRunStore {
  readonly #db: Knex;

  static async create(options: {
    database: DatabaseService;
  }): Promise<KnexDetectionRunStore> {
    return new KnexDetectionRunStore(await applyMigrations(options.database));
  }

  private constructor(db: Knex) {
    this.#db = db;
  }

  async findLast(): Promise<DetectionRun | null> {
    const row = await this.#runs().where({ name: DETECTION }).first();
    return row
      ? {
          ranAt: readInstant(row.ran_at),
          ...readJson<Omit<DetectionRun, 'ranAt'>>(row.result),
        }
      : null;
  }

  async save({ ranAt, ...result }: DetectionRun): Promise<void> {
    await this.#runs()
      .insert({ name: DETECTION, ran_at: ranAt, result: writeJson(result) })
      .onConflict('name')
      .merge();
  }

  async claimDigest(
    owner: string,
    { now, notAfter }: { now: InstantMs; notAfter: InstantMs },
  ): Promise<boolean> {
    const name = digestOf(owner);
    const renewed = await this.#runs()
      .where({ name })
      .andWhere('ran_at', '<=', notAfter)
      .update({ ran_at: now });
    if (renewed > 0) {
      return true;
    }
    const inserted: unknown[] = await this.#runs()
      .insert({ name, ran_at: now, result: writeJson(null) })
      .onConflict('name')
      .ignore()
      .returning('name');
    return inserted.length > 0;
  }

  async returnDigest(owner: string): Promise<void> {
    await this.#runs()
      .where({ name: digestOf(owner) })
      .delete();
  }

  #runs(): Knex.QueryBuilder<FindingRunRow, FindingRunRow[]> {
    return this.#db<FindingRunRow>('finding_runs');
  }
}
