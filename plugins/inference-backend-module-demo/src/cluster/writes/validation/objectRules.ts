import { badRequest, invalid, type Cause } from '../../ApiError';
import {
  apiVersionOf,
  type ResourceDefinition,
} from '../../kinds/ResourceDefinition';
import { isJsonObject, type Json, type JsonObject } from '../../objects';
import { sameJson } from '../../ownership/FieldSet';
import { labelSelectorMatcher } from '../../selectors/labelSelector';
import type { LabelSelector } from '../../workloadTypes';
import {
  invalidValue,
  metadataCauses,
  nameCauses,
  requiredValue,
} from './nameRules';
import { podSpecCauses } from './podRules';

/** Kinds with a selector that must match their template. */
const SELECTING = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'];
const WHOLE_NUMBERS = [
  'replicas',
  'revisionHistoryLimit',
  'minReadySeconds',
  'progressDeadlineSeconds',
  'parallelism',
  'completions',
  'backoffLimit',
  'minReplicas',
  'maxReplicas',
];
const IMMUTABLE = 'field is immutable';

/** Refuses an object that the API server would refuse: 422 with every broken rule. */
export function validate(
  definition: ResourceDefinition,
  object: JsonObject,
  live: JsonObject | undefined,
): void {
  const metadata = isJsonObject(object.metadata) ? object.metadata : {};
  const name = typeof metadata.name === 'string' ? metadata.name : '';
  const causes = [
    ...(live ? [] : nameCauses(definition.kind, name)),
    ...metadataCauses(metadata, 'metadata'),
    ...(definition.builtin ? specCauses(definition, object, live) : []),
  ];
  if (causes.length > 0) throw invalid(definition, name, causes);
}

function specCauses(
  definition: ResourceDefinition,
  object: JsonObject,
  live: JsonObject | undefined,
): Cause[] {
  const { spec } = object;
  if (!isJsonObject(spec)) {
    const needsSpec = [...SELECTING, 'Pod', 'Job'].includes(definition.kind);
    return needsSpec ? [requiredValue('spec')] : [];
  }
  const before = isJsonObject(live?.spec) ? live?.spec : undefined;
  if (isJsonObject(before) && sameJson(before, spec)) return [];
  const causes = numberCauses(definition, spec);
  if (SELECTING.includes(definition.kind)) {
    causes.push(...selectorCauses(spec, before));
    causes.push(...templateCauses(spec.template));
  }
  if (definition.kind === 'Job') causes.push(...templateCauses(spec.template));
  if (definition.kind === 'Pod') {
    causes.push(
      ...podSpecCauses(spec, 'spec'),
      ...podChangeCauses(spec, before),
    );
  }
  if (definition.kind === 'Service') causes.push(...serviceCauses(spec));
  return causes;
}

function numberCauses(
  definition: ResourceDefinition,
  spec: JsonObject,
): Cause[] {
  return WHOLE_NUMBERS.flatMap(field => {
    const value = spec[field];
    if (value === undefined || value === null) return [];
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      throw badRequest(
        `${definition.kind} in version "${apiVersionOf(
          definition,
          definition.versions[0] ?? '',
        )}" cannot be handled as a ${definition.kind}: json: cannot unmarshal ${
          typeof value === 'number' ? `number ${value}` : typeof value
        } into Go struct field ${
          definition.kind
        }Spec.spec.${field} of type int32`,
      );
    }
    return value < 0
      ? [
          invalidValue(
            `spec.${field}`,
            value,
            'must be greater than or equal to 0',
          ),
        ]
      : [];
  });
}

function selectorCauses(
  spec: JsonObject,
  before: JsonObject | undefined,
): Cause[] {
  const selector = isJsonObject(spec.selector) ? spec.selector : {};
  const isEmpty = Object.keys(selector).length === 0;
  if (before && !sameJson(before.selector, selector)) {
    return [invalidValue('spec.selector', selector, IMMUTABLE)];
  }
  const template = isJsonObject(spec.template) ? spec.template : {};
  const metadata = isJsonObject(template.metadata) ? template.metadata : {};
  const labels = isJsonObject(metadata.labels) ? metadata.labels : {};
  // A selector of nothing would select everything, and is taken to select nothing.
  const matches =
    !isEmpty && labelSelectorMatcher(parseSelector(selector))(textMap(labels));
  return [
    ...(isEmpty ? [requiredValue('spec.selector')] : []),
    ...(matches
      ? []
      : [
          invalidValue(
            'spec.template.metadata.labels',
            labels,
            '`selector` does not match template `labels`',
          ),
        ]),
  ];
}

/** Reads a selector of a validated shape; anything else in it is ignored. */
export function parseSelector(selector: JsonObject): LabelSelector {
  const { matchLabels, matchExpressions } = selector;
  return {
    ...(isJsonObject(matchLabels) ? { matchLabels: textMap(matchLabels) } : {}),
    ...(Array.isArray(matchExpressions)
      ? {
          matchExpressions: matchExpressions.filter(isJsonObject).map(each => ({
            key: String(each.key),
            operator: String(each.operator),
            values: Array.isArray(each.values) ? each.values.map(String) : [],
          })),
        }
      : {}),
  };
}

function textMap(map: JsonObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [key, String(value)]),
  );
}

function templateCauses(template: Json | undefined): Cause[] {
  if (!isJsonObject(template)) return [requiredValue('spec.template')];
  return [
    ...(isJsonObject(template.metadata)
      ? metadataCauses(template.metadata, 'spec.template.metadata')
      : []),
    ...podSpecCauses(template.spec, 'spec.template.spec'),
  ];
}

/** Of a pod's spec only images, tolerations and the binding to a node may change. */
function podChangeCauses(
  spec: JsonObject,
  before: JsonObject | undefined,
): Cause[] {
  if (!before || sameJson(frozenPart(before), frozenPart(spec))) return [];
  return [
    {
      reason: 'FieldValueForbidden',
      message:
        'Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
      field: 'spec',
    },
  ];
}

function frozenPart(spec: JsonObject): JsonObject {
  const imageless = (list: Json | undefined): Json[] =>
    Array.isArray(list)
      ? list.map(item => (isJsonObject(item) ? { ...item, image: '' } : item))
      : [];
  const {
    tolerations: _tolerations,
    activeDeadlineSeconds: _deadline,
    nodeName: _nodeName,
    schedulingGates: _gates,
    ...rest
  } = spec;
  return {
    ...rest,
    containers: imageless(spec.containers),
    initContainers: imageless(spec.initContainers),
  };
}

function serviceCauses(spec: JsonObject): Cause[] {
  const ports = Array.isArray(spec.ports) ? spec.ports : [];
  if (
    ports.length === 0 &&
    spec.type !== 'ExternalName' &&
    spec.clusterIP !== 'None'
  ) {
    return [requiredValue('spec.ports')];
  }
  return ports.flatMap((port, index) => {
    const number = isJsonObject(port) ? port.port : undefined;
    const legal =
      typeof number === 'number' &&
      Number.isInteger(number) &&
      number >= 1 &&
      number <= 65535;
    return legal
      ? []
      : [
          invalidValue(
            `spec.ports[${index}].port`,
            number,
            'must be between 1 and 65535, inclusive',
          ),
        ];
  });
}
