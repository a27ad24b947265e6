import type { ActivityHistory } from '../../decide/zombies/history';
import type { InstantMs } from '../../types';
import type { MemoryOfHour } from './operations/readMemory';
import type { UsageFigures } from './signals';
import type { UsageDay } from './UsageDay';
import type { UsageHour } from './UsageHour';

/** What is known of a source of usage: a Prometheus for one cluster. */
export interface UsageSource {
  readonly source: string;
  /** From when on its hours are complete; null before the first. */
  readonly completeFrom: InstantMs | null;
  /** Until when its hours are complete; null before the first. */
  readonly completeTo: InstantMs | null;
  /** What keeps the next hour open, or was odd about the last one. */
  readonly issues: readonly UsageIssue[];
}

/** Something that is wrong with a source, in words for people. */
export interface UsageIssue {
  readonly code: string;
  readonly message: string;
  readonly fix: string | null;
}

/** Remembers what servers did. Writes are idempotent by server and hour: the last word on an hour replaces the one before. */
export interface UsageStore {
  /** Writes hours of any servers and marks what they change. */
  saveHours(hours: readonly UsageHour[]): Promise<void>;

  /** Hours of one server in [from, to), oldest first; hours without a row are left out. */
  listHours(
    serverId: string,
    from: InstantMs,
    to: InstantMs,
  ): Promise<readonly UsageHour[]>;

  /** The same by UTC days; kept for 25 months. */
  listDays(
    serverId: string,
    from: InstantMs,
    to: InstantMs,
  ): Promise<readonly UsageDay[]>;

  /** What servers did in [from, to), added up as days are; servers without a row are left out. */
  sums(
    serverIds: readonly string[],
    from: InstantMs,
    to: InstantMs,
  ): Promise<ReadonlyMap<string, UsageFigures>>;

  /** Hours in [from, to) of which the GPU memory of servers is known, oldest first, by the servers' ids; all in one read, so that callers ask for some hundred servers at a time. */
  memory(
    serverIds: readonly string[],
    from: InstantMs,
    to: InstantMs,
  ): Promise<ReadonlyMap<string, readonly MemoryOfHour[]>>;

  /** Histories of servers over [from, to) on full hours, one at a time so that memory stays flat; servers without any row come with NaN everywhere. */
  histories(
    serverIds: readonly string[],
    from: InstantMs,
    to: InstantMs,
  ): AsyncIterable<{
    readonly serverId: string;
    readonly history: ActivityHistory;
    /** Begins of active hours before `from`, oldest first, out of the bits that are kept for 400 days. */
    readonly earlierActivity: readonly InstantMs[];
  }>;

  /** Until when the hours of a source are complete; null before the first. */
  watermark(source: string): Promise<InstantMs | null>;
  setWatermark(source: string, completeTo: InstantMs): Promise<void>;

  /** Everything known of the sources, by name. */
  listSources(): Promise<readonly UsageSource[]>;
  /** How far back the hours of a source are complete. */
  setCompleteFrom(source: string, completeFrom: InstantMs): Promise<void>;
  setIssues(source: string, issues: readonly UsageIssue[]): Promise<void>;

  /** Deletes hours and days that are older; answers how many days of servers. */
  prune(options: {
    hoursBefore: InstantMs;
    daysBefore: InstantMs;
  }): Promise<number>;
}
