import { ANNOTATION_OWNER } from '@inference-portal/plugin-inference-common';
import { isSystemNamespace } from '../../decide/deployments/isSystemNamespace';
import type {
  TargetCluster,
  TargetNamespace,
  TargetReader,
} from '../../deployments/DeploymentTargets';
import { MINUTE_MS } from '../../durations';
import { at, textOf } from '../../observe/clusters/adapters/fields';
import { readGpuProduct } from '../../observe/clusters/servers/gpuProduct';
import { findMark, readMarks } from '../../observe/clusters/servers/marks';
import type { ObjectApplier } from './ObjectApplier';
import { readGpuQuotas } from './readGpuQuotas';

/** Nodes change seldom, and are many and large. */
const NODES_FOR_MS = MINUTE_MS;

const PRODUCT = 'nvidia.com/gpu.product';

/** What a Namespace object says of it. */
export function readTargetNamespace(
  object: unknown,
  quotas: ReturnType<typeof readGpuQuotas> = [],
): TargetNamespace {
  const name = textOf(at(object, 'metadata', 'name')) ?? '';
  const marks = readMarks('namespace', at(object, 'metadata'), []);
  return {
    name,
    signals: {
      workload: null,
      namespace: findMark(marks, ANNOTATION_OWNER),
      kubernetesId: null,
      labels: {},
    },
    isEnding: textOf(at(object, 'status', 'phase')) === 'Terminating',
    quotas: quotas.filter(quota => quota.namespace === name),
  };
}

function labelsByProduct(
  nodes: readonly unknown[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const node of nodes) {
    const label = textOf(at(node, 'metadata', 'labels', PRODUCT));
    if (label !== null) {
      const { product } = readGpuProduct(label, null);
      found.set(product, (found.get(product) ?? new Set()).add(label));
    }
  }
  return new Map(
    [...found].map(([product, labels]) => [product, [...labels].sort()]),
  );
}

/** Reads what clusters offer, each time anew but for the nodes. */
export class ClusterTargets implements TargetReader {
  readonly #applierOf: (cluster: string, signal: AbortSignal) => ObjectApplier;
  readonly #now: () => number;
  readonly #nodeLabels = new Map<
    string,
    { readonly at: number; readonly labels: TargetCluster['nodeLabels'] }
  >();

  constructor(options: {
    applierOf: (cluster: string, signal: AbortSignal) => ObjectApplier;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#applierOf = options.applierOf;
    this.#now = options.now;
  }

  /** Rejects with `ClusterRequestError` when the cluster does not answer. */
  async read(cluster: string, signal: AbortSignal): Promise<TargetCluster> {
    const applier = this.#applierOf(cluster, signal);
    const [namespaces, quotas, nodeLabels] = await Promise.all([
      applier.listNamespaces(),
      applier.listQuotas(null),
      this.#readNodeLabels(cluster, applier),
    ]);
    const gpuQuotas = readGpuQuotas(quotas ?? []);
    return {
      namespaces: namespaces
        .map(object => readTargetNamespace(object, gpuQuotas))
        .filter(({ name }) => !isSystemNamespace(name))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      mayReadQuotas: quotas !== null,
      nodeLabels,
    };
  }

  /** One namespace without its quotas; null when there is none. Rejects as `read` does. */
  async find(
    cluster: string,
    namespace: string,
    signal: AbortSignal,
  ): Promise<TargetNamespace | null> {
    const object = await this.#applierOf(cluster, signal).findNamespace(
      namespace,
    );
    return object === null ? null : readTargetNamespace(object);
  }

  async #readNodeLabels(
    cluster: string,
    applier: ObjectApplier,
  ): Promise<TargetCluster['nodeLabels']> {
    const known = this.#nodeLabels.get(cluster);
    if (known && this.#now() - known.at < NODES_FOR_MS) {
      return known.labels;
    }
    const labels = labelsByProduct(await applier.listGpuNodes());
    this.#nodeLabels.set(cluster, { at: this.#now(), labels });
    return labels;
  }
}
