import type { InstantMs } from '../../../types';
import type { PrometheusClient } from '../PrometheusClient';
import type {
  QueryFailure,
  QueryResult,
  Sample,
  SampleSeries,
} from '../PrometheusResult';
import { rangeWindow, type TimeInterval } from '../rangeWindow';
import { anyOf } from './kubeStateNames';

/** A query of kube-state-metrics failed: nothing of the window is known. */
export class KubeStateError extends Error {
  override readonly name = 'KubeStateError';

  constructor(readonly failure: QueryFailure) {
    super(
      failure.fix === null
        ? failure.message
        : `${failure.message} ${failure.fix}`,
    );
  }
}

/** A sample stays the current one for five minutes, so that none is missed between two steps while a series lasts. */
const STEP_MS = 300_000;
const FINE_STEP_MS = 60_000;
/** Two samples further apart are the edges of an outage. */
const OUTAGE_MS = 2 * STEP_MS;
/** Nobody scrapes less often than this. */
const SCRAPE_MS = 120_000;
/** So many texts of a regular expression keep a request small. */
const CHUNK = 50;
const GPU_RESOURCES =
  'nvidia_com_gpu|nvidia_com_gpu_shared|nvidia_com_mig_.+|amd_com_gpu';

type Labels = Sample['labels'];

/** The part of a Prometheus client that is asked. */
export type StateClient = Pick<
  PrometheusClient,
  'query' | 'queryRange' | 'querySamples'
>;

function* chunksOf(values: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < values.length; from += CHUNK) {
    yield values.slice(from, from + CHUNK);
  }
}

function checked<T>(result: QueryResult<T>): readonly T[] {
  if (result.status === 'failed') {
    throw new KubeStateError(result);
  }
  return result.series;
}

function at(time: number): InstantMs {
  return time as InstantMs;
}

/** Asks a Prometheus for what kube-state-metrics said of one cluster. Throws {@link KubeStateError}. */
export class KubeStateReader {
  readonly #client: StateClient;
  readonly #cluster: string;

  constructor(options: {
    client: StateClient;
    /** Matcher of the cluster's series, such as `cluster="eu"`; '' for a Prometheus of one cluster. */
    matcher: string;
  }) {
    this.#client = options.client;
    this.#cluster = options.matcher;
  }

  /** Stretches of the window in which kube-state-metrics was scraped, oldest first. */
  async covered(
    { start, end }: TimeInterval,
    signal?: AbortSignal,
  ): Promise<readonly TimeInterval[]> {
    const series = checked(
      await this.#client.queryRange(
        `max(timestamp(${this.#selector('kube_node_created')}))`,
        {
          start,
          // Up to the last sample, which is no more than a step away.
          end: at(end - 1),
          stepSeconds: STEP_MS / 1000,
          signal,
        },
      ),
    );
    const scrapes = (series[0]?.points ?? []).map(point =>
      at(Math.round((point.value ?? 0) * 1000)),
    );
    const stretches: { start: InstantMs; end: InstantMs }[] = [];
    for (const scrape of scrapes) {
      const last = stretches.at(-1);
      if (last && scrape - last.end <= OUTAGE_MS) {
        last.end = scrape;
      } else {
        stretches.push({ start: scrape, end: scrape });
      }
    }
    return stretches
      .map(stretch => ({
        start:
          stretch.start - start <= SCRAPE_MS
            ? start
            : at(Math.max(stretch.start, start)),
        end:
          end - stretch.end <= STEP_MS + SCRAPE_MS
            ? end
            : at(Math.min(stretch.end, end)),
      }))
      .filter(stretch => stretch.start < stretch.end);
  }

  /** The newest value of each series in the window. */
  async lastIn(
    window: TimeInterval,
    metric: string,
    signal?: AbortSignal,
  ): Promise<readonly Sample[]> {
    const { at: time, range } = rangeWindow(window, 'last');
    return checked(
      await this.#client.query(
        `last_over_time(${this.#selector(metric)}[${range}])`,
        { at: time, signal },
      ),
    );
  }

  /** The same for the metric's series of pods that ask for GPUs; pods are told by `uid`. */
  async lastOfGpuPods(
    window: TimeInterval,
    metric: string,
    signal?: AbortSignal,
  ): Promise<readonly Sample[]> {
    const { at: time, range } = rangeWindow(window, 'last');
    return checked(
      await this.#client.query(
        `last_over_time(${this.#selector(
          metric,
        )}[${range}]) and on (uid) last_over_time(${this.#requests()}[${range}])`,
        { at: time, signal },
      ),
    );
  }

  /** Requests for GPUs of containers, one sample each. */
  async gpuRequests(
    window: TimeInterval,
    signal?: AbortSignal,
  ): Promise<readonly Sample[]> {
    const { at: time, range } = rangeWindow(window, 'last');
    return checked(
      await this.#client.query(
        `last_over_time(${this.#requests()}[${range}])`,
        {
          at: time,
          signal,
        },
      ),
    );
  }

  /** Labels of the metric's series that are there at the end of the window. */
  async thereAtEnd(
    { end }: TimeInterval,
    metric: string,
    signal?: AbortSignal,
  ): Promise<readonly Labels[]> {
    return checked(
      await this.#client.query(this.#selector(metric), {
        at: at(end - 1),
        signal,
      }),
    ).map(({ labels }) => labels);
  }

  /** When each series was scraped last, by the value of `label`. */
  async lastScrapes(
    { start, end }: TimeInterval,
    metric: string,
    options: { label: string; values: readonly string[] },
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, InstantMs>> {
    const { label, values } = options;
    const found = new Map<string, InstantMs>();
    const keep = (value: string | undefined, instant: number | undefined) => {
      if (value !== undefined && instant !== undefined) {
        found.set(value, at(Math.max(instant, found.get(value) ?? 0)));
      }
    };
    for (const chunk of chunksOf(values)) {
      const series = checked(
        await this.#client.queryRange(
          // The instant of the sample: when a series ends between two steps, the step before tells when it was there.
          `max by (${label}) (timestamp(${this.#selector(
            metric,
            `${label}=~"${anyOf(chunk)}"`,
          )}))`,
          { start, end, stepSeconds: STEP_MS / 1000, signal },
        ),
      );
      for (const { labels, points } of series) {
        keep(labels[label], (points.at(-1)?.value ?? 0) * 1000);
      }
    }
    // Those that came and went between two steps have few samples.
    for (const chunk of chunksOf(values.filter(value => !found.has(value)))) {
      const series = checked(
        await this.#client.querySamples(
          this.#selector(metric, `${label}=~"${anyOf(chunk)}"`),
          { start, end },
          { signal },
        ),
      );
      for (const { labels, points } of series) {
        keep(labels[label], points.at(-1)?.at);
      }
    }
    return found;
  }

  /** When a series was 1 first, to a minute, by the value of `label`. */
  async firstOnes(
    { start, end }: TimeInterval,
    metric: string,
    options: { label: string; values: readonly string[] },
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, InstantMs>> {
    const { label, values } = options;
    const found = new Map<string, InstantMs>();
    for (const chunk of chunksOf(values)) {
      const series: readonly SampleSeries[] = checked(
        await this.#client.queryRange(
          `max by (${label}) (${this.#selector(
            metric,
            `${label}=~"${anyOf(chunk)}"`,
          )} == 1)`,
          { start, end, stepSeconds: FINE_STEP_MS / 1000, signal },
        ),
      );
      for (const { labels, points } of series) {
        const value = labels[label];
        const first = points[0]?.at;
        if (value !== undefined && first !== undefined) {
          found.set(value, first);
        }
      }
    }
    return found;
  }

  #requests(): string {
    return this.#selector(
      'kube_pod_container_resource_requests',
      `resource=~"${GPU_RESOURCES}"`,
    );
  }

  #selector(metric: string, matcher = ''): string {
    const [, name = metric, own = ''] = /^([^{]+)\{(.*)\}$/.exec(metric) ?? [];
    const matchers = [this.#cluster, own, matcher].filter(one => one !== '');
    return matchers.length === 0 ? name : `${name}{${matchers.join(',')}}`;
  }
}
