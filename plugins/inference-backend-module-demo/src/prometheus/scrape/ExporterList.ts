import type { DemoFleet } from '../../fleet/DemoFleet';
import type { NodeStory } from '../../fleet/nodeStories';
import type { ClusterName } from '../../fleet/storyTypes';
import type { Labels } from '../promql/labels';
import { METRIC_NAME } from '../promql/labels';
import {
  dcgmMetricNames,
  dcgmSourcesOfIdleDevices,
  dcgmSourcesOfPod,
  honoursDcgmLabels,
} from '../series/dcgmSeries';
import { familiesOf } from '../series/engineFamilies';
import { familySources } from '../series/engineSources';
import {
  kubeStateSourcesOfNode,
  kubeStateSourcesOfPod,
  nodeMetricNames,
  podMetricNames,
} from '../series/kubeStateSeries';
import type { PodRecord } from '../series/PodRecord';
import type { PodRegistry } from '../series/PodRegistry';
import type { SeriesSource } from '../series/SyntheticSeries';
import { upOfNode, upOfPod } from '../series/upSources';
import type { Exporter, ExportedSources } from './Exporter';

/** The metrics pages of the demo fleet. */
export class ExporterList {
  private readonly known = new WeakMap<
    PodRecord | NodeStory,
    readonly Exporter[]
  >();

  constructor(
    private readonly options: {
      readonly fleet: DemoFleet;
      readonly registry: PodRegistry;
    },
  ) {}

  /** Exporters that are there at an instant, whether or not they answer. */
  listAt(timeMs: number): Exporter[] {
    return this.all(timeMs).filter(exporter => exporter.isUp(timeMs) !== null);
  }

  /** An exporter that is there at an instant, by its id. */
  findAt(id: string, timeMs: number): Exporter | undefined {
    return this.listAt(timeMs).find(exporter => exporter.id === id);
  }

  private all(timeMs: number): Exporter[] {
    const { fleet, registry } = this.options;
    registry.refresh(timeMs);
    return [
      ...registry.records.flatMap(pod => this.remember(pod, () => ofPod(pod))),
      ...fleet.nodes.flatMap(node =>
        this.remember(node, () => this.ofNode(node)),
      ),
    ];
  }

  private remember(
    subject: PodRecord | NodeStory,
    create: () => readonly Exporter[],
  ): readonly Exporter[] {
    let exporters = this.known.get(subject);
    if (!exporters) {
      exporters = create();
      this.known.set(subject, exporters);
    }
    return exporters;
  }

  private ofNode(node: NodeStory): Exporter[] {
    const { cluster, gpu } = node.pool;
    return upOfNode(node, this.options.fleet).map(up =>
      gpu === null
        ? createExporter(`kube-state-metrics-${cluster}`, up, {
            honorLabels: true,
            exportedAt: timeMs => this.kubeState(cluster, timeMs),
          })
        : createExporter(`dcgm-${node.name}`, up, {
            honorLabels: honoursDcgmLabels(cluster),
            exportedAt: () => this.dcgm(node),
          }),
    );
  }

  private dcgm(node: NodeStory): ExportedSources[] {
    const pods = this.options.registry.recordsOn(node);
    return dcgmMetricNames.map(name => ({
      type: 'gauge',
      sources: [
        ...pods.flatMap(pod => dcgmSourcesOfPod(name, pod, this.options)),
        ...dcgmSourcesOfIdleDevices(name, node, this.options),
      ],
    }));
  }

  private kubeState(cluster: ClusterName, timeMs: number): ExportedSources[] {
    const { fleet, registry } = this.options;
    const pods = registry.records.filter(
      pod => pod.cluster === cluster && isThere(pod, timeMs),
    );
    const nodes = fleet.nodes.filter(
      node => node.pool.cluster === cluster && isThere(node, timeMs),
    );
    return [
      ...podMetricNames.map(name => ({
        name,
        sources: pods.flatMap(pod => kubeStateSourcesOfPod(name, pod, fleet)),
      })),
      ...nodeMetricNames.map(name => ({
        name,
        sources: nodes.flatMap(node =>
          kubeStateSourcesOfNode(name, node, fleet),
        ),
      })),
    ].map(({ name, sources }) => ({
      type: name.endsWith('_total') ? 'counter' : 'gauge',
      sources,
    }));
  }
}

function ofPod(pod: PodRecord): Exporter[] {
  return upOfPod(pod).map(up =>
    createExporter(`pod-${pod.uid}`, up, {
      // Engines say nothing about their pod: nothing clashes.
      honorLabels: false,
      exportedAt: () =>
        familiesOf(pod).map(family => ({
          type: family.type,
          sources: familySources(family, pod),
        })),
    }),
  );
}

function isThere(
  { createdMs, endedMs }: Pick<PodRecord | NodeStory, 'createdMs' | 'endedMs'>,
  timeMs: number,
): boolean {
  return createdMs <= timeMs && (endedMs === null || timeMs < endedMs);
}

function createExporter(
  id: string,
  up: SeriesSource,
  rest: Pick<Exporter, 'honorLabels' | 'exportedAt'>,
): Exporter {
  return {
    id,
    targetLabels: withoutName(up.labels),
    isUp: timeMs =>
      timeMs >= up.fromMs() && timeMs < up.toMs()
        ? up.valueAt(timeMs) === 1
        : null,
    ...rest,
  };
}

function withoutName({ [METRIC_NAME]: _, ...labels }: Labels): Labels {
  return labels;
}
