import { assertNever } from '../assertNever';
import { HOUR_MS } from './durations';
import { uniform } from './deterministic';
import { instantOf } from './resolveServer';
import type { ServerStory, TrafficShape } from './storyTypes';

/**
 * Requests per hour that a server gets at an instant. `originMs` is the present of the story, to which "days ago"
 * refers. The rate is given at whole hours; between them it runs straight.
 */
export function ratePerHour(
  seed: number,
  story: ServerStory,
  originMs: number,
  atMs: number,
): number {
  const hour = Math.floor(atMs / HOUR_MS);
  const from = rateAtHour(seed, story, originMs, hour);
  const to = rateAtHour(seed, story, originMs, hour + 1);
  return from + (to - from) * (atMs / HOUR_MS - hour);
}

/** The rate at a whole hour, counted since the epoch. */
export function rateAtHour(
  seed: number,
  story: ServerStory,
  originMs: number,
  hour: number,
): number {
  const { traffic } = story;
  const atMs = hour * HOUR_MS;
  if (
    traffic.beginsDaysAgo !== undefined &&
    atMs < instantOf(originMs, traffic.beginsDaysAgo)
  ) {
    return 0;
  }
  if (
    traffic.endsDaysAgo !== undefined &&
    atMs >= instantOf(originMs, traffic.endsDaysAgo)
  ) {
    return 0;
  }
  let rate = shapeAt(traffic.shape, atMs);
  for (const jump of traffic.jumps ?? []) {
    if (atMs >= instantOf(originMs, jump.daysAgo)) rate *= jump.factor;
  }
  if (rate === 0 || traffic.shape.kind === 'probes') return rate;
  const chance = uniform(
    seed,
    story.cluster,
    story.namespace,
    story.name,
    hour,
  );
  // Rare requests come in bursts with long pauses; many requests add up to a smooth curve.
  return rate < 20
    ? rate * Math.min(6, -Math.log(1 - chance))
    : rate * (0.92 + 0.16 * chance);
}

function shapeAt(shape: TrafficShape, atMs: number): number {
  const date = new Date(atMs);
  const hourOfDay = date.getUTCHours();
  switch (shape.kind) {
    case 'none':
      return 0;
    case 'steady':
    case 'probes':
      return shape.perHour;
    case 'nightly':
      return isWithin(hourOfDay, shape) ? shape.perHour : 0;
    case 'weekly':
      return date.getUTCDay() === shape.weekday && isWithin(hourOfDay, shape)
        ? shape.perHour
        : 0;
    case 'diurnal': {
      const distance = Math.abs(((hourOfDay - shape.peakHour + 36) % 24) - 12);
      // 1 at the peak, 0 ten hours away from it.
      const wave = Math.max(
        0,
        Math.cos((Math.min(distance, 10) / 10) * (Math.PI / 2)),
      );
      const day = [0, 6].includes(date.getUTCDay()) ? shape.weekendShare : 1;
      return (
        shape.peakPerHour *
        day *
        (shape.nightShare + (1 - shape.nightShare) * wave)
      );
    }
    default:
      return assertNever(shape);
  }
}

function isWithin(
  hourOfDay: number,
  window: { readonly fromHour: number; readonly hours: number },
): boolean {
  return (hourOfDay - window.fromHour + 24) % 24 < window.hours;
}
