import type { KubeObject } from '../objects';
import type { ContainerStatus, Pod } from '../workloadTypes';
import { ageOf, since } from './cells';
import type { Column } from './Column';

/** Rows of pods come from the store of pods. */
function podOf(object: KubeObject): Pod {
  return object as Pod;
}

/** The status that kubectl shows: the reason of the most telling container, else the phase. */
export function podStatusText(pod: Pod): string {
  const { metadata, status } = pod;
  if (metadata.deletionTimestamp !== undefined) return 'Terminating';
  const phase = status?.reason ?? status?.phase ?? 'Unknown';
  for (const { state } of [...(status?.containerStatuses ?? [])].reverse()) {
    if (state.waiting?.reason) return state.waiting.reason;
    if (state.terminated) {
      return state.terminated.reason || `ExitCode:${state.terminated.exitCode}`;
    }
  }
  return phase;
}

function restarts(statuses: readonly ContainerStatus[], nowMs: number): string {
  const total = statuses.reduce((sum, each) => sum + each.restartCount, 0);
  const last = statuses
    .map(each => each.lastState.terminated?.finishedAt)
    .filter(each => each !== undefined)
    .sort()
    .at(-1);
  return total > 0 && last
    ? `${total} (${since(last, nowMs)} ago)`
    : String(total);
}

/** Columns of pods. */
export const podColumns: readonly Column[] = [
  {
    name: 'Name',
    type: 'string',
    format: 'name',
    cell: ({ metadata }) => metadata.name,
  },
  {
    name: 'Ready',
    type: 'string',
    cell: object => {
      const statuses = podOf(object).status?.containerStatuses ?? [];
      const ready = statuses.filter(each => each.ready).length;
      return `${ready}/${podOf(object).spec.containers.length}`;
    },
  },
  {
    name: 'Status',
    type: 'string',
    cell: object => podStatusText(podOf(object)),
  },
  {
    name: 'Restarts',
    type: 'string',
    cell: (object, nowMs) =>
      restarts(podOf(object).status?.containerStatuses ?? [], nowMs),
  },
  { name: 'Age', type: 'string', cell: ageOf },
  {
    name: 'IP',
    type: 'string',
    priority: 1,
    cell: object => podOf(object).status?.podIP ?? '<none>',
  },
  {
    name: 'Node',
    type: 'string',
    priority: 1,
    cell: object => podOf(object).spec.nodeName ?? '<none>',
  },
  { name: 'Nominated Node', type: 'string', priority: 1, cell: () => '<none>' },
  {
    name: 'Readiness Gates',
    type: 'string',
    priority: 1,
    cell: () => '<none>',
  },
];
