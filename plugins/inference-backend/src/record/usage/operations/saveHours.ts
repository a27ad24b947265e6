import type { Knex } from 'knex';
import { DAY_MS, HOUR_MS } from '../../../durations';
import { chunks } from '../../database/chunks';
import { isPostgres } from '../../database/dialect';
import { whereAmong } from '../../database/conditions';
import { decodeSlots, encodeSlots } from '../codec';
import {
  dayOf,
  figuresToValues,
  isActive,
  type SignalValues,
  sumDay,
} from '../signals';
import type { DayRow, HourRow } from '../tables';
import type { UsageHour } from '../UsageHour';

const HOURS_A_DAY = 24;

/** Hours of one server's day, by slot. */
interface DayHours {
  readonly serverId: string;
  readonly slots: Map<number, SignalValues>;
}

function groupByDay(
  hours: readonly UsageHour[],
): ReadonlyMap<number, readonly DayHours[]> {
  const days = new Map<number, Map<string, DayHours>>();
  for (const usage of hours) {
    const day = dayOf(usage.hour);
    let servers = days.get(day);
    if (!servers) {
      servers = new Map();
      days.set(day, servers);
    }
    let own = servers.get(usage.serverId);
    if (!own) {
      own = { serverId: usage.serverId, slots: new Map() };
      servers.set(usage.serverId, own);
    }
    own.slots.set(
      Math.floor((usage.hour - day * DAY_MS) / HOUR_MS),
      figuresToValues(usage),
    );
  }
  return new Map(
    [...days].map(([day, servers]) => [day, [...servers.values()]]),
  );
}

/** What is written of a server's day: the hours that were there with the new ones in their places. */
function toRows(
  day: number,
  { serverId, slots: fresh }: DayHours,
  before: Buffer | undefined,
): { hours: HourRow; sum: DayRow } {
  const slots: (SignalValues | null)[] = before
    ? decodeSlots(before, HOURS_A_DAY)
    : Array.from({ length: HOURS_A_DAY }, () => null);
  for (const [slot, values] of fresh) {
    slots[slot] = values;
  }
  const active = slots.reduce(
    (bits, values, slot) =>
      values !== null && isActive(values) ? bits + 2 ** slot : bits,
    0,
  );
  const key = { server_id: serverId, day };
  return {
    hours: { ...key, content: encodeSlots(slots) },
    sum: {
      ...key,
      active_hours: active,
      content: encodeSlots([sumDay(slots)]),
    },
  };
}

/** Writes hours, and what the days that they belong to add up to. */
export async function saveHours(
  db: Knex,
  hours: readonly UsageHour[],
): Promise<void> {
  for (const [day, servers] of groupByDay(hours)) {
    for (const part of chunks(servers)) {
      await db.transaction(async tx => {
        const known = tx<HourRow>('usage_hours').where({ day });
        whereAmong(
          known,
          tx,
          'server_id',
          part.map(({ serverId }) => serverId),
        );
        // Two replicas that collect at once must not lose each other's hours; SQLite has one writer anyway.
        const rows = await (isPostgres(tx) ? known.forUpdate() : known);
        const before = new Map(
          rows.map(({ server_id, content }) => [server_id, content]),
        );
        const written = part.map(own =>
          toRows(day, own, before.get(own.serverId)),
        );
        await tx('usage_hours')
          .insert(written.map(row => row.hours))
          .onConflict(['server_id', 'day'])
          .merge();
        await tx('usage_days')
          .insert(written.map(row => row.sum))
          .onConflict(['server_id', 'day'])
          .merge();
      });
    }
  }
}
