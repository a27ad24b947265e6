import { HOUR_MS } from '../../fleet/durations';
import type { ResolvedServer } from '../../fleet/resolveServer';
import { rateAtHour } from '../../fleet/traffic';

/**
 * Requests of one replica of a server as a function of time: sums at whole hours are kept, in between the rate runs
 * straight, so the sum is a smooth curve that never falls.
 */
export class TrafficCurve {
  private readonly firstHour: number;
  private readonly rates: number[] = [];
  private readonly loads: number[] = [];
  /** Requests, and slow requests, since the first hour. */
  private readonly sums: number[] = [0];
  private readonly slowSums: number[] = [0];

  constructor(
    private readonly seed: number,
    private readonly server: ResolvedServer,
    private readonly originMs: number,
  ) {
    this.firstHour = Math.floor(server.revisions[0].startedMs / HOUR_MS) - 1;
  }

  /** Requests of one replica since the server exists. Grows with time. */
  requests(timeMs: number): number {
    return this.integral(this.sums, timeMs, hour => this.rates[hour]);
  }

  /** The part of {@link requests} that met a busy server. Never grows faster than it. */
  slowRequests(timeMs: number): number {
    return this.integral(
      this.slowSums,
      timeMs,
      hour => this.rates[hour] * slowShare(this.loads[hour]),
    );
  }

  /** Requests per hour of one replica. */
  rate(timeMs: number): number {
    return this.interpolate(this.rates, timeMs);
  }

  /** Share of a replica's capacity in use; above 1 requests wait. */
  load(timeMs: number): number {
    return this.interpolate(this.loads, timeMs);
  }

  private interpolate(table: readonly number[], timeMs: number): number {
    const position = timeMs / HOUR_MS - this.firstHour;
    if (position < 0) return 0;
    const hour = Math.floor(position);
    this.extendTo(hour + 1);
    return table[hour] + (table[hour + 1] - table[hour]) * (position - hour);
  }

  private integral(
    sums: readonly number[],
    timeMs: number,
    rate: (hour: number) => number,
  ): number {
    const position = timeMs / HOUR_MS - this.firstHour;
    if (position <= 0) return 0;
    const hour = Math.floor(position);
    this.extendTo(hour + 1);
    const x = position - hour;
    const from = rate(hour);
    return sums[hour] + from * x + ((rate(hour + 1) - from) * x * x) / 2;
  }

  private extendTo(hour: number): void {
    while (this.rates.length <= hour) {
      const absolute = this.firstHour + this.rates.length;
      const rate =
        rateAtHour(this.seed, this.server.story, this.originMs, absolute) /
        this.replicasAt(absolute * HOUR_MS);
      const { seconds, concurrency } = this.server.story.traffic;
      const load = (rate * seconds) / 3_600 / concurrency;
      const last = this.rates.length - 1;
      if (last >= 0) {
        this.sums.push(this.sums[last] + (this.rates[last] + rate) / 2);
        this.slowSums.push(
          this.slowSums[last] +
            (this.rates[last] * slowShare(this.loads[last]) +
              rate * slowShare(load)) /
              2,
        );
      }
      this.rates.push(rate);
      this.loads.push(load);
    }
  }

  private replicasAt(timeMs: number): number {
    const period = this.server.replicas.find(
      p => timeMs >= p.fromMs && (p.toMs === null || timeMs < p.toMs),
    );
    return Math.max(1, period?.count ?? 1);
  }
}

/** Requests wait for each other the more, the fuller the batch is. */
function slowShare(load: number): number {
  return Math.min(0.6, 0.02 + 0.3 * load * load);
}
