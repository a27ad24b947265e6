import type { ReleaseHour } from './ReleaseHour';

/** Hours of a server, added up. What nobody counted is null. */
export interface ReleaseFigures {
  /** Hours that tell of restarts or of requests. */
  readonly hours: number;
  /** Answered or failed, in hours that tell of both. */
  readonly requests: number | null;
  readonly errors: number | null;
  /** Of `requests`, 0 to 1; null without any. */
  readonly errorShare: number | null;
  readonly restarts: number | null;
  readonly restartsPerHour: number | null;
}

function sum(values: readonly number[]): number | null {
  return values.length === 0
    ? null
    : values.reduce((total, value) => total + value, 0);
}

/** Adds hours up. An hour whose errors or requests are not known tells nothing of the share. */
export function measureHours(hours: readonly ReleaseHour[]): ReleaseFigures {
  const counted = hours.flatMap(({ requests, errors }) =>
    requests === null || errors === null
      ? []
      : [{ errors, all: requests + errors }],
  );
  const requests = sum(counted.map(({ all }) => all));
  const errors = sum(counted.map(one => one.errors));
  const restarts = hours.flatMap(one =>
    one.restarts === null ? [] : [one.restarts],
  );
  const total = sum(restarts);
  return {
    hours: hours.filter(one => one.requests !== null || one.restarts !== null)
      .length,
    requests,
    errors,
    errorShare:
      requests === null || errors === null || requests === 0
        ? null
        : errors / requests,
    restarts: total,
    restartsPerHour: total === null ? null : total / restarts.length,
  };
}
