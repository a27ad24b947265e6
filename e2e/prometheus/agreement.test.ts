import type { Asked } from './answers';
import { ask, differences } from './answers';
import { hasFreshEnds, hasYoungSeries } from './data/excerpt';
import type { ExcerptWindow } from './data/fleet';
import { excerptWindows, nowMs } from './data/fleet';
import { fleetQueries, otherwiseOn2, probeQueries } from './queries';
import type { Urls } from './servers';
import { startServers } from './servers';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const INSTANTS = 5;
/** As far as offsets and subqueries of the queries reach. */
const REACH_MS = 20 * MINUTE_MS;
/** How far apart the generations may be on a counter that begins in the window. */
const YOUNG_COUNTER_TOLERANCE = 0.06;

let urls: Urls;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ urls, stop } = await startServers());
});

afterAll(() => stop());

/** Instants of a window with an hour of samples before them, the end included. */
function instantsOf(window: ExcerptWindow): number[] {
  const stepMs = (window.toMs - window.fromMs - HOUR_MS) / (INSTANTS - 1);
  return Array.from(
    { length: INSTANTS },
    (_, i) => Math.round((window.toMs - i * stepMs) / 1_000) * 1_000,
  );
}

/** What two servers disagree about, by when and whom. */
class Disagreements {
  readonly found: Record<string, string[]> = {};

  constructor(private readonly query: string) {}

  async compare(
    one: keyof Urls,
    other: keyof Urls,
    asked: Asked,
    tolerance?: number,
  ): Promise<void> {
    const [first, second] = await Promise.all(
      [one, other].map(name => ask(urls[name], this.query, asked)),
    );
    const lines = differences(first, second, tolerance);
    if (lines.length > 0) {
      this.found[`${one}, ${other}, ${JSON.stringify(asked)}`] = lines;
    }
  }
}

describe.each(excerptWindows)('$name', window => {
  const instants = instantsOf(window).map(atMs => ({
    atMs,
    isClear: !hasFreshEnds(window, atMs),
    isLongClear: Array.from(
      { length: REACH_MS / MINUTE_MS + 1 },
      (_, minute) => atMs - minute * MINUTE_MS,
    ).every(earlierMs => !hasFreshEnds(window, earlierMs)),
    isYoung: hasYoungSeries(window, atMs),
  }));

  it('has instants at which the computed series can be compared', () => {
    expect(instants.filter(({ isClear }) => isClear).length).toBeGreaterThan(1);
  });

  it.each(fleetQueries)('%s', async query => {
    const disagreements = new Disagreements(query);
    const looksBack = /offset|\[\w+:/.test(query);
    const extrapolates = /\b(rate|increase)\(/.test(query);
    for (const { atMs, isClear, isLongClear, isYoung } of instants) {
      await disagreements.compare('prometheus3', 'simulation', { atMs });
      await disagreements.compare(
        'prometheus3',
        'prometheus2',
        { atMs },
        extrapolates && isYoung ? YOUNG_COUNTER_TOLERANCE : undefined,
      );
      if (looksBack ? isLongClear : isClear) {
        await disagreements.compare('prometheus3', 'demo', { atMs });
      }
    }
    expect(disagreements.found).toEqual({});
  });
});

describe('samples that a fleet rarely has', () => {
  const instants = [
    nowMs,
    nowMs - 20 * MINUTE_MS,
    nowMs - 33 * MINUTE_MS - 7_000,
  ];
  const range = {
    fromMs: nowMs - 50 * MINUTE_MS,
    toMs: nowMs,
    stepMs: 7 * MINUTE_MS + 11_000,
  };

  it.each(probeQueries)('%s', async query => {
    const disagreements = new Disagreements(query);
    const others = otherwiseOn2.has(query)
      ? (['simulation'] as const)
      : (['simulation', 'prometheus2'] as const);
    for (const other of others) {
      for (const atMs of instants) {
        await disagreements.compare('prometheus3', other, { atMs });
      }
      await disagreements.compare('prometheus3', other, range);
    }
    expect(disagreements.found).toEqual({});
  });

  it.each([...otherwiseOn2])('%s differs on Prometheus 2: %s', async query => {
    const disagreements = new Disagreements(query);
    for (const atMs of instants) {
      await disagreements.compare('prometheus3', 'prometheus2', { atMs });
    }
    await disagreements.compare('prometheus3', 'prometheus2', range);
    expect(disagreements.found).not.toEqual({});
  });
});
