import type { SampleSeries } from '../../../observe/metrics/PrometheusResult';
import type {
  PodLookup,
  ServingPod,
} from '../../../observe/metrics/usage/PodHour';
import { readCounters } from '../../../observe/metrics/usage/readUsage';
import { UsageReading } from '../../../observe/metrics/usage/UsageReading';
import { UsageWindow } from '../../../observe/metrics/usage/UsageWindow';
import type { InstantMs } from '../../../types';
import { combineUsage } from '../combineUsage';

/** Bins that the hour of the tests is watched in. */
export const BIN_MS = 300_000;
/** Begin of the hour, UTC. */
export const START = Date.UTC(2026, 10, 16, 10);
/** End of the hour, UTC. */
export const END = START + 3_600_000;

/** Pods are called `<server>-<number>`; uids are not told. */
export const lookup: PodLookup = {
  findPod: ({ name }): ServingPod | undefined => {
    const serverId = /^([a-z]+)-\d+$/.exec(name)?.[1];
    return serverId === undefined
      ? undefined
      : {
          key: name,
          serverId,
          life: {
            from: (START +
              (name.endsWith('9') ? 20 * 60_000 : -BIN_MS)) as InstantMs,
            to: null,
          },
          sharesGpus: serverId === 'sliced',
        };
  },
  findDestination: ({ name }) => (name === 'chat' ? 'chat' : undefined),
};

/** Values at the ends of bins from the one before the hour on; null where there is none. */
export function series(
  labels: Record<string, string>,
  values: readonly (number | null | undefined)[],
): SampleSeries {
  return {
    labels: { namespace: 'support', job: 'engines', ...labels },
    points: values.flatMap((value, index) =>
      value === undefined
        ? []
        : [{ at: (START - 1 + index * BIN_MS) as InstantMs, value }],
    ),
  };
}

/** A value for the end of the bin before the hour, and of each of its twelve bins. */
export const bins = <T>(make: (bin: number) => T) =>
  Array.from({ length: 13 }, (_, bin) => make(bin));

/** An hour of which nothing was read yet. */
export function reading() {
  return new UsageReading(
    new UsageWindow(START as InstantMs, END as InstantMs, BIN_MS),
  );
}

/** The hour of the first server that counters tell of, and codes of what was odd about them. */
export function countersOf(...all: readonly SampleSeries[]) {
  const read = reading();
  readCounters(all, lookup, read);
  const [hour] = combineUsage(read, []);
  return { hour, issues: read.issues.map(({ code }) => code) };
}

/** Successful requests of a vLLM in pod `chat-0` unless labels tell another. */
export const vllm = (
  values: readonly (number | null | undefined)[],
  labels: Record<string, string> = {},
) =>
  series(
    { __name__: 'vllm:request_success_total', pod: 'chat-0', ...labels },
    values,
  );
