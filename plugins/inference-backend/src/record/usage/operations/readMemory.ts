import type { Knex } from 'knex';
import { DAY_MS, HOUR_MS } from '../../../durations';
import type { InstantMs } from '../../../types';
import { whereAmong } from '../../database/conditions';
import type { TimeWindow } from '../../ledger/LedgerStore';
import { visitSlots } from '../codec';
import { dayOf, GPU_MEMORY } from '../signals';
import type { HourRow } from '../tables';

/** GPU memory of one hour, bytes. */
export interface MemoryOfHour {
  readonly hour: InstantMs;
  readonly bytes: number;
}

/** Hours of which the GPU memory of servers is known, in [from, to), oldest first; by the servers' ids, all in one read. */
export async function readMemory(
  db: Knex,
  serverIds: readonly string[],
  { from, to }: TimeWindow,
): Promise<Map<string, readonly MemoryOfHour[]>> {
  const memory = new Map<string, MemoryOfHour[]>();
  const query = db<HourRow>('usage_hours')
    .where('day', '>=', dayOf(from))
    .where('day', '<', Math.ceil(to / DAY_MS))
    .orderBy(['server_id', 'day']);
  whereAmong(query, db, 'server_id', serverIds);
  for (const { server_id, day, content } of await query) {
    const hours = memory.get(server_id) ?? [];
    memory.set(server_id, hours);
    visitSlots(content, 24, (place, slot, bytes) => {
      const hour = (day * DAY_MS + slot * HOUR_MS) as InstantMs;
      if (place === GPU_MEMORY && hour >= from && hour < to) {
        hours.push({ hour, bytes });
      }
    });
  }
  return memory;
}
