import type { DemoFleet } from '../../fleet/DemoFleet';
import { clusterNames } from '../../fleet/DemoFleet';
import { SECOND_MS } from '../../fleet/durations';
import type { NodeStory } from '../../fleet/nodeStories';
import type { ClusterName } from '../../fleet/storyTypes';
import type { Matcher } from '../promql/labels';
import { matchesAll, METRIC_NAME } from '../promql/labels';
import type { SeriesDatabase, StoredSeries } from '../promql/values';
import {
  dcgmMetricNames,
  dcgmSourcesOfIdleDevices,
  dcgmSourcesOfPod,
} from './dcgmSeries';
import { familiesOf } from './engineFamilies';
import { familySources } from './engineSources';
import type { Family } from './families';
import {
  kubeStateSourcesOfNode,
  kubeStateSourcesOfPod,
  nodeMetricNames,
  podMetricNames,
} from './kubeStateSeries';
import type { PodRecord } from './PodRecord';
import type { PodLister } from './PodRegistry';
import { PodRegistry } from './PodRegistry';
import type { SeriesSource } from './SyntheticSeries';
import { SyntheticSeries } from './SyntheticSeries';
import { UP, upOfNode, upOfPod } from './upSources';

/** The series of the demo fleet, computed on demand. */
export class FleetDatabase implements SeriesDatabase {
  private readonly ofPod = new WeakMap<
    PodRecord,
    Map<string, SyntheticSeries[]>
  >();
  private readonly ofNode = new WeakMap<
    NodeStory,
    Map<string, SyntheticSeries[]>
  >();
  private readonly familiesByName = new WeakMap<
    readonly Family[],
    Map<string, Family>
  >();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly fleet: DemoFleet,
    readonly registry: PodRegistry,
    private readonly clock: () => number,
  ) {}

  /** Looks at the clusters regularly, so that pods which live between two queries are not missed. */
  start(): void {
    this.timer = setInterval(
      () => this.registry.refresh(this.clock()),
      5 * SECOND_MS,
    );
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  select(
    matchers: readonly Matcher[],
    afterMs: number,
    toMs: number,
  ): StoredSeries[] {
    this.registry.refresh(this.clock());
    const ofName = matchers.filter(matcher => matcher.name === METRIC_NAME);
    const names = this.metricNames().filter(name =>
      ofName.every(matcher => matcher.matches(name)),
    );
    const result: StoredSeries[] = [];
    const collect = (series: readonly SyntheticSeries[]) => {
      for (const one of series) {
        if (matchesAll(one.labels, matchers)) result.push(one);
      }
    };
    const overlaps = (fromMs: number, endMs: number | null) =>
      fromMs <= toMs && (endMs === null || endMs > afterMs);
    for (const name of names) {
      for (const pod of this.registry.records) {
        if (overlaps(pod.createdMs, pod.endedMs)) {
          collect(this.seriesOfPod(name, pod));
        }
      }
      for (const node of this.fleet.nodes) {
        if (overlaps(node.createdMs, node.endedMs)) {
          collect(this.seriesOfNode(name, node));
        }
      }
    }
    return result;
  }

  /** All metric names, sorted. */
  metricNames(): string[] {
    const names = new Set([
      UP,
      ...dcgmMetricNames,
      ...podMetricNames,
      ...nodeMetricNames,
    ]);
    for (const pod of this.registry.records) {
      for (const name of this.familyMap(pod).keys()) names.add(name);
    }
    return [...names].sort();
  }

  private familyMap(pod: PodRecord): ReadonlyMap<string, Family> {
    const families = familiesOf(pod);
    let map = this.familiesByName.get(families);
    if (!map) {
      map = new Map(families.map(family => [family.name, family]));
      this.familiesByName.set(families, map);
    }
    return map;
  }

  private seriesOfPod(name: string, pod: PodRecord): SyntheticSeries[] {
    const family = this.familyMap(pod).get(name);
    const isKnown =
      family !== undefined ||
      name === UP ||
      name.startsWith('kube_pod_') ||
      (name.startsWith('DCGM_') && pod.node !== null);
    if (!isKnown) return [];
    let known = this.ofPod.get(pod);
    if (!known) {
      known = new Map();
      this.ofPod.set(pod, known);
    }
    // A pod that waits for its node has other labels later.
    const key = `${name}@${pod.node?.name ?? ''}`;
    let series = known.get(key);
    if (!series) {
      series = this.sourcesOfPod(name, pod, family).map(
        source => new SyntheticSeries(source, this.clock),
      );
      known.set(key, series);
    }
    return series;
  }

  private sourcesOfPod(
    name: string,
    pod: PodRecord,
    family: Family | undefined,
  ): SeriesSource[] {
    if (name === UP) return upOfPod(pod);
    if (family) return familySources(family, pod);
    const { fleet, registry } = this;
    return [
      ...kubeStateSourcesOfPod(name, pod, fleet),
      ...dcgmSourcesOfPod(name, pod, { fleet, registry }),
    ];
  }

  private seriesOfNode(name: string, node: NodeStory): SyntheticSeries[] {
    let known = this.ofNode.get(node);
    if (!known) {
      known = new Map();
      this.ofNode.set(node, known);
    }
    let series = known.get(name);
    if (!series) {
      const { fleet, registry } = this;
      const sources =
        name === UP
          ? upOfNode(node, fleet)
          : [
              ...kubeStateSourcesOfNode(name, node, fleet),
              ...dcgmSourcesOfIdleDevices(name, node, { fleet, registry }),
            ];
      series = sources.map(source => new SyntheticSeries(source, this.clock));
      known.set(name, series);
    }
    return series;
  }
}

/** Makes the database of a fleet; `start` it to follow the clusters. */
export function createFleetDatabase(options: {
  readonly fleet: DemoFleet;
  readonly clusters: Readonly<Record<ClusterName, PodLister>>;
  readonly clock: () => number;
}): FleetDatabase {
  const { fleet, clusters, clock } = options;
  const names = new Set(Object.keys(clusters));
  const missing = clusterNames.find(name => !names.has(name));
  if (missing) throw new Error(`The fleet needs a cluster ${missing}`);
  return new FleetDatabase(fleet, new PodRegistry(fleet, clusters), clock);
}
