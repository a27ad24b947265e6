import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { ActivityHistory } from '../../decide/zombies/history';
import { DAY_MS, HOUR_MS } from '../../durations';
import type { InstantMs } from '../../types';
import { applyMigrations } from '../database/applyMigrations';
import {
  readJson,
  readNullableInstant,
  type StoredNumber,
  writeJson,
} from '../database/codec';
import { decodeSlots } from './codec';
import { readHistories } from './operations/readHistories';
import { readMemory, type MemoryOfHour } from './operations/readMemory';
import { saveHours } from './operations/saveHours';
import { sumUsage } from './operations/sumUsage';
import { dayOf, type UsageFigures, valuesToFigures } from './signals';
import type { DayRow, HourRow, SourceRow } from './tables';
import type { UsageDay } from './UsageDay';
import type { UsageHour } from './UsageHour';
import type { UsageIssue, UsageSource, UsageStore } from './UsageStore';

/** Bits that are set. */
function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest = Math.floor(rest / 2)) {
    count += rest % 2;
  }
  return count;
}

/** UsageStore in the plugin's database: a row holds a day of a server. */
export class KnexUsageStore implements UsageStore {
  readonly #db: Knex;

  static async create(options: {
    database: DatabaseService;
  }): Promise<KnexUsageStore> {
    return new KnexUsageStore(await applyMigrations(options.database));
  }

  private constructor(db: Knex) {
    this.#db = db;
  }

  async saveHours(hours: readonly UsageHour[]): Promise<void> {
    await saveHours(this.#db, hours);
  }

  async listHours(
    serverId: string,
    from: InstantMs,
    to: InstantMs,
  ): Promise<readonly UsageHour[]> {
    const rows = await this.#db<HourRow>('usage_hours')
      .where({ server_id: serverId })
      .where('day', '>=', dayOf(from))
      .where('day', '<', Math.ceil(to / DAY_MS))
      .orderBy('day');
    return rows.flatMap(({ day, content }) =>
      decodeSlots(content, 24).flatMap((values, slot) => {
        const hour = (day * DAY_MS + slot * HOUR_MS) as InstantMs;
        return values === null || hour < from || hour >= to
          ? []
          : [{ serverId, hour, ...valuesToFigures(values) }];
      }),
    );
  }

  async listDays(
    serverId: string,
    from: InstantMs,
    to: InstantMs,
  ): Promise<readonly UsageDay[]> {
    const rows = await this.#db<DayRow>('usage_days')
      .where({ server_id: serverId })
      .where('day', '>=', Math.ceil(from / DAY_MS))
      .where('day', '<', Math.ceil(to / DAY_MS))
      .orderBy('day');
    return rows.flatMap(({ day, content, active_hours }) => {
      const [values] = decodeSlots(content, 1);
      return values
        ? [
            {
              serverId,
              day: (day * DAY_MS) as InstantMs,
              activeHours: countBits(active_hours),
              ...valuesToFigures(values),
            },
          ]
        : [];
    });
  }

  async sums(
    serverIds: readonly string[],
    from: InstantMs,
    to: InstantMs,
  ): Promise<ReadonlyMap<string, UsageFigures>> {
    return sumUsage(this.#db, serverIds, { from, to });
  }

  async memory(
    serverIds: readonly string[],
    from: InstantMs,
    to: InstantMs,
  ): Promise<ReadonlyMap<string, readonly MemoryOfHour[]>> {
    return readMemory(this.#db, serverIds, { from, to });
  }

  histories(
    serverIds: readonly string[],
    from: InstantMs,
    to: InstantMs,
  ): AsyncIterable<{
    readonly serverId: string;
    readonly history: ActivityHistory;
    readonly earlierActivity: readonly InstantMs[];
  }> {
    return readHistories(this.#db, serverIds, { from, to });
  }

  async watermark(source: string): Promise<InstantMs | null> {
    const row = await this.#db<SourceRow>('usage_sources')
      .where({ source })
      .first();
    return readNullableInstant(row?.complete_to ?? null);
  }

  async setWatermark(source: string, completeTo: InstantMs): Promise<void> {
    await this.#putSource(source, { complete_to: completeTo });
  }

  async setCompleteFrom(
    source: string,
    completeFrom: InstantMs,
  ): Promise<void> {
    await this.#putSource(source, { complete_from: completeFrom });
  }

  async setIssues(
    source: string,
    issues: readonly UsageIssue[],
  ): Promise<void> {
    await this.#putSource(source, { issues: writeJson(issues) });
  }

  async listSources(): Promise<readonly UsageSource[]> {
    const rows = await this.#db<SourceRow>('usage_sources').orderBy('source');
    return rows.map(row => ({
      source: row.source,
      completeFrom: readNullableInstant(row.complete_from),
      completeTo: readNullableInstant(row.complete_to),
      issues: readJson<UsageIssue[]>(row.issues),
    }));
  }

  async prune(options: {
    hoursBefore: InstantMs;
    daysBefore: InstantMs;
  }): Promise<number> {
    const hours = await this.#db<HourRow>('usage_hours')
      .where('day', '<', dayOf(options.hoursBefore))
      .delete();
    const days = await this.#db<DayRow>('usage_days')
      .where('day', '<', dayOf(options.daysBefore))
      .delete();
    return hours + days;
  }

  async #putSource(
    source: string,
    change: {
      readonly [Column in keyof SourceRow]?: StoredNumber;
    },
  ): Promise<void> {
    await this.#db('usage_sources')
      .insert({ source, issues: '[]', ...change })
      .onConflict('source')
      .merge(change);
  }
}
