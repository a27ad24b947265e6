import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type {
  FindingChange,
  RecordedFinding,
  Silence,
} from '../../decide/findings/finding';
import type { InstantMs } from '../../types';
import { applyMigrations } from '../database/applyMigrations';
import { chunks } from '../database/chunks';
import { plainText, readNumber } from '../database/codec';
import { whereAmong } from '../database/conditions';
import { decodeCursor, encodeCursor } from '../database/cursor';
import {
  rowToEvent,
  rowToFinding,
  rowToListedFinding,
  silenceToColumns,
} from './findingRows';
import { selectFindings, whereFinding } from './findingQuery';
import type {
  FindingFilter,
  FindingStore,
  ListedFinding,
  OwnerFindings,
  RecordedFindingEvent,
} from './FindingStore';
import { addEvent, applyChange } from './operations/applyChange';
import { sumFindings } from './operations/sumFindings';
import type { FindingEventRow, FindingRow } from './tables';

/** Sorts what has no price after everything that has one. */
const UNPRICED = -1;
const PRICE = `coalesce(findings.micros_per_month, ${UNPRICED})`;

/** FindingStore in the plugin's database. */
export class KnexFindingStore implements FindingStore {
  readonly #db: Knex;

  static async create(options: {
    database: DatabaseService;
  }): Promise<KnexFindingStore> {
    return new KnexFindingStore(await applyMigrations(options.database));
  }

  private constructor(db: Knex) {
    this.#db = db;
  }

  async listRecent(resolvedAfter: InstantMs): Promise<RecordedFinding[]> {
    const rows = await this.#findings()
      .whereNot({ state: 'resolved' })
      .orWhere('resolved_at', '>', resolvedAfter);
    return rows.map(rowToFinding);
  }

  async applyChanges(
    changes: readonly FindingChange[],
    now: InstantMs,
  ): Promise<void> {
    // What ends goes first: another cause of the same server may continue it.
    const ordered = [...changes].sort(
      (a, b) => Number(a.kind === 'open') - Number(b.kind === 'open'),
    );
    for (const part of chunks(ordered)) {
      await this.#db.transaction(async tx => {
        for (const change of part) {
          await applyChange(tx, change, now);
        }
      });
    }
  }

  async find(id: string): Promise<ListedFinding | undefined> {
    const [finding] = await this.findMany([id]);
    return finding;
  }

  async findMany(ids: readonly string[]): Promise<ListedFinding[]> {
    const rows = await selectFindings(this.#db).modify(query =>
      whereAmong(query, this.#db, 'findings.id', ids.map(plainText)),
    );
    return rows.map(rowToListedFinding);
  }

  async list(options: {
    filter: FindingFilter;
    limit: number;
    cursor?: string;
  }): ReturnType<FindingStore['list']> {
    const { filter, limit, cursor } = options;
    const rows = await selectFindings(this.#db)
      .modify(whereFinding, this.#db, filter)
      .modify(query => {
        if (cursor !== undefined) {
          const [price, id] = decodeCursor<[number, string]>(cursor, [
            'number',
            'string',
          ]);
          query.whereRaw(
            `(${PRICE} < ? or (${PRICE} = ? and findings.id > ?))`,
            [price, price, id],
          );
        }
      })
      .orderByRaw(`${PRICE} desc, findings.id`)
      .limit(limit + 1);
    const page = rows.slice(0, limit);
    const items = page.map(rowToListedFinding);
    const last = page.at(-1);
    return rows.length > limit && last
      ? {
          items,
          nextCursor: encodeCursor([
            readNumber(last.micros_per_month ?? UNPRICED),
            last.id,
          ]),
        }
      : { items };
  }

  async sumByOwner(filter: FindingFilter): Promise<OwnerFindings[]> {
    return sumFindings(this.#db, filter);
  }

  async listEvents(id: string): Promise<RecordedFindingEvent[]> {
    const rows: FindingEventRow[] = await this.#db<FindingEventRow>(
      'finding_events',
    )
      .where({ finding_id: plainText(id) })
      .orderBy('id');
    return rows.map(rowToEvent);
  }

  async silence(id: string, silence: Silence): Promise<boolean> {
    return this.#db.transaction(async tx => {
      const updated = await tx<FindingRow>('findings')
        .where({ id: plainText(id) })
        .whereNot({ state: 'resolved' })
        .update(silenceToColumns(silence));
      if (updated > 0) {
        const { kind, ...event } = silence;
        await addEvent(tx, plainText(id), { ...event, kind });
      }
      return updated > 0;
    });
  }

  async note(
    id: string,
    event: Parameters<FindingStore['note']>[1],
  ): Promise<void> {
    const finding_id = plainText(id);
    const { kind, at } = event;
    await this.#db.transaction(async tx => {
      const known = await tx<FindingEventRow>('finding_events')
        .select('at')
        .where({ finding_id, kind, at });
      // A finding may be forgotten with its server.
      const [finding] = await tx<FindingRow>('findings')
        .select('id')
        .where({ id: finding_id });
      if (known.length === 0 && finding) {
        await addEvent(tx, finding_id, event);
      }
    });
  }

  async listToTell({
    causes,
    confidences,
    limit,
  }: Parameters<FindingStore['listToTell']>[0]): Promise<ListedFinding[]> {
    const rows = await selectFindings(this.#db)
      .modify(whereFinding, this.#db, {
        states: ['open'],
        causes,
        confidences,
        serverIds: null,
        servers: null,
      })
      .where('findings.to_tell', true)
      .orderBy(['findings.opened_at', 'findings.id'])
      .limit(limit);
    return rows.map(rowToListedFinding);
  }

  async claimTelling(id: string, now: InstantMs): Promise<boolean> {
    return this.#db.transaction(async tx => {
      const updated = await tx<FindingRow>('findings')
        .where({ id: plainText(id), state: 'open', to_tell: true })
        .update({ to_tell: false, told_at: now });
      if (updated > 0) {
        await addEvent(tx, plainText(id), { at: now, kind: 'notified' });
      }
      return updated > 0;
    });
  }

  async returnTelling(id: string, toldBefore: InstantMs | null): Promise<void> {
    await this.#db.transaction(async tx => {
      const events = await tx<FindingEventRow & { id: number }>(
        'finding_events',
      )
        .select('id')
        .where({ finding_id: plainText(id), kind: 'notified' })
        .orderBy('id', 'desc')
        .limit(1);
      await tx<FindingRow>('findings')
        .where({ id: plainText(id) })
        .update({ to_tell: true, told_at: toldBefore });
      await tx('finding_events')
        .whereIn(
          'id',
          events.map(event => event.id),
        )
        .delete();
    });
  }

  #findings(): Knex.QueryBuilder<FindingRow, FindingRow[]> {
    return this.#db<FindingRow>('findings');
  }
}
