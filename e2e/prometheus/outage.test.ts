import { counterIncrease } from '../../plugins/inference-backend/src/observe/metrics/counterIncrease';
import {
  findRangeEnds,
  rangeWindow,
} from '../../plugins/inference-backend/src/observe/metrics/rangeWindow';
import type { InstantMs } from '../../plugins/inference-backend/src/types';
import { EndlessLog } from './data/EndlessLog';
import { excerptWindows, nowMs } from './data/fleet';
import {
  backfill,
  downFromMs,
  downToMs,
  samplesBetween,
} from './data/OutageStory';
import { PortalCheck } from './PortalCheck';
import type { PrometheusProcess } from './lib/prometheusProcess.cjs';
import type { OwnPrometheus } from './realPrometheus';
import {
  clientOf,
  generations,
  ownPrometheus,
  sourceOf,
} from './realPrometheus';
import { realServers } from './servers';

const MINUTE_MS = 60_000;
const MAX_GAP_MS = 5 * MINUTE_MS;
/** Short enough for a test to wait for; every other answer takes a few milliseconds. */
const SHORT_TIMEOUT_MS = 1_000;
const COUNTER = 'vllm:prompt_tokens_total';

const hour = {
  start: downFromMs as InstantMs,
  end: downToMs as InstantMs,
};
const { fromMs } = excerptWindows[excerptWindows.length - 1];
const iso = (atMs: number) => new Date(atMs).toISOString();

let running: PrometheusProcess | undefined;

afterEach(() => running?.stop('SIGKILL'));

/** What the portal can know of the missing hour: scrapes that were recorded, tokens, and for how long it saw them grow. */
async function readHour({ url, generation }: OwnPrometheus) {
  const client = clientOf(sourceOf(generation, url));
  const ends = await findRangeEnds(client);
  if (typeof ends !== 'string') throw new Error(ends.message);
  const { at, range } = rangeWindow(hour, ends);
  const scrapes = await client.query(`sum(count_over_time(up[${range}]))`, {
    at,
  });
  const samples = await client.querySamples(COUNTER, {
    start: (hour.start - MAX_GAP_MS) as InstantMs,
    end: hour.end,
  });
  if (scrapes.status === 'failed' || samples.status === 'failed')
    throw new Error('the hour cannot be read');
  const increases = samples.series.map(({ points }) =>
    counterIncrease(points, hour, MAX_GAP_MS),
  );
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  return {
    scrapes: scrapes.series[0]?.value ?? 0,
    tokens: sum(increases.map(({ increase }) => increase)),
    observedMs: sum(increases.map(({ observedMs }) => observedMs)),
  };
}

/** The same from the samples themselves. */
function hourOfSamples() {
  const all = samplesBetween(downFromMs - MAX_GAP_MS, downToMs);
  let [scrapes, tokens, observedMs] = [0, 0, 0];
  for (const { labels, samples } of all) {
    const isInside = ([seconds]: readonly [number, number]) =>
      seconds * 1_000 >= downFromMs;
    // eslint-disable-next-line no-underscore-dangle
    const name = labels.__name__;
    if (name === 'up') scrapes += samples.filter(isInside).length;
    if (name !== COUNTER) continue;
    for (const [i, sample] of samples.entries()) {
      if (i === 0 || !isInside(sample)) continue;
      const [seconds, value] = sample;
      const [secondsBefore, before] = samples[i - 1];
      tokens += value < before ? value : value - before;
      observedMs += Math.round((seconds - secondsBefore) * 1_000);
    }
  }
  return { scrapes, tokens, observedMs };
}

describe.each(generations)('%s down for an hour', generation => {
  const { promtool, version } = realServers[generation];

  it('is told as unreachable since its first failed check, doubles nothing, and is whole again once the hour is backfilled', async () => {
    const own = await ownPrometheus(generation, 'outage');
    const portal = await PortalCheck.create(generation);
    backfill(promtool, own.folder, [fromMs, downFromMs]);
    running = await own.start();
    const inventory = await portal.inventory();

    const before = await portal.run(own.url, downFromMs - MINUTE_MS);
    expect(before).toMatchObject({ status: 'healthy', issues: [] });
    expect(before.version).toContain(version);
    expect(before.coverage[0].have).toBeGreaterThan(50);

    await running.stop('SIGKILL');
    for (const minutes of [1, 20, 59]) {
      const atMs = downFromMs + minutes * MINUTE_MS;
      const down = await portal.run(own.url, atMs);
      expect(down).toMatchObject({
        status: 'unreachable',
        version: before.version,
        lastDataAt: before.lastDataAt,
        checkedAt: iso(atMs),
        coverage: [],
        issues: [
          {
            code: 'unreachable',
            message: expect.stringContaining(own.url),
            fix: expect.stringContaining(`(${generation}).url`),
            since: iso(downFromMs + MINUTE_MS),
          },
        ],
      });
      expect(down.lagSeconds).toBeGreaterThan(minutes * 60);
    }

    // Back, with what it has scraped since.
    backfill(promtool, own.folder, [downToMs, nowMs + 1]);
    running = await own.start();
    const backAt = downToMs + 10 * MINUTE_MS;
    expect(await portal.run(own.url, backAt)).toMatchObject({
      status: 'healthy',
      issues: [],
      coverage: expect.arrayContaining([
        expect.objectContaining({ name: 'scrape targets that answer' }),
      ]),
    });
    expect(await readHour(own)).toEqual({
      scrapes: 0,
      tokens: 0,
      observedMs: 0,
    });

    // Somebody fills the hour in.
    await running.stop();
    backfill(promtool, own.folder, [downFromMs, downToMs]);
    running = await own.start();
    expect(await readHour(own)).toEqual(hourOfSamples());
    expect(hourOfSamples().tokens).toBeGreaterThan(0);
    const after = await portal.run(own.url, backAt + MINUTE_MS);
    expect(after).toMatchObject({ status: 'healthy', issues: [] });
    expect(await portal.inventory()).toEqual(inventory);
  });
});

describe.each(generations)('%s in trouble', generation => {
  const { promtool } = realServers[generation];
  let own: OwnPrometheus;
  let portal: PortalCheck;

  beforeEach(async () => {
    own = await ownPrometheus(
      generation,
      expect.getState().currentTestName?.replace(/\W+/g, '-') ?? 'trouble',
    );
    portal = await PortalCheck.create(generation);
  });

  it('hangs, is killed and starts: one outage since its first check', async () => {
    backfill(promtool, own.folder, [fromMs, downFromMs]);
    running = await own.start();
    const atMs = downFromMs - 10 * MINUTE_MS;
    expect((await portal.run(own.url, atMs)).status).toBe('healthy');
    const since = iso(atMs + MINUTE_MS);

    // Connections are accepted and never answered.
    running.send('SIGSTOP');
    expect(
      await portal.run(own.url, atMs + MINUTE_MS, {
        timeoutMs: SHORT_TIMEOUT_MS,
      }),
    ).toMatchObject({
      status: 'unreachable',
      issues: [
        {
          code: 'timeout',
          fix: expect.stringContaining('timeoutSeconds'),
          since,
        },
      ],
    });

    await running.stop('SIGKILL');
    expect(await portal.run(own.url, atMs + 2 * MINUTE_MS)).toMatchObject({
      status: 'unreachable',
      issues: [{ code: 'unreachable', since }],
    });

    const log = new EndlessLog(own.folder);
    running = own.spawn();
    await log.isBeingRead();
    await running.listens();
    expect(await portal.run(own.url, atMs + 3 * MINUTE_MS)).toMatchObject({
      status: 'unreachable',
      issues: [
        {
          code: 'overloaded',
          message: expect.stringContaining('HTTP 503'),
          fix: expect.stringContaining('write-ahead log'),
          since,
        },
      ],
    });

    await log.end();
    await running.ready();
    expect(await portal.run(own.url, atMs + 4 * MINUTE_MS)).toMatchObject({
      status: 'healthy',
      issues: [],
    });
  });

  it('refuses queries that read too many samples: degraded, with the limit to raise', async () => {
    backfill(promtool, own.folder, [fromMs, downFromMs]);
    running = await own.start({ flags: ['--query.max-samples=10'] });
    expect(await portal.run(own.url, downFromMs - MINUTE_MS)).toMatchObject({
      status: 'degraded',
      issues: [
        {
          code: 'rejected',
          message: expect.stringMatching(/HTTP 422.*too many samples/),
          fix: expect.stringContaining('--query.max-samples'),
        },
      ],
    });
  });

  it('gives up on queries by itself: unreachable, with the limit to raise', async () => {
    backfill(promtool, own.folder, [fromMs, downFromMs]);
    running = await own.start({ flags: ['--query.timeout=0s'] });
    expect(await portal.run(own.url, downFromMs - MINUTE_MS)).toMatchObject({
      status: 'unreachable',
      issues: [
        {
          code: 'overloaded',
          // 503, or 422 from the storage of Prometheus 3.
          message: expect.stringMatching(/timed out|deadline exceeded/),
          fix: expect.stringContaining('--query.timeout'),
        },
      ],
    });
  });

  it('refuses a query that it cannot read or run, in its own words', async () => {
    backfill(promtool, own.folder, [fromMs, downFromMs]);
    running = await own.start();
    const client = clientOf(sourceOf(generation, own.url));
    const at = (downFromMs - MINUTE_MS) as InstantMs;
    expect(await client.query('sum(', { at })).toMatchObject({
      status: 'failed',
      code: 'rejected',
      message: expect.stringMatching(/HTTP 400.*parse error/),
    });
    expect(
      await client.query('up * on () group_left () up', { at }),
    ).toMatchObject({
      status: 'failed',
      code: 'rejected',
      message: expect.stringMatching(/HTTP 422.*many-to-many/),
    });
  });

  it('holds nothing at all: degraded, and told as empty', async () => {
    running = await own.start();
    expect(await portal.run(own.url, downFromMs)).toMatchObject({
      status: 'degraded',
      lastDataAt: null,
      issues: [{ code: 'empty', fix: expect.stringContaining('tenant') }],
    });
  });

  it('scrapes no more: stale since its last sample went out of sight, of which the time is kept', async () => {
    backfill(promtool, own.folder, [fromMs, downFromMs]);
    running = await own.start();
    const lastAt = downFromMs + 4 * MINUTE_MS;
    const before = await portal.run(own.url, lastAt);
    expect(before).toMatchObject({ status: 'healthy', issues: [] });
    const since = iso(downFromMs + 6 * MINUTE_MS);
    for (const minutes of [6, 40]) {
      expect(
        await portal.run(own.url, downFromMs + minutes * MINUTE_MS),
      ).toMatchObject({
        status: 'degraded',
        lastDataAt: before.lastDataAt,
        issues: [
          { code: 'stale', fix: expect.stringContaining('scraping'), since },
        ],
      });
    }
  });
});
