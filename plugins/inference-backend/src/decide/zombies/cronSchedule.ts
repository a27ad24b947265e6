import { DAY_MS } from '../../durations';

/** A five-field cron expression, as the sets of what it allows. Times are UTC. */
export interface CronSchedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly daysOfMonth: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly daysOfWeek: ReadonlySet<number>;
  /** Both kinds of day are restricted: then one of them suffices, as in every cron. */
  readonly eitherDay: boolean;
}

/** What was read, or why not. */
export type ParsedCron =
  | { readonly status: 'valid'; readonly schedule: CronSchedule }
  | { readonly status: 'invalid'; readonly problem: string };

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly names: readonly string[];
}

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const WEEKDAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');
const FIELDS: readonly Field[] = [
  { name: 'minute', from: 0, to: 59, names: [] },
  { name: 'hour', from: 0, to: 23, names: [] },
  { name: 'day of the month', from: 1, to: 31, names: [] },
  { name: 'month', from: 1, to: 12, names: MONTHS },
  { name: 'day of the week', from: 0, to: 7, names: WEEKDAYS },
];
const PART = /^(\*|\?|\w+)(?:-(\w+))?(?:\/(\d+))?$/;
/** Leap days come back within eight years. */
const LONGEST_DAYS = 8 * 366 + 1;

/** Reads five fields with lists, ranges, steps and the names of months and weekdays. */
export function parseCron(text: string): ParsedCron {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) {
    return {
      status: 'invalid',
      problem: `"${text}" is no schedule; write five cron fields in UTC such as "0 2 * * *"`,
    };
  }
  const sets: ReadonlySet<number>[] = [];
  for (const [i, field] of FIELDS.entries()) {
    const set = readField(parts[i], field);
    if (set === undefined) {
      return {
        status: 'invalid',
        problem: `"${parts[i]}" in "${text}" is no ${field.name}; write ${field.from} to ${field.to}, *, lists, ranges or steps`,
      };
    }
    sets.push(set);
  }
  const [minutes, hours, daysOfMonth, months, weekdays] = sets;
  const daysOfWeek = new Set([...weekdays].map(day => day % 7));
  const isOpen = (part: string) => /^[*?]/.test(part);
  const eitherDay = !isOpen(parts[2]) && !isOpen(parts[4]);
  const schedule = {
    minutes,
    hours,
    daysOfMonth,
    months,
    daysOfWeek,
    eitherDay,
  };
  return { status: 'valid', schedule };
}

function readField(text: string, field: Field): Set<number> | undefined {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const match = PART.exec(part);
    if (!match) return undefined;
    const [, begin, end, step] = match;
    const isAll = begin === '*' || begin === '?';
    if (isAll && end !== undefined) return undefined;
    const from = isAll ? field.from : readValue(begin, field);
    const lone = step === undefined && !isAll ? from : field.to;
    const to = end === undefined ? lone : readValue(end, field);
    const by = Number(step ?? 1);
    if (from === undefined || to === undefined || by === 0 || to < from) {
      return undefined;
    }
    for (let value = from; value <= to; value += by) values.add(value);
  }
  return values;
}

function readValue(text: string, field: Field): number | undefined {
  const named = field.names.indexOf(text.toUpperCase());
  const value = named < 0 ? Number(text) : named + (field.from === 1 ? 1 : 0);
  return /^\d+$|^[A-Za-z]{3}$/.test(text) &&
    value >= field.from &&
    value <= field.to
    ? value
    : undefined;
}

/** Whether something is due on the UTC day that begins at `dayMs`. */
function isDueOn(schedule: CronSchedule, dayMs: number): boolean {
  const date = new Date(dayMs);
  if (!schedule.months.has(date.getUTCMonth() + 1)) return false;
  const byMonth = schedule.daysOfMonth.has(date.getUTCDate());
  const byWeek = schedule.daysOfWeek.has(date.getUTCDay());
  return schedule.eitherDay ? byMonth || byWeek : byMonth && byWeek;
}

/** What a schedule lets expect around an instant. */
export interface CronExpectation {
  /** Longest time between two days with runs, around that instant, in days; null when no run ever comes. */
  readonly longestIntervalDays: number | null;
  /** Days with runs since `since`, without the day of `now`. */
  readonly missedDays: number;
}

/** How far apart runs may lie, looking a year back and ahead of `now`, and on how many days they were due since `since`. */
export function expectRuns(
  schedule: CronSchedule,
  since: number,
  now: number,
): CronExpectation {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const firstMissed = Math.ceil(since / DAY_MS) * DAY_MS;
  let previous: number | null = null;
  let longest: number | null = null;
  let missedDays = 0;
  const begin = Math.min(today - 366 * DAY_MS, firstMissed);
  for (let i = 0; i < LONGEST_DAYS; i += 1) {
    const day = begin + i * DAY_MS;
    const isFarAhead = day > today + 366 * DAY_MS;
    if (isFarAhead && longest !== null) break;
    if (!isDueOn(schedule, day)) continue;
    if (day >= firstMissed && day < today) missedDays += 1;
    if (previous !== null) {
      longest = Math.max(longest ?? 0, (day - previous) / DAY_MS);
    }
    previous = day;
  }
  return { longestIntervalDays: longest, missedDays };
}
