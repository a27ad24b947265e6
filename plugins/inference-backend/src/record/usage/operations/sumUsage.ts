import type { Knex } from 'knex';
import { DAY_MS, HOUR_MS } from '../../../durations';
import type { InstantMs } from '../../../types';
import { chunks } from '../../database/chunks';
import { whereAmong } from '../../database/conditions';
import type { TimeWindow } from '../../ledger/LedgerStore';
import { decodeSlots } from '../codec';
import {
  dayOf,
  type SignalValues,
  sumDay,
  type UsageFigures,
  valuesToFigures,
} from '../signals';
import type { DayRow, HourRow } from '../tables';

const SERVERS_AT_ONCE = 500;

/**
 * What servers did in a window, added up as days are. Whole UTC days come from the days; at its ends, hours are read as long as they are
 * kept. Servers without a row are left out.
 */
export async function sumUsage(
  db: Knex,
  serverIds: readonly string[],
  { from, to }: TimeWindow,
): Promise<ReadonlyMap<string, UsageFigures>> {
  const firstDay = Math.ceil(from / DAY_MS);
  const endDay = Math.floor(to / DAY_MS);
  const edges = [
    ...new Set([dayOf(from), dayOf((to - 1) as InstantMs)]),
  ].filter(day => day < firstDay || day >= endDay);
  const sums = new Map<string, UsageFigures>();
  for (const part of chunks(serverIds, SERVERS_AT_ONCE)) {
    const pieces = new Map<string, SignalValues[]>();
    const add = (serverId: string, values: SignalValues | null | undefined) => {
      if (values) {
        const own = pieces.get(serverId) ?? [];
        own.push(values);
        pieces.set(serverId, own);
      }
    };
    const days = db<DayRow>('usage_days')
      .where('day', '>=', firstDay)
      .where('day', '<', endDay);
    whereAmong(days, db, 'server_id', part);
    for (const { server_id, content } of await days) {
      add(server_id, decodeSlots(content, 1)[0]);
    }
    const hours = db<HourRow>('usage_hours').whereIn('day', edges);
    whereAmong(hours, db, 'server_id', part);
    for (const { server_id, day, content } of edges.length > 0
      ? await hours
      : []) {
      const within = decodeSlots(content, 24).map((values, slot) => {
        const hour = day * DAY_MS + slot * HOUR_MS;
        return hour >= from && hour + HOUR_MS <= to ? values : null;
      });
      if (within.some(values => values !== null)) {
        add(server_id, sumDay(within));
      }
    }
    for (const [serverId, values] of pieces) {
      sums.set(serverId, valuesToFigures(sumDay(values)));
    }
  }
  return sums;
}
