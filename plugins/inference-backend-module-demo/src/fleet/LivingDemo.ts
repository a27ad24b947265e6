import type { SimulatedClusterFace } from '../cluster/SimulatedCluster';
import { MINUTE_MS, SECOND_MS } from './durations';
import { hash32, uniform } from './deterministic';
import type { DemoFleet } from './DemoFleet';
import { ratePerHour } from './traffic';
import type { ClusterName, ServerStory } from './storyTypes';

type Cluster = Pick<SimulatedClusterFace, 'get' | 'list' | 'upsert' | 'remove'>;

/** One pod is replaced in each period of this length. */
const RESTART_PERIOD_MS = 23 * MINUTE_MS;
/** The autoscaler decides once in each period of this length. */
const SCALING_PERIOD_MS = 6 * MINUTE_MS;

/**
 * Keeps the demo moving: now and then a pod of a healthy server is evicted, and an autoscaled server follows its
 * traffic. What happens in a period follows from the seed and the period's number.
 */
export class LivingDemo {
  private timer: NodeJS.Timeout | undefined;
  private readonly done = new Set<string>();

  constructor(
    private readonly options: {
      readonly fleet: DemoFleet;
      readonly clusters: Readonly<Record<ClusterName, Cluster>>;
      readonly clock: () => number;
    },
  ) {
    const nowMs = options.fleet.nowMs;
    // The first minutes stay as the story tells them.
    this.done.add(periodKey('restart', nowMs, RESTART_PERIOD_MS));
    this.done.add(periodKey('scale', nowMs, SCALING_PERIOD_MS));
  }

  start(): void {
    this.timer = setInterval(
      () => this.tick(this.options.clock()),
      20 * SECOND_MS,
    );
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Does what is due at `nowMs`. Calling it twice in a period does nothing more. */
  tick(nowMs: number): void {
    const restart = periodKey('restart', nowMs, RESTART_PERIOD_MS);
    if (!this.done.has(restart)) {
      this.done.add(restart);
      this.evictOnePod(restart);
    }
    const scale = periodKey('scale', nowMs, SCALING_PERIOD_MS);
    if (!this.done.has(scale)) {
      this.done.add(scale);
      this.autoscale(nowMs, scale);
    }
  }

  private evictOnePod(period: string): void {
    const { fleet, clusters } = this.options;
    const candidates = fleet.servers
      .map(server => server.story)
      .filter(
        story =>
          story.kind === 'Deployment' &&
          story.replicas >= 2 &&
          (story.cases ?? []).length === 0,
      );
    if (candidates.length === 0) return;
    const story = candidates[hash32(fleet.seed, period) % candidates.length];
    const pods = clusters[story.cluster].list({
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: story.namespace,
      labelSelector: `app.kubernetes.io/name=${story.name}`,
    });
    const pod =
      pods[hash32(fleet.seed, period, 'pod') % Math.max(1, pods.length)];
    if (!pod) return;
    clusters[story.cluster].remove({
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: story.namespace,
      name: pod.metadata.name,
    });
  }

  private autoscale(nowMs: number, period: string): void {
    const { fleet, clusters } = this.options;
    for (const { story } of fleet.servers) {
      if (!story.cases?.includes('autoscaled')) continue;
      const deployment = clusters[story.cluster].get({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: story.namespace,
        name: story.name,
      });
      const spec: unknown = deployment?.spec;
      if (!deployment || typeof spec !== 'object' || spec === null) continue;
      const replicas = wantedReplicas(fleet, story, nowMs, period);
      if ('replicas' in spec && spec.replicas === replicas) continue;
      clusters[story.cluster].upsert(
        { ...deployment, spec: { ...spec, replicas } },
        { manager: 'kube-controller-manager' },
      );
    }
  }
}

/** Two to four replicas: by traffic, and by a little chance so that something happens in a quiet hour too. */
function wantedReplicas(
  fleet: DemoFleet,
  story: ServerStory,
  nowMs: number,
  period: string,
): number {
  const shape = story.traffic.shape;
  const peak = shape.kind === 'diurnal' ? shape.peakPerHour : 1;
  const load = ratePerHour(fleet.seed, story, fleet.nowMs, nowMs) / peak;
  return Math.max(
    2,
    Math.min(4, Math.round(1.7 + 1.6 * load + uniform(fleet.seed, period))),
  );
}

function periodKey(what: string, nowMs: number, periodMs: number): string {
  return `${what}#${Math.floor(nowMs / periodMs)}`;
}
