import type { InstantMs } from '../../../types';
import type { Sample } from '../PrometheusResult';
import type { TimeInterval } from '../rangeWindow';
import { gpuResourceOf, unflattenLabels } from './kubeStateNames';
import type { KubeStateReader } from './KubeStateReader';

/** A node as kube-state-metrics tells of it. */
export interface KubeStateNode {
  readonly name: string;
  readonly createdAt: InstantMs;
  /** Null when it was there at the end of the window. */
  readonly endedAt: InstantMs | null;
  readonly providerId: string | null;
  /** Those that were asked for; empty where kube-state-metrics does not export labels. */
  readonly labels: { readonly [name: string]: string };
  /** GPU devices by resource. */
  readonly capacity: { readonly [resource: string]: number };
}

/** What a container of a pod held. */
export interface KubeStateHold {
  readonly podUid: string;
  readonly namespace: string;
  readonly podName: string;
  readonly container: string;
  readonly node: string;
  readonly resource: string;
  readonly units: number;
  /** Controller of the pod. */
  readonly owner: { readonly kind: string; readonly name: string } | null;
  readonly from: InstantMs;
  /** Null when it held them at the end of the window. */
  readonly to: InstantMs | null;
}

/** Who held what in a window. */
export interface KubeState {
  readonly nodes: readonly KubeStateNode[];
  readonly holds: readonly KubeStateHold[];
}

const FINISHED = 'kube_pod_status_phase{phase=~"Succeeded|Failed"}';

function toInstant(seconds: number | null): InstantMs | null {
  return seconds === null || seconds <= 0
    ? null
    : (Math.round(seconds * 1000) as InstantMs);
}

function textOf(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}

function instantsBy(
  label: string,
  samples: readonly Sample[],
): ReadonlyMap<string, InstantMs> {
  return new Map(
    samples.flatMap(({ labels, value }) => {
      const instant = toInstant(value);
      const key = labels[label];
      return instant === null || key === undefined ? [] : [[key, instant]];
    }),
  );
}

async function readNodes(
  reader: KubeStateReader,
  window: TimeInterval,
  labelNames: readonly string[],
  signal?: AbortSignal,
): Promise<readonly KubeStateNode[]> {
  const created = await reader.lastIn(window, 'kube_node_created', signal);
  const labelled = new Map(
    (await reader.lastIn(window, 'kube_node_labels', signal)).map(
      ({ labels }) => [labels.node ?? '', labels],
    ),
  );
  const info = new Map(
    (await reader.lastIn(window, 'kube_node_info', signal)).map(
      ({ labels }) => [labels.node ?? '', labels],
    ),
  );
  const capacity = new Map<string, { [resource: string]: number }>();
  for (const { labels, value } of await reader.lastIn(
    window,
    'kube_node_status_capacity{resource=~"nvidia_com_.+|amd_com_gpu"}',
    signal,
  )) {
    const resource = gpuResourceOf(labels.resource ?? '');
    if (resource !== null && value !== null) {
      const node = labels.node ?? '';
      capacity.set(node, { ...capacity.get(node), [resource]: value });
    }
  }
  const there = new Set(
    (await reader.thereAtEnd(window, 'kube_node_created', signal)).map(
      ({ node }) => node,
    ),
  );
  const gone = created.flatMap(({ labels: { node } }) =>
    node === undefined || there.has(node) ? [] : [node],
  );
  const lastScrapes = await reader.lastScrapes(
    window,
    'kube_node_created',
    { label: 'node', values: gone },
    signal,
  );
  return created.flatMap(({ labels, value }) => {
    const name = labels.node;
    const createdAt = toInstant(value);
    if (name === undefined || createdAt === null) {
      return [];
    }
    return [
      {
        name,
        createdAt,
        endedAt: there.has(name) ? null : lastScrapes.get(name) ?? createdAt,
        providerId: textOf(info.get(name)?.provider_id),
        labels: unflattenLabels(labelled.get(name) ?? {}, labelNames),
        capacity: capacity.get(name) ?? {},
      },
    ];
  });
}

/** Ends of the pods that let go of their GPUs in the window; null for one that had let go before. */
async function readEnds(
  reader: KubeStateReader,
  window: TimeInterval,
  uids: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, InstantMs | null>> {
  const completed = instantsBy(
    'uid',
    await reader.lastOfGpuPods(window, 'kube_pod_completion_time', signal),
  );
  const finished = (await reader.lastOfGpuPods(window, FINISHED, signal))
    .filter(({ value }) => value === 1)
    .flatMap(({ labels }) => labels.uid ?? []);
  const there = new Set(
    (
      await reader.thereAtEnd(
        window,
        'kube_pod_container_resource_requests',
        signal,
      )
    ).map(({ uid }) => uid),
  );
  const ends = new Map<string, InstantMs | null>();
  const gone = uids.filter(uid => !there.has(uid));
  const lastScrapes = await reader.lastScrapes(
    window,
    'kube_pod_container_resource_requests',
    { label: 'uid', values: gone },
    signal,
  );
  for (const uid of gone) {
    ends.set(uid, lastScrapes.get(uid) ?? null);
  }
  const untold = finished.filter(uid => !completed.has(uid));
  const firstFinished = await reader.firstOnes(
    window,
    FINISHED,
    { label: 'uid', values: untold },
    signal,
  );
  for (const [uid, first] of firstFinished) {
    ends.set(uid, first);
  }
  for (const [uid, end] of completed) {
    ends.set(uid, end);
  }
  return new Map(
    [...ends].map(([uid, end]) => [
      uid,
      end !== null && end <= window.start ? null : end,
    ]),
  );
}

async function readHolds(
  reader: KubeStateReader,
  window: TimeInterval,
  signal?: AbortSignal,
): Promise<readonly KubeStateHold[]> {
  const requests = (await reader.gpuRequests(window, signal)).filter(
    ({ labels, value }) =>
      // Without a node it waits for one and holds nothing.
      (labels.node ?? '') !== '' &&
      labels.uid !== undefined &&
      value !== null &&
      value > 0,
  );
  if (requests.length === 0) {
    return [];
  }
  const uids = [...new Set(requests.flatMap(({ labels }) => labels.uid ?? []))];
  const begins = new Map<string, InstantMs>();
  // The binding itself, or else what follows it by a second or two.
  for (const metric of [
    'kube_pod_status_scheduled_time',
    'kube_pod_start_time',
    'kube_pod_created',
  ]) {
    if (uids.every(uid => begins.has(uid))) {
      break;
    }
    for (const [uid, instant] of instantsBy(
      'uid',
      await reader.lastOfGpuPods(window, metric, signal),
    )) {
      begins.set(uid, begins.get(uid) ?? instant);
    }
  }
  const owners = new Map(
    (await reader.lastOfGpuPods(window, 'kube_pod_owner', signal)).map(
      ({ labels }) => [labels.uid ?? '', labels],
    ),
  );
  const ends = await readEnds(reader, window, uids, signal);
  return requests.flatMap(({ labels, value }): KubeStateHold[] => {
    const podUid = labels.uid ?? '';
    const resource = gpuResourceOf(labels.resource ?? '');
    const from = begins.get(podUid);
    const end = ends.get(podUid);
    if (resource === null || from === undefined || end === null) {
      return [];
    }
    const owner = owners.get(podUid);
    const kind = textOf(owner?.owner_kind);
    const name = textOf(owner?.owner_name);
    return end !== undefined && end <= from
      ? []
      : [
          {
            podUid,
            namespace: labels.namespace ?? '',
            podName: labels.pod ?? '',
            container: labels.container ?? '',
            node: labels.node ?? '',
            resource,
            units: Math.round(value ?? 0),
            owner: kind === null || name === null ? null : { kind, name },
            from,
            to: end ?? null,
          },
        ];
  });
}

/** Reads who held which GPUs in a window in which kube-state-metrics was scraped throughout. Throws `KubeStateError`. */
export async function readKubeState(
  reader: KubeStateReader,
  window: TimeInterval,
  options: {
    /** Labels of nodes to bring along. */
    labelNames: readonly string[];
    signal?: AbortSignal;
  },
): Promise<KubeState> {
  return {
    nodes: await readNodes(reader, window, options.labelNames, options.signal),
    holds: await readHolds(reader, window, options.signal),
  };
}
