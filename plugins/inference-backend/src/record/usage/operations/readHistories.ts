import type { Knex } from 'knex';
import type { ActivityHistory } from '../../../decide/zombies/history';
import { DAY_MS, HOUR_MS } from '../../../durations';
import type { InstantMs } from '../../../types';
import { chunks } from '../../database/chunks';
import { whereAmong } from '../../database/conditions';
import type { TimeWindow } from '../../ledger/LedgerStore';
import { visitSlots } from '../codec';
import { dayOf, HISTORY_SIGNALS } from '../signals';
import type { DayRow, HourRow } from '../tables';

/** A hundred days of so many servers are some megabytes. */
const SERVERS_AT_ONCE = 50;
/** Bits of activity are looked at for so long. */
const ACTIVITY_DAYS = 400;

/** A server's history, and when it was active before. */
export interface ServerHistory {
  readonly serverId: string;
  readonly history: ActivityHistory;
  readonly earlierActivity: readonly InstantMs[];
}

function emptyHistory({ from, to }: TimeWindow): ActivityHistory {
  const length = Math.max(0, Math.ceil((to - from) / HOUR_MS));
  const unknown = () => new Float32Array(length).fill(NaN);
  return {
    start: from,
    requests: unknown(),
    generatedTokens: unknown(),
    gpuActivityMax: unknown(),
    gpuActivityAvg: unknown(),
    networkBytesPerSecond: unknown(),
  };
}

/** The series of a history by the place of their signal. */
function seriesByPlace(
  history: ActivityHistory,
): readonly (Float32Array | undefined)[] {
  const series: Float32Array[] = [];
  series[HISTORY_SIGNALS.requests] = history.requests;
  series[HISTORY_SIGNALS.generatedTokens] = history.generatedTokens;
  series[HISTORY_SIGNALS.gpuActivityMax] = history.gpuActivityMax;
  series[HISTORY_SIGNALS.gpuActivityAvg] = history.gpuActivityAvg;
  series[HISTORY_SIGNALS.networkBytesPerSecond] = history.networkBytesPerSecond;
  return series;
}

function activeHours(day: number, bits: number, before: number): InstantMs[] {
  const hours: InstantMs[] = [];
  for (let slot = 0; slot < 24; slot += 1) {
    const hour = day * DAY_MS + slot * HOUR_MS;
    if (Math.floor(bits / 2 ** slot) % 2 === 1 && hour < before) {
      hours.push(hour as InstantMs);
    }
  }
  return hours;
}

/** Reads histories of servers over [from, to), some servers at a time, in the order of the ids. */
export async function* readHistories(
  db: Knex,
  serverIds: readonly string[],
  window: TimeWindow,
): AsyncGenerator<ServerHistory> {
  const { from, to } = window;
  for (const part of chunks(serverIds, SERVERS_AT_ONCE)) {
    const histories = new Map(part.map(id => [id, emptyHistory(window)]));
    const earlier = new Map<string, InstantMs[]>();
    const rows = db<HourRow>('usage_hours')
      .where('day', '>=', dayOf(from))
      .where('day', '<', Math.ceil(to / DAY_MS));
    whereAmong(rows, db, 'server_id', part);
    for (const { server_id, day, content } of await rows) {
      const history = histories.get(server_id);
      const series = history ? seriesByPlace(history) : [];
      const shift = (day * DAY_MS - from) / HOUR_MS;
      visitSlots(content, 24, (place, slot, value) => {
        const target = series[place];
        const index = shift + slot;
        if (target && index >= 0 && index < target.length) {
          target[index] = value;
        }
      });
    }
    const days = db<DayRow>('usage_days')
      .select('server_id', 'day', 'active_hours')
      .where('day', '<=', dayOf(from))
      .where('day', '>=', dayOf(to) - ACTIVITY_DAYS)
      .where('active_hours', '>', 0)
      .orderBy(['server_id', 'day']);
    whereAmong(days, db, 'server_id', part);
    for (const { server_id, day, active_hours } of await days) {
      const hours = earlier.get(server_id) ?? [];
      hours.push(...activeHours(day, active_hours, from));
      earlier.set(server_id, hours);
    }
    for (const [serverId, history] of histories) {
      yield { serverId, history, earlierActivity: earlier.get(serverId) ?? [] };
    }
  }
}
