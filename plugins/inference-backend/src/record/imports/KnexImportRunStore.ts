import { randomUUID } from 'node:crypto';
import type { DatabaseService } from '@backstage/backend-plugin-api';
import type {
  ImportRun,
  ImportRunDetail,
} from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import type { InstantMs } from '../../types';
import { applyMigrations } from '../database/applyMigrations';
import { plainText } from '../database/codec';
import {
  changedNothing,
  NO_PROGRESS,
  progressToColumns,
  rowToRun,
  rowToRunDetail,
  type ImportRunRow,
} from './importRunRows';
import type {
  ImportEnd,
  ImportProgress,
  ImportRunStore,
  NewImportRun,
} from './ImportRunStore';

/**
 * Ended runs that are kept of a source: so many that were asked for, and so many by schedule. Of the latter only the newest may have changed
 * nothing.
 */
const KEPT = 20;

/** Without `findings`, which may be large. */
const LISTED = [
  'id',
  'source',
  'dry_run',
  'state',
  'started_by',
  'scheduled',
  'started_at',
  'changed_at',
  'expires_at',
  'finished_at',
  'counts',
  'error',
] as const;

/** ImportRunStore in the plugin's database. */
export class KnexImportRunStore implements ImportRunStore {
  readonly #db: Knex;

  static async create(options: {
    database: DatabaseService;
  }): Promise<KnexImportRunStore> {
    return new KnexImportRunStore(await applyMigrations(options.database));
  }

  private constructor(db: Knex) {
    this.#db = db;
  }

  async begin(wanted: NewImportRun): ReturnType<ImportRunStore['begin']> {
    const { now } = wanted;
    const source = plainText(wanted.source);
    const id = randomUUID();
    for (;;) {
      await this.#expired(now).where({ source }).update(interrupted(now));
      await this.#runs()
        .insert({
          id,
          source,
          dry_run: wanted.dryRun,
          state: 'running',
          started_by: plainText(wanted.startedBy),
          scheduled: wanted.scheduled,
          started_at: now,
          changed_at: now,
          expires_at: now + wanted.ttlMs,
          finished_at: null,
          ...progressToColumns(NO_PROGRESS),
          error: null,
        })
        // Whoever is second writes nothing: the index lets one run of a source through.
        .onConflict(this.#db.raw("(source) where state = 'running'"))
        .ignore();
      const running = await this.#runs()
        .select(...LISTED)
        .where({ source, state: 'running' })
        .first();
      if (running) {
        const isOurs = running.id === id;
        if (isOurs) {
          await this.#prune(source, wanted.scheduled);
        }
        return {
          status: isOurs ? 'begun' : 'running',
          run: rowToRun(running),
        };
      }
      // The other run ended between the two statements.
    }
  }

  async renew(
    id: string,
    options: { now: InstantMs; ttlMs: number; progress?: ImportProgress },
  ): Promise<boolean> {
    const { now, ttlMs, progress } = options;
    const renewed = await this.#runs()
      .where({ id, state: 'running' })
      .update({
        changed_at: now,
        expires_at: now + ttlMs,
        ...(progress ? progressToColumns(progress) : {}),
      });
    return renewed > 0;
  }

  async end(
    id: string,
    end: ImportEnd,
    { now, progress }: { now: InstantMs; progress?: ImportProgress },
  ): Promise<boolean> {
    const ended = await this.#runs()
      .where({ id, state: 'running' })
      .update({
        state: end.state,
        error: end.state === 'failed' ? plainText(end.error) : null,
        changed_at: now,
        finished_at: now,
        ...(progress ? progressToColumns(progress) : {}),
      });
    return ended > 0;
  }

  async endExpired(now: InstantMs): Promise<void> {
    await this.#expired(now).update(interrupted(now));
  }

  async listInterrupted(): ReturnType<ImportRunStore['listInterrupted']> {
    const rows = await this.#runs()
      .select(...LISTED)
      .where({ dry_run: false })
      .orderBy([
        { column: 'started_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ]);
    const bySource = new Map<string, typeof rows>();
    for (const row of rows) {
      bySource.set(row.source, [...(bySource.get(row.source) ?? []), row]);
    }
    return [...bySource.values()].flatMap(runs => {
      const others = runs.findIndex(({ state }) => state !== 'interrupted');
      const inARow = others === -1 ? runs.length : others;
      const [newest] = runs;
      return newest && inARow > 0 ? [{ run: rowToRun(newest), inARow }] : [];
    });
  }

  async list({
    source,
    limit,
  }: {
    source?: string;
    limit: number;
  }): Promise<readonly ImportRun[]> {
    const rows = await this.#runs()
      .select(...LISTED)
      .modify(query => {
        if (source !== undefined) {
          query.where({ source: plainText(source) });
        }
      })
      .orderBy([
        { column: 'started_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    return rows.map(rowToRun);
  }

  async find(id: string): Promise<ImportRunDetail | undefined> {
    const row = await this.#runs()
      .where({ id: plainText(id) })
      .first();
    return row && rowToRunDetail(row);
  }

  #runs() {
    return this.#db<ImportRunRow>('import_runs');
  }

  #expired(now: InstantMs) {
    return this.#runs()
      .where({ state: 'running' })
      .andWhere('expires_at', '<=', now);
  }

  async #prune(source: string, scheduled: boolean): Promise<void> {
    const ended = await this.#runs()
      .select('id', 'state', 'counts')
      .where({ source, scheduled })
      .whereNot({ state: 'running' })
      .orderBy([
        { column: 'started_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ]);
    // A source that is read every minute and hardly ever changes leaves the runs to be seen that did something.
    const [, ...idle] = scheduled ? ended.filter(changedNothing) : [];
    const others = ended.filter(row => !idle.includes(row));
    await this.#runs()
      .whereIn(
        'id',
        [...idle, ...others.slice(KEPT)].map(({ id }) => id),
      )
      .delete();
  }
}

function interrupted(now: InstantMs) {
  return { state: 'interrupted', finished_at: now };
}
