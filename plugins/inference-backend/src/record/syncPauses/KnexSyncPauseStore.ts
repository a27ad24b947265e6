import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { Knex } from 'knex';
import type { ObjectRef } from '../../decide/remediation/scalableWorld';
import { applyMigrations } from '../database/applyMigrations';
import {
  nullablePlainText,
  plainText,
  readInstant,
  readJson,
  readNullableInstant,
  writeJson,
  type StoredNumber,
} from '../database/codec';
import type {
  NewSyncPause,
  SyncPause,
  SyncPauseStore,
  SyncPauseUpdate,
} from './SyncPauseStore';

/** A row of `sync_pauses`. */
interface SyncPauseRow {
  change_id: string;
  cluster: string;
  ref: string;
  uid: string;
  automatic: string;
  paused_at: StoredNumber;
  until: StoredNumber;
  confirmed_at: StoredNumber | null;
  /** SQLite has numbers only. */
  drifted: boolean | number;
  told_at: StoredNumber | null;
  end_wanted: string | null;
  failures: number;
  problem: string | null;
  ended_at: StoredNumber | null;
  ended: string | null;
}

function rowToPause(row: SyncPauseRow): SyncPause {
  return {
    changeId: row.change_id,
    cluster: row.cluster,
    ref: readJson<ObjectRef>(row.ref),
    uid: row.uid,
    automatic: readJson<JsonObject>(row.automatic),
    pausedAt: readInstant(row.paused_at),
    until: readInstant(row.until),
    confirmedAt: readNullableInstant(row.confirmed_at),
    drifted: Boolean(row.drifted),
    toldAt: readNullableInstant(row.told_at),
    endWanted: row.end_wanted,
    failures: row.failures,
    problem: row.problem,
    endedAt: readNullableInstant(row.ended_at),
    ended: row.ended,
  };
}

function updateToRow(update: SyncPauseUpdate): Partial<SyncPauseRow> {
  const { confirmedAt, drifted, ended, endedAt, endWanted, failures } = update;
  const { problem, toldAt } = update;
  return {
    ...(confirmedAt !== undefined && { confirmed_at: confirmedAt }),
    ...(drifted !== undefined && { drifted }),
    ...(toldAt !== undefined && { told_at: toldAt }),
    ...(endWanted !== undefined && {
      end_wanted: nullablePlainText(endWanted),
    }),
    ...(failures !== undefined && { failures }),
    ...(problem !== undefined && { problem: nullablePlainText(problem) }),
    ...(endedAt !== undefined && { ended_at: endedAt }),
    ...(ended !== undefined && { ended: nullablePlainText(ended) }),
  };
}

/** SyncPauseStore in the plugin's database. */
export class KnexSyncPauseStore implements SyncPauseStore {
  readonly #db: Knex;

  static async create(options: {
    database: DatabaseService;
  }): Promise<KnexSyncPauseStore> {
    return new KnexSyncPauseStore(await applyMigrations(options.database));
  }

  private constructor(db: Knex) {
    this.#db = db;
  }

  async open(pause: NewSyncPause): Promise<SyncPause> {
    await this.#db<SyncPauseRow>('sync_pauses')
      .insert({
        change_id: plainText(pause.changeId),
        cluster: plainText(pause.cluster),
        ref: writeJson(pause.ref),
        uid: plainText(pause.uid),
        automatic: writeJson(pause.automatic),
        paused_at: pause.pausedAt,
        until: pause.until,
        confirmed_at: null,
        drifted: false,
        told_at: null,
        end_wanted: null,
        failures: 0,
        problem: null,
        ended_at: null,
        ended: null,
      })
      .onConflict('change_id')
      .ignore();
    const recorded = await this.find(pause.changeId);
    if (!recorded) {
      throw new Error(`The pause of rollback ${pause.changeId} was not stored`);
    }
    return recorded;
  }

  async find(changeId: string): Promise<SyncPause | undefined> {
    const [row]: SyncPauseRow[] = await this.#db<SyncPauseRow>(
      'sync_pauses',
    ).where({ change_id: plainText(changeId) });
    return row && rowToPause(row);
  }

  async listOpen(): Promise<SyncPause[]> {
    const rows: SyncPauseRow[] = await this.#db<SyncPauseRow>('sync_pauses')
      .whereNull('ended_at')
      .orderBy(['paused_at', 'change_id']);
    return rows.map(rowToPause);
  }

  async update(changeId: string, update: SyncPauseUpdate): Promise<boolean> {
    const updated = await this.#db<SyncPauseRow>('sync_pauses')
      .where({ change_id: plainText(changeId) })
      .whereNull('ended_at')
      .update(updateToRow(update));
    return updated > 0;
  }
}
