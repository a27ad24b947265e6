import type { KubeObject } from '../objects';
import { isRecord } from '../objects';
import type { ResourceDefinition } from '../kinds/ResourceDefinition';
import { SelectorSyntaxError } from './labelSelector';

/** Decides about an object by its fields. */
export type FieldMatcher = (object: KubeObject) => boolean;

const ANY_KIND = ['metadata.name', 'metadata.namespace'];

/** The fields that each kind can be selected by besides name and namespace, as in Kubernetes. */
const SUPPORTED: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'regarding.kind',
    'regarding.namespace',
    'regarding.name',
    'regarding.uid',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  secrets: ['type'],
  namespaces: ['status.phase'],
  nodes: ['spec.unschedulable'],
  replicasets: ['status.replicas'],
  jobs: ['status.successful'],
};

/** Reads the `fieldSelector` query parameter: `a=b,c!=d`. */
export function parseFieldSelector(
  text: string,
  definition: ResourceDefinition,
): FieldMatcher {
  const requirements = text
    .split(',')
    .filter(part => part !== '')
    .map(part => parseRequirement(part, definition));
  return object => requirements.every(matches => matches(object));
}

/** The name a selector pins down (`metadata.name=x`), so that one look-up replaces a scan. */
export function pinnedField(text: string, field: string): string | undefined {
  for (const part of text.split(',')) {
    const match = /^([^!=]+)==?(.*)$/.exec(part);
    if (match?.[1] === field) return match[2];
  }
  return undefined;
}

function parseRequirement(
  text: string,
  definition: ResourceDefinition,
): FieldMatcher {
  const match = /^([^!=]+)(==|!=|=)(.*)$/.exec(text);
  if (!match) {
    throw new SelectorSyntaxError(
      `invalid selector: '${text}'; can't understand '${text}'`,
    );
  }
  const [, field = '', operator, value = ''] = match;
  const supported = definition.builtin
    ? SUPPORTED[definition.plural] ?? []
    : [];
  if (!ANY_KIND.includes(field) && !supported.includes(field)) {
    throw new SelectorSyntaxError(
      supported.length > 0
        ? `field label not supported: ${field}`
        : `"${field}" is not a known field selector: only ${ANY_KIND.map(
            known => `"${known}"`,
          ).join(', ')}`,
    );
  }
  const path = pathOf(field);
  return operator === '!='
    ? object => valueAt(object, path) !== value
    : object => valueAt(object, path) === value;
}

function pathOf(field: string): readonly string[] {
  if (field === 'source') return ['source', 'component'];
  if (field === 'status.successful') return ['status', 'succeeded'];
  return field.replace(/^regarding\./, 'involvedObject.').split('.');
}

function valueAt(object: KubeObject, path: readonly string[]): string {
  let value: unknown = object;
  for (const segment of path) {
    if (!isRecord(value)) return '';
    value = value[segment];
  }
  if (value === undefined || value === null) return '';
  return String(value);
}
