import type { Cluster } from '../Cluster';
import { timestampOf, type KubeObject } from '../objects';
import type { CoreEvent } from '../workloadTypes';
import { toJson } from '../writes/parseObject';
import { isJsonObject } from '../objects';

const LIFETIME_MS = 60 * 60_000;

interface Recorded {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly lastMs: number;
}

/** Writes Kubernetes Events. The same words about the same object are counted, and events vanish after an hour. */
export class EventRecorder {
  /** In the order of the last occurrence. */
  private readonly recorded = new Map<string, Recorded>();

  constructor(private readonly cluster: Cluster) {}

  record(
    about: KubeObject,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    source: { readonly component: string; readonly host?: string },
  ): void {
    const definition = this.cluster.registry.findByPlural('', 'events');
    if (!definition) return;
    const nowMs = this.cluster.now();
    this.forgetOld(nowMs);
    const {
      name,
      namespace = 'default',
      uid,
      resourceVersion,
    } = about.metadata;
    const key = JSON.stringify([uid, reason, message]);
    const former = this.recorded.get(key);
    const live =
      former &&
      this.cluster.store.find(definition, former.namespace, former.name);
    const timestamp = timestampOf(nowMs);
    if (former && live) {
      // An event in the store was written below.
      const { count = 1 } = live.object as CoreEvent;
      this.cluster.store.put(definition, {
        ...live.object,
        count: count + 1,
        lastTimestamp: timestamp,
      });
      this.recorded.delete(key);
      this.recorded.set(key, { ...former, lastMs: nowMs });
      return;
    }
    const body = toJson({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {
        name: `${name}.${this.cluster.random
          .uid()
          .replaceAll('-', '')
          .slice(0, 16)}`,
        namespace,
      },
      involvedObject: {
        apiVersion: about.apiVersion,
        kind: about.kind,
        name,
        ...(about.metadata.namespace ? { namespace } : {}),
        uid,
        resourceVersion,
      },
      reason,
      message,
      type,
      source,
      count: 1,
      firstTimestamp: timestamp,
      lastTimestamp: timestamp,
      reportingComponent: source.component,
      reportingInstance: source.host ?? '',
    });
    if (!isJsonObject(body)) return;
    const stored = this.cluster.seeder.seed(definition, body);
    this.recorded.set(key, {
      uid,
      namespace,
      name: stored.name,
      lastMs: nowMs,
    });
  }

  private forgetOld(nowMs: number): void {
    const definition = this.cluster.registry.findByPlural('', 'events');
    for (const [key, { lastMs, namespace, name }] of this.recorded) {
      if (nowMs - lastMs <= LIFETIME_MS) return;
      this.recorded.delete(key);
      if (definition) this.cluster.store.remove(definition, namespace, name);
    }
  }
}
