import type { KubeObject } from '../objects';
import type { Node } from '../workloadTypes';
import { ageOf } from './cells';
import type { Column } from './Column';
import { valueAt } from './printerColumns';

const ROLE = 'node-role.kubernetes.io/';

/** Rows of nodes come from the store of nodes. */
function node(object: KubeObject): Node {
  return object as Node;
}

function statusText({ spec, status }: Node): string {
  const ready = status?.conditions?.find(each => each.type === 'Ready');
  const text = ready?.status === 'True' ? 'Ready' : 'NotReady';
  return spec?.unschedulable ? `${text},SchedulingDisabled` : text;
}

function roles({ metadata }: KubeObject): string {
  const names = Object.keys(metadata.labels ?? {})
    .filter(key => key.startsWith(ROLE))
    .map(key => key.slice(ROLE.length));
  return names.sort().join(',') || '<none>';
}

function info(name: string, field: string): Column {
  return {
    name,
    type: 'string',
    priority: 1,
    cell: object => {
      const value = valueAt(object, `.status.nodeInfo.${field}`);
      return typeof value === 'string' ? value : '<unknown>';
    },
  };
}

/** Columns of nodes. */
export const nodeColumns: readonly Column[] = [
  {
    name: 'Name',
    type: 'string',
    format: 'name',
    cell: ({ metadata }) => metadata.name,
  },
  { name: 'Status', type: 'string', cell: object => statusText(node(object)) },
  { name: 'Roles', type: 'string', cell: roles },
  { name: 'Age', type: 'string', cell: ageOf },
  { ...info('Version', 'kubeletVersion'), priority: 0 },
  {
    name: 'Internal-IP',
    type: 'string',
    priority: 1,
    cell: object =>
      node(object).status?.addresses?.find(each => each.type === 'InternalIP')
        ?.address ?? '<none>',
  },
  info('OS-Image', 'osImage'),
  info('Kernel-Version', 'kernelVersion'),
  info('Container-Runtime', 'containerRuntimeVersion'),
];
