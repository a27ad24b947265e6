import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { Knex } from 'knex';
import type { InstantMs } from '../../types';
import { applyMigrations } from '../database/applyMigrations';
import {
  plainText,
  readJson,
  readNullableInstant,
  readNumber,
  writeJson,
} from '../database/codec';
import { decodeCursor, encodeCursor } from '../database/cursor';
import { selectChanges, selectListedChanges, whereChange } from './changeQuery';
import {
  eventToRow,
  planToRow,
  readProgress,
  rowToChange,
  rowToClaim,
  rowToEvent,
  rowToListedChange,
  rowToPlan,
} from './changeRows';
import type {
  BeginOutcome,
  ChangeFilter,
  ChangeStep,
  ChangeStore,
  ClaimedChange,
  ClaimRef,
  ListedChange,
  RecordedChange,
  RecordedChangeEvent,
  RecordedPlan,
} from './ChangeStore';
import { beginChange } from './operations/beginChange';
import { lockRunning } from './operations/lockChange';
import { saveStep } from './operations/saveStep';
import type { ChangeEventRow, ChangePlanRow, ChangeRow } from './tables';

/** ChangeStore in the plugin's database. */
export class KnexChangeStore implements ChangeStore {
  readonly #db: Knex;

  static async create(options: {
    database: DatabaseService;
  }): Promise<KnexChangeStore> {
    return new KnexChangeStore(await applyMigrations(options.database));
  }

  private constructor(db: Knex) {
    this.#db = db;
  }

  async savePlan(plan: RecordedPlan): Promise<void> {
    await this.#db<ChangePlanRow>('change_plans').insert(planToRow(plan));
  }

  async findPlan(id: string): Promise<RecordedPlan | undefined> {
    const [row]: ChangePlanRow[] = await this.#db<ChangePlanRow>(
      'change_plans',
    ).where({ id: plainText(id) });
    return row && rowToPlan(row);
  }

  async begin(
    wish: Parameters<ChangeStore['begin']>[0],
  ): Promise<BeginOutcome> {
    return beginChange(this.#db, wish);
  }

  async findByKey(
    actor: string,
    key: string,
  ): Promise<RecordedChange | undefined> {
    const [row] = await selectChanges(this.#db).where({
      actor: plainText(actor),
      idempotency_key: plainText(key),
    });
    return row && rowToChange(row);
  }

  async find(id: string): Promise<ListedChange | undefined> {
    const [row] = await selectListedChanges(this.#db).where(
      'changes.id',
      plainText(id),
    );
    return row && rowToListedChange(row);
  }

  async list(options: {
    filter: ChangeFilter;
    limit: number;
    cursor?: string;
  }): ReturnType<ChangeStore['list']> {
    const { filter, limit, cursor } = options;
    const rows = await selectListedChanges(this.#db)
      .modify(whereChange, this.#db, filter)
      .modify(query => {
        if (cursor !== undefined) {
          const [startedAt, id] = decodeCursor<[number, string]>(cursor, [
            'number',
            'string',
          ]);
          query.whereRaw(
            '(changes.started_at < ? or (changes.started_at = ? and changes.id < ?))',
            [startedAt, startedAt, id],
          );
        }
      })
      .orderBy([
        { column: 'changes.started_at', order: 'desc' },
        { column: 'changes.id', order: 'desc' },
      ])
      .limit(limit + 1);
    const page = rows.slice(0, limit);
    const items = page.map(rowToListedChange);
    const last = page.at(-1);
    return rows.length > limit && last
      ? {
          items,
          nextCursor: encodeCursor([readNumber(last.started_at), last.id]),
        }
      : { items };
  }

  async listEvents(id: string): Promise<RecordedChangeEvent[]> {
    const rows: ChangeEventRow[] = await this.#db<ChangeEventRow>(
      'change_events',
    )
      .where({ change_id: plainText(id) })
      .orderBy('id');
    return rows.map(rowToEvent);
  }

  async claimDue(
    options: Parameters<ChangeStore['claimDue']>[0],
  ): Promise<ClaimedChange[]> {
    const due: Pick<ChangeRow, 'id'>[] = await this.#db<ChangeRow>('changes')
      .select('id')
      .whereNull('finished_at')
      .whereIn('kind', [...options.kinds])
      .where('due_at', '<=', options.now)
      .where(free =>
        free
          .whereNull('claimed_until')
          .orWhere('claimed_until', '<=', options.now),
      )
      .orderBy(['due_at', 'id'])
      .limit(options.limit);
    const claimed: ClaimedChange[] = [];
    for (const { id } of due) {
      const claim = await this.#claim(id, options);
      if (claim) {
        claimed.push(claim);
      }
    }
    return claimed;
  }

  async renew({ id, token }: ClaimRef, until: InstantMs): Promise<boolean> {
    const updated = await this.#db<ChangeRow>('changes')
      .where({ id, token })
      .whereNull('finished_at')
      .update({ claimed_until: until });
    return updated > 0;
  }

  async saveStep(
    claim: ClaimRef,
    step: ChangeStep,
    now: InstantMs,
  ): Promise<boolean> {
    return saveStep(this.#db, claim, step, now);
  }

  async saveFailure(
    { id, token }: ClaimRef,
    next: InstantMs,
    now: InstantMs,
  ): Promise<boolean> {
    const updated = await this.#db<ChangeRow>('changes')
      .where({ id, token })
      .whereNull('finished_at')
      .update({
        claimed_by: null,
        claimed_until: null,
        failures: this.#db.raw('failures + 1'),
        failing_since: this.#db.raw('coalesce(failing_since, ?)', [now]),
        // What a nudge asked for need not wait.
        due_at: this.#db.raw(
          'case when nudged is null then cast(? as bigint) else ? end',
          [next, now],
        ),
      });
    return updated > 0;
  }

  async release({ id, token }: ClaimRef): Promise<void> {
    await this.#db<ChangeRow>('changes')
      .where({ id, token })
      .update({ claimed_by: null, claimed_until: null });
  }

  async nudge(
    id: string,
    progress: JsonObject,
    event: Omit<RecordedChangeEvent, 'at'>,
    now: InstantMs,
  ): Promise<boolean> {
    return this.#db.transaction(async tx => {
      const row = await lockRunning(tx, plainText(id));
      if (!row) {
        return false;
      }
      const before =
        row.nudged === null ? {} : readJson<JsonObject>(row.nudged);
      await tx<ChangeRow>('changes')
        .where({ id: row.id })
        .update({
          nudged: writeJson({ ...before, ...progress }),
          due_at: now,
          updated_at: now,
        });
      await tx<ChangeEventRow>('change_events').insert(
        eventToRow(row.id, event, now),
      );
      return true;
    });
  }

  async prunePlans(expiredBefore: InstantMs): Promise<number> {
    return this.#db<ChangePlanRow>('change_plans')
      .where('expires_at', '<', expiredBefore)
      .whereNotExists(done =>
        done
          .from('changes')
          .select('changes.id')
          .whereRaw('changes.plan_id = change_plans.id'),
      )
      .delete();
  }

  /** Null when somebody else was faster. */
  async #claim(
    id: string,
    { holder, now, ttlMs }: Parameters<ChangeStore['claimDue']>[0],
  ): Promise<ClaimedChange | null> {
    return this.#db.transaction(async tx => {
      const row = await lockRunning(tx, id);
      const until = row ? readNullableInstant(row.claimed_until) : null;
      if (
        !row ||
        readNumber(row.due_at) > now ||
        (until !== null && until > now)
      ) {
        return null;
      }
      const columns = {
        claimed_by: holder,
        claimed_until: now + ttlMs,
        token: readNumber(row.token) + 1,
        // From here on the step sees what nudges brought; what comes later is kept apart again.
        progress: writeJson(readProgress(row)),
        nudged: null,
      };
      await tx<ChangeRow>('changes').where({ id }).update(columns);
      return rowToClaim({ ...row, ...columns });
    });
  }
}
