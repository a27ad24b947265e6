import { HOUR_MS } from '../../../durations';
import type { InstantMs } from '../../../types';
import { type ActivityHistory, type ServerFacts } from '../history';

/** Monday, 1 June 2026, noon. */
export const EVALUATED_AT = Date.UTC(2026, 5, 1, 12) as InstantMs;

/** What a server did in one hour; what is left out rests, null was not seen. */
export interface HourOfLife {
  readonly requests?: number | null;
  /** 120 a request unless told. */
  readonly tokens?: number | null;
  readonly gpuMax?: number | null;
  readonly gpuAvg?: number | null;
  readonly network?: number | null;
}

/** Tells an hour by how many hours before the evaluation it ended: 0 is the last. */
export type Life = (hoursBefore: number, hourOfDay: number) => HourOfLife;

const PROBES_BYTES = 400;
const sample = (value: number | null) => value ?? Number.NaN;

/** The history of a life over so many days before the evaluation. */
export function historyOf(days: number, life: Life): ActivityHistory {
  const size = Math.round(days * 24);
  const start = (EVALUATED_AT - size * HOUR_MS) as InstantMs;
  const series = () => new Float32Array(size);
  const history = {
    start,
    requests: series(),
    generatedTokens: series(),
    gpuActivityMax: series(),
    gpuActivityAvg: series(),
    networkBytesPerSecond: series(),
  };
  for (let slot = 0; slot < size; slot += 1) {
    const hour = life(size - 1 - slot, (start / HOUR_MS + slot) % 24);
    const { requests = 0 } = hour;
    const isBusy = requests !== null && requests > 0;
    const { tokens = requests === null ? null : requests * 120 } = hour;
    const { gpuMax = isBusy ? 0.6 : 0.01, gpuAvg = isBusy ? 0.1 : 0.002 } =
      hour;
    history.requests[slot] = sample(requests);
    history.generatedTokens[slot] = sample(tokens);
    history.gpuActivityMax[slot] = sample(gpuMax);
    history.gpuActivityAvg[slot] = sample(gpuAvg);
    history.networkBytesPerSecond[slot] = sample(
      hour.network === undefined ? PROBES_BYTES : hour.network,
    );
  }
  return history;
}

/** Facts of a server that is so many days old, of which nothing special is known. */
export function factsOf(
  ageDays: number,
  facts: Partial<ServerFacts> = {},
): ServerFacts {
  return {
    createdAt: (EVALUATED_AT - ageDays * 24 * HOUR_MS) as InstantMs,
    declaredStandby: false,
    schedule: null,
    newerVersionServing: false,
    newerVersionSince: null,
    crashLooping: false,
    crashLoopingSince: null,
    pendingSince: null,
    ownerResolved: true,
    gpuShared: false,
    duplicateOf: null,
    earlierActivity: [],
    load: null,
    ...facts,
  };
}

/** Nothing was seen. */
export const UNSEEN: HourOfLife = {
  requests: null,
  tokens: null,
  gpuMax: null,
  gpuAvg: null,
  network: null,
};

/** Used in office hours of every day, until it was quiet for so many days. */
export const officeHours =
  (quietDays: number): Life =>
  (before, hour) =>
    before >= quietDays * 24 && hour >= 8 && hour < 18 ? { requests: 40 } : {};

/** A run of two hours each so many days, the last one so many days ago. */
export const eachDays =
  (periodDays: number, quietDays: number): Life =>
  before => {
    const since = before - quietDays * 24;
    return since >= 0 && since % (periodDays * 24) < 2 ? { requests: 300 } : {};
  };
