import type { Exporter } from '../scrape/Exporter';
import { metricsPage } from '../scrape/Exporter';
import type { ExporterList } from '../scrape/ExporterList';

/** Prometheus 3 takes no page without a type that it knows. */
const TEXT_FORMAT = 'text/plain; version=0.0.4; charset=utf-8';
const PREFIX = '/scrape/';
const PAGE = /^\/scrape\/([^/]+)\/metrics$/;

/** What is sent for a request below `/scrape/`. */
export interface ScrapeAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

function plain(status: number, body: string): ScrapeAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', body };
}

/**
 * Answers what a real Prometheus asks in order to scrape the demo fleet: the targets, as a document of HTTP service
 * discovery, and the page of each. Undefined for other paths.
 *
 * `honor_labels=true` or `false` picks the targets that have to be scraped so.
 */
export function answerScrape(
  url: URL,
  context: {
    readonly exporters: ExporterList;
    readonly clock: () => number;
    /** Under which the demo was asked, and can be asked again. */
    readonly host: string;
  },
): ScrapeAnswer | undefined {
  if (!url.pathname.startsWith(PREFIX)) return undefined;
  const { exporters, host } = context;
  const nowMs = context.clock();
  if (url.pathname === '/scrape/targets') {
    const honor = url.searchParams.get('honor_labels');
    const chosen = exporters
      .listAt(nowMs)
      .filter(({ honorLabels }) => !honor || String(honorLabels) === honor);
    return {
      status: 200,
      contentType: 'application/json',
      body: JSON.stringify(chosen.map(exporter => describe(exporter, host))),
    };
  }
  const id = PAGE.exec(url.pathname)?.[1];
  const exporter =
    id === undefined
      ? undefined
      : exporters.findAt(decodeURIComponent(id), nowMs);
  if (!exporter) return plain(404, '404 page not found\n');
  return exporter.isUp(nowMs)
    ? {
        status: 200,
        contentType: TEXT_FORMAT,
        body: metricsPage(exporter, nowMs),
      }
    : plain(503, 'does not answer\n');
}

function describe({ id, targetLabels }: Exporter, host: string) {
  return {
    targets: [host],
    labels: {
      __metrics_path__: `${PREFIX}${encodeURIComponent(id)}/metrics`,
      ...targetLabels,
    },
  };
}
