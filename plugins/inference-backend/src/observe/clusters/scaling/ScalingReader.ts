import { MINUTE_MS, SECOND_MS } from '../../../durations';
import type { InstantMs } from '../../../types';
import { at, itemsOf, textOf } from '../adapters/fields';
import type { ClusterConfig } from '../config/ClusterConfig';
import {
  ClusterConnection,
  type ClusterReader,
} from '../connection/ClusterConnection';
import { ClusterRequestError } from '../connection/ClusterRequestError';
import {
  readAutoscaler,
  readBudget,
  readMemoryAlerts,
  type SeenAutoscaler,
  type SeenBudget,
  type SeenMemoryAlert,
} from './readScaling';

/** Objects of a kind by their namespace, and why some are missing; null when none is. */
export interface Looked<T> {
  readonly byNamespace: ReadonlyMap<string, readonly T[]>;
  readonly unseen: string | null;
}

/** What stands around the workloads of a cluster: what scales them, what keeps some of their pods, and what tells when their memory grows. */
export interface ClusterScaling {
  readonly autoscalers: Looked<SeenAutoscaler>;
  readonly budgets: Looked<SeenBudget>;
  readonly memoryAlerts: Looked<SeenMemoryAlert>;
}

interface Listed<T> {
  readonly items: readonly T[];
  readonly unseen: string | null;
}

const KEPT_MS = MINUTE_MS;
const PAGE_MS = 10 * SECOND_MS;
const PAGE_SIZE = 500;
/** Some 300 bytes each. Whoever has more is told so instead of filling the memory. */
const MOST_OBJECTS = 50_000;

const HPAS = '/apis/autoscaling/v2/horizontalpodautoscalers';
const SCALED_OBJECTS = '/apis/keda.sh/v1alpha1/scaledobjects';
const BUDGETS = '/apis/policy/v1/poddisruptionbudgets';
const PROMETHEUS_RULES = '/apis/monitoring.coreos.com/v1/prometheusrules';

const resourceOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

function why(error: unknown, path: string): string {
  const resource = resourceOf(path);
  if (!(error instanceof ClusterRequestError)) {
    return `${resource} could not be listed: ${String(error)}`;
  }
  return error.kind === 'forbidden'
    ? `The portal may not list ${resource} on the cluster: apply deploy/cluster-role.yaml.`
    : `${resource} could not be listed: ${error.message}`;
}

function byNamespace<T extends { readonly namespace: string }>(
  items: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const others = found.get(item.namespace);
    if (others) {
      others.push(item);
    } else {
      found.set(item.namespace, [item]);
    }
  }
  return found;
}

/**
 * Lists autoscalers, disruption budgets and alerts of clusters when they are asked for, once a minute at most. They say nothing about what runs, so
 * that they are not worth a watch: four lists serve all scorecards of a cluster.
 */
export class ScalingReader {
  readonly #clusters: ReadonlyMap<string, () => Pick<ClusterReader, 'get'>>;
  readonly #kept = new Map<
    string,
    { readonly at: number; readonly scaling: Promise<ClusterScaling> }
  >();
  readonly #now: () => number;
  readonly #most: number;

  constructor(options: {
    clusters: ReadonlyMap<string, () => Pick<ClusterReader, 'get'>>;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
    /** Objects of a kind that are read of a cluster. Default 50,000. */
    most?: number;
  }) {
    this.#clusters = options.clusters;
    this.#now = options.now;
    this.#most = options.most ?? MOST_OBJECTS;
  }

  /** Never rejects: what cannot be read is told as `unseen`. */
  read(cluster: string): Promise<ClusterScaling> {
    const kept = this.#kept.get(cluster);
    if (kept && this.#now() - kept.at < KEPT_MS) {
      return kept.scaling;
    }
    const scaling = this.#list(cluster);
    this.#kept.set(cluster, { at: this.#now(), scaling });
    return scaling;
  }

  async #list(cluster: string): Promise<ClusterScaling> {
    const open = this.#clusters.get(cluster);
    if (!open) {
      const unseen = `Cluster ${cluster} is not configured.`;
      const none = { byNamespace: new Map(), unseen };
      return { autoscalers: none, budgets: none, memoryAlerts: none };
    }
    const reader = open();
    const [hpas, scaled, budgets, alerts] = await Promise.all([
      this.#all(reader, HPAS, item =>
        readAutoscaler('HorizontalPodAutoscaler', item),
      ),
      this.#all(reader, SCALED_OBJECTS, item =>
        readAutoscaler('ScaledObject', item),
      ),
      this.#all(reader, BUDGETS, readBudget),
      this.#all(reader, PROMETHEUS_RULES, readMemoryAlerts),
    ]);
    return {
      autoscalers: {
        byNamespace: byNamespace([...scaled.items, ...hpas.items]),
        unseen: hpas.unseen ?? scaled.unseen,
      },
      budgets: {
        byNamespace: byNamespace(budgets.items),
        unseen: budgets.unseen,
      },
      memoryAlerts: {
        byNamespace: byNamespace(alerts.items),
        unseen: alerts.unseen,
      },
    };
  }

  async #all<T>(
    reader: Pick<ClusterReader, 'get'>,
    path: string,
    read: (item: unknown) => T | null,
  ): Promise<Listed<T>> {
    const items: T[] = [];
    let token: string | null = null;
    try {
      do {
        const query: string =
          token === null ? '' : `&continue=${encodeURIComponent(token)}`;
        const page = await reader.get(`${path}?limit=${PAGE_SIZE}${query}`, {
          signal: AbortSignal.timeout(PAGE_MS),
          timeoutMs: PAGE_MS,
        });
        items.push(
          ...itemsOf(at(page, 'items')).flatMap(item => read(item) ?? []),
        );
        token = textOf(at(page, 'metadata', 'continue'));
      } while (token !== null && items.length < this.#most);
    } catch (error) {
      // A kind that is not installed has no objects.
      const isMissing =
        error instanceof ClusterRequestError && error.kind === 'not-found';
      return { items, unseen: isMissing ? null : why(error, path) };
    }
    return {
      items,
      unseen:
        token === null
          ? null
          : `The cluster has more than ${this.#most} ${resourceOf(
              path,
            )}, and the portal reads no more.`,
    };
  }
}

/** Opens the clusters of the configuration, each when it is first asked for. */
export function createScalingReader(
  clusters: readonly Pick<ClusterConfig, 'name' | 'access'>[],
  now: () => number,
): ScalingReader {
  return new ScalingReader({
    clusters: new Map(
      clusters.map(({ name, access }) => {
        let connection: ClusterConnection | undefined;
        return [
          name,
          () => {
            connection ??= new ClusterConnection({
              access,
              now: () => now() as InstantMs,
            });
            return connection;
          },
        ];
      }),
    ),
    now,
  });
}
