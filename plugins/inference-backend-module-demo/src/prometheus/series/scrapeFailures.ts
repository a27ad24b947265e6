import { DAY_MS, HOUR_MS } from '../../fleet/durations';
import { hash32 } from '../../fleet/deterministic';
import { instantOf } from '../../fleet/resolveServer';
import type { Interval, ScrapeSchedule } from './SyntheticSeries';
import { SCRAPE_INTERVAL_MS } from './SyntheticSeries';

/** Servers that could not be scraped for a while: days ago and hours. */
const failures: Readonly<
  Record<
    string,
    readonly { readonly daysAgo: number; readonly hours: number }[]
  >
> = {
  'demo-eu-west/voice/transcribe-realtime': [{ daysAgo: 17, hours: 6 }],
  'demo-us-east/search/search-embeddings-e5': [
    { daysAgo: 33, hours: 9 },
    { daysAgo: 21, hours: 14 },
    { daysAgo: 6, hours: 5 },
  ],
};

/** Prometheus was down for two hours, nine days ago. */
export function outagesOf(originMs: number): Interval[] {
  const fromMs = instantOf(originMs, 9);
  return [{ fromMs, toMs: fromMs + 2 * HOUR_MS }];
}

/** When a target is scraped; `server` is `<cluster>/<namespace>/<name>` for targets of a server. */
export function scheduleOf(
  originMs: number,
  target: string,
  server?: string,
): ScrapeSchedule {
  const gaps = (server === undefined ? [] : failures[server] ?? []).map(
    ({ daysAgo, hours }) => {
      const fromMs = Math.floor(originMs - daysAgo * DAY_MS);
      return { fromMs, toMs: fromMs + hours * HOUR_MS };
    },
  );
  return {
    phaseMs: hash32('scrape', target) % SCRAPE_INTERVAL_MS,
    outages: outagesOf(originMs),
    gaps,
  };
}
