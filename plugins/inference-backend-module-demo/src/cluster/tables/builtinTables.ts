import type { KubeObject } from '../objects';
import { isRecord } from '../objects';
import { labelSelectorText } from '../selectors/labelSelector';
import type {
  CoreEvent,
  DaemonSet,
  Deployment,
  LabelSelector,
  PodTemplate,
  ReplicaSet,
  StatefulSet,
} from '../workloadTypes';
import { ageOf, since } from './cells';
import type { Column, TableCell } from './Column';
import { nodeColumns } from './nodeColumns';
import { podColumns } from './podColumns';
import { valueAt } from './printerColumns';

const name: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  cell: ({ metadata }) => metadata.name,
};
const age: Column = { name: 'Age', type: 'string', cell: ageOf };

function text(
  title: string,
  cell: (object: KubeObject, nowMs: number) => TableCell,
  priority = 0,
): Column {
  return { name: title, type: 'string', priority, cell };
}

function count(title: string, jsonPath: string): Column {
  return {
    name: title,
    type: 'integer',
    cell: object => Number(valueAt(object, jsonPath) ?? 0),
  };
}

/** Containers, images and selector of what has a template. Only with `-o wide`. */
const templateColumns: readonly Column[] = [
  text(
    'Containers',
    object =>
      containers(object)
        .map(each => each.name)
        .join(','),
    1,
  ),
  text(
    'Images',
    object =>
      containers(object)
        .map(each => each.image)
        .join(','),
    1,
  ),
  text('Selector', object => selector(object), 1),
];

/** The rows of the store have been admitted, so a workload has a template. */
function containers(object: KubeObject): PodTemplate['spec']['containers'] {
  const spec = object.spec as { template?: PodTemplate } | undefined;
  return spec?.template?.spec.containers ?? [];
}

function selector(object: KubeObject): string {
  const spec = object.spec as { selector?: LabelSelector } | undefined;
  return labelSelectorText(spec?.selector);
}

function readyOf(object: KubeObject): string {
  const { spec, status } = object as Deployment | StatefulSet | ReplicaSet;
  return `${status?.readyReplicas ?? 0}/${spec.replicas}`;
}

function eventSource({ involvedObject }: CoreEvent): string {
  const { kind = '', name: involved = '' } = involvedObject;
  return `${kind.toLowerCase()}/${involved}`;
}

function servicePorts(object: KubeObject): string {
  const ports = valueAt(object, '.spec.ports');
  if (!Array.isArray(ports)) return '<none>';
  return ports
    .map(port => (isRecord(port) ? `${port.port}/${port.protocol}` : ''))
    .join(',');
}

function keys(object: KubeObject): number {
  const { data, binaryData } = object;
  return [data, binaryData].reduce<number>(
    (sum, map) => sum + (isRecord(map) ? Object.keys(map).length : 0),
    0,
  );
}

function path(jsonPath: string, absent = '<none>'): Column['cell'] {
  return object => {
    const value = valueAt(object, jsonPath);
    return value === undefined || value === null ? absent : String(value);
  };
}

/** Tables of the built-in kinds that have their own columns; the others show name and creation. */
export const builtinTables: ReadonlyMap<string, readonly Column[]> = new Map<
  string,
  readonly Column[]
>([
  ['Pod', podColumns],
  ['Node', nodeColumns],
  ['Namespace', [name, text('Status', path('.status.phase')), age]],
  [
    'Deployment',
    [
      name,
      text('Ready', readyOf),
      count('Up-to-date', '.status.updatedReplicas'),
      count('Available', '.status.availableReplicas'),
      age,
      ...templateColumns,
    ],
  ],
  [
    'ReplicaSet',
    [
      name,
      count('Desired', '.spec.replicas'),
      count('Current', '.status.replicas'),
      count('Ready', '.status.readyReplicas'),
      age,
      ...templateColumns,
    ],
  ],
  [
    'StatefulSet',
    [name, text('Ready', readyOf), age, ...templateColumns.slice(0, 2)],
  ],
  [
    'DaemonSet',
    [
      name,
      count('Desired', '.status.desiredNumberScheduled'),
      count('Current', '.status.currentNumberScheduled'),
      count('Ready', '.status.numberReady'),
      count('Up-to-date', '.status.updatedNumberScheduled'),
      count('Available', '.status.numberAvailable'),
      text('Node Selector', object => {
        const chosen =
          (object as DaemonSet).spec.template.spec.nodeSelector ?? {};
        return (
          Object.entries(chosen)
            .map(each => each.join('='))
            .join(',') || '<none>'
        );
      }),
      age,
      ...templateColumns,
    ],
  ],
  [
    'ControllerRevision',
    [
      name,
      text('Controller', ({ metadata }) => {
        const owner = metadata.ownerReferences?.[0];
        return owner
          ? `${owner.kind.toLowerCase()}.apps/${owner.name}`
          : '<none>';
      }),
      count('Revision', '.revision'),
      age,
    ],
  ],
  [
    'Job',
    [
      name,
      text('Status', object => {
        const conditions = valueAt(object, '.status.conditions');
        const last = Array.isArray(conditions)
          ? conditions.find(
              each =>
                isRecord(each) &&
                each.status === 'True' &&
                each.type !== 'SuccessCriteriaMet',
            )
          : undefined;
        return isRecord(last) ? String(last.type) : 'Running';
      }),
      text(
        'Completions',
        object =>
          `${valueAt(object, '.status.succeeded') ?? 0}/${
            valueAt(object, '.spec.completions') ?? 1
          }`,
      ),
      age,
      ...templateColumns,
    ],
  ],
  [
    'CronJob',
    [
      name,
      text('Schedule', path('.spec.schedule')),
      text('Suspend', object =>
        valueAt(object, '.spec.suspend') === true ? 'True' : 'False',
      ),
      text('Last Schedule', (object, nowMs) => {
        const last = valueAt(object, '.status.lastScheduleTime');
        return typeof last === 'string' ? since(last, nowMs) : '<none>';
      }),
      age,
    ],
  ],
  [
    'Service',
    [
      name,
      text('Type', path('.spec.type')),
      text('Cluster-IP', path('.spec.clusterIP')),
      text('External-IP', () => '<none>'),
      text('Port(s)', servicePorts),
      age,
    ],
  ],
  ['ConfigMap', [name, { ...count('Data', ''), cell: keys }, age]],
  [
    'Secret',
    [
      name,
      text('Type', path('.type')),
      { ...count('Data', ''), cell: keys },
      age,
    ],
  ],
  [
    'Event',
    [
      text('Last Seen', (object, nowMs) => {
        const { lastTimestamp, firstTimestamp } = object as CoreEvent;
        return since(lastTimestamp ?? firstTimestamp, nowMs);
      }),
      text('Type', path('.type')),
      text('Reason', path('.reason')),
      text('Object', object => eventSource(object as CoreEvent)),
      text('Message', object =>
        String((object as CoreEvent).message ?? '').trim(),
      ),
      { ...name, priority: 1 },
    ],
  ],
  [
    'PersistentVolumeClaim',
    [
      name,
      text('Status', path('.status.phase')),
      text('Volume', path('.spec.volumeName', '')),
      text('Capacity', path('.status.capacity.storage', '')),
      text('StorageClass', path('.spec.storageClassName', '')),
      age,
    ],
  ],
  [
    'HorizontalPodAutoscaler',
    [
      name,
      text(
        'Reference',
        object =>
          `${valueAt(object, '.spec.scaleTargetRef.kind')}/${valueAt(
            object,
            '.spec.scaleTargetRef.name',
          )}`,
      ),
      text('MinPods', path('.spec.minReplicas', '<unset>')),
      count('MaxPods', '.spec.maxReplicas'),
      count('Replicas', '.status.currentReplicas'),
      age,
    ],
  ],
]);
