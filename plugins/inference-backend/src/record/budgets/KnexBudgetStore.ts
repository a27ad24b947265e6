import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Budget } from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { applyMigrations } from '../database/applyMigrations';
import {
  instantToText,
  nullablePlainText,
  plainText,
  readInstant,
  readNumber,
  type StoredNumber,
} from '../database/codec';
import { hashJson } from '../database/hash';
import type { BudgetStore, BudgetWish } from './BudgetStore';

/** A row of `budgets`. */
interface BudgetRow {
  id: string;
  scope_kind: string;
  scope_ref: string;
  currency: string;
  monthly_micros: StoredNumber;
  timezone: string;
  note: string | null;
  set_by: string;
  set_at: StoredNumber;
}

function rowToBudget(row: BudgetRow): Budget {
  return {
    id: row.id,
    scope: {
      kind: row.scope_kind as Budget['scope']['kind'],
      ref: row.scope_ref,
    },
    monthly: {
      currency: row.currency,
      micros: readNumber(row.monthly_micros),
    },
    timezone: row.timezone,
    note: row.note,
    createdBy: row.set_by,
    createdAt: instantToText(readInstant(row.set_at)),
  };
}

/** BudgetStore in the plugin's database. */
export class KnexBudgetStore implements BudgetStore {
  readonly #db: Knex;

  static async create(options: {
    database: DatabaseService;
  }): Promise<KnexBudgetStore> {
    return new KnexBudgetStore(await applyMigrations(options.database));
  }

  private constructor(db: Knex) {
    this.#db = db;
  }

  async list(): Promise<Budget[]> {
    const rows = await this.#budgets()
      .select()
      .orderBy(['scope_kind', 'scope_ref']);
    return rows.map(rowToBudget);
  }

  async find(id: string): Promise<Budget | undefined> {
    const row = await this.#budgets()
      .select()
      .where({ id: plainText(id) })
      .first();
    return row && rowToBudget(row);
  }

  async set(wish: BudgetWish): Promise<Budget> {
    const { kind, ref } = wish.scope;
    const scopeRef = plainText(ref);
    const row: BudgetRow = {
      id: hashJson([kind, scopeRef]).slice(0, 32),
      scope_kind: kind,
      scope_ref: scopeRef,
      currency: wish.monthly.currency,
      monthly_micros: wish.monthly.micros,
      timezone: wish.timezone,
      note: nullablePlainText(wish.note),
      set_by: plainText(wish.setBy),
      set_at: wish.setAt,
    };
    await this.#budgets().insert(row).onConflict('id').merge();
    return rowToBudget(row);
  }

  async delete(id: string): Promise<boolean> {
    const deleted = await this.#budgets()
      .where({ id: plainText(id) })
      .delete();
    return deleted > 0;
  }

  #budgets(): Knex.QueryBuilder<BudgetRow, BudgetRow[]> {
    return this.#db<BudgetRow>('budgets');
  }
}
