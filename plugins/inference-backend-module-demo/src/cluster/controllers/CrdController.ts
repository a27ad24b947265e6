import { isRecord, type KubeObject } from '../objects';
import type {
  PrinterColumn,
  ResourceDefinition,
  ScalePaths,
} from '../kinds/ResourceDefinition';
import type { Change } from '../store/EventLog';
import { isOfKind, type ClusterView } from './ClusterView';
import type { Controller, Wake } from './Controller';
import { crdStatus } from '../kinds/crdObject';

/** Serves the kinds that CustomResourceDefinitions describe, from their creation to their deletion. */
export class CrdController implements Controller {
  readonly name = 'crd-controller';

  constructor(private readonly view: ClusterView) {}

  observe({ type, version }: Change, wake: Wake): void {
    if (!isOfKind(version, 'apiextensions.k8s.io', 'CustomResourceDefinition'))
      return;
    if (type === 'DELETED') this.uninstall(version.object);
    else wake.now(version.object.metadata.uid);
  }

  reconcile(uid: string): void {
    const crd = this.view.find(
      uid,
      'apiextensions.k8s.io',
      'CustomResourceDefinition',
    );
    const definition = crd && definitionOf(crd);
    if (!crd || !definition) return;
    const { registry } = this.view.cluster;
    const present = registry.findByPlural(definition.group, definition.plural);
    const sameVersions =
      present?.versions.join() === definition.versions.join();
    if (!present || !sameVersions) registry.add(definition);
    if (!isRecord(crd.status) || !Array.isArray(crd.status.conditions)) {
      this.view.updateStatus(crd, crdStatus(definition, this.view.now()));
    }
  }

  private uninstall(crd: KubeObject): void {
    const definition = definitionOf(crd);
    if (!definition) return;
    const { registry, store } = this.view.cluster;
    const present = registry.findByPlural(definition.group, definition.plural);
    if (!present || present.builtin) return;
    for (const each of store.list(present))
      store.remove(present, each.namespace, each.name);
    registry.remove(present);
  }
}

/** Reads the spec of a CRD; undefined when it lacks what a kind needs. */
function definitionOf({ spec }: KubeObject): ResourceDefinition | undefined {
  if (!isRecord(spec) || !isRecord(spec.names) || !Array.isArray(spec.versions))
    return undefined;
  const { group, names, scope } = spec;
  const served = spec.versions
    .filter(isRecord)
    .filter(each => each.served !== false);
  const stored = served.find(each => each.storage === true) ?? served[0];
  if (
    !stored ||
    typeof group !== 'string' ||
    typeof names.plural !== 'string' ||
    typeof names.kind !== 'string'
  ) {
    return undefined;
  }
  const versions = [stored, ...served.filter(each => each !== stored)].map(
    each => String(each.name),
  );
  const subresources = isRecord(stored.subresources) ? stored.subresources : {};
  const columns = Array.isArray(stored.additionalPrinterColumns)
    ? stored.additionalPrinterColumns.filter(isRecord).map(columnOf)
    : undefined;
  const scale = scaleOf(subresources.scale);
  return {
    group,
    versions,
    plural: names.plural,
    singular:
      typeof names.singular === 'string'
        ? names.singular
        : names.kind.toLowerCase(),
    kind: names.kind,
    namespaced: scope !== 'Cluster',
    shortNames: textList(names.shortNames),
    categories: textList(names.categories),
    subresources: {
      status: isRecord(subresources.status),
      ...(scale ? { scale } : {}),
    },
    builtin: false,
    generation: true,
    ...(columns && columns.length > 0 ? { columns } : {}),
  };
}

function scaleOf(scale: unknown): ScalePaths | undefined {
  if (!isRecord(scale)) return undefined;
  const { specReplicasPath, statusReplicasPath, labelSelectorPath } = scale;
  if (
    typeof specReplicasPath !== 'string' ||
    typeof statusReplicasPath !== 'string'
  )
    return undefined;
  return {
    specReplicasPath,
    statusReplicasPath,
    ...(typeof labelSelectorPath === 'string' ? { labelSelectorPath } : {}),
  };
}

const COLUMN_TYPES: readonly PrinterColumn['type'][] = [
  'string',
  'integer',
  'number',
  'boolean',
  'date',
];

function columnOf(column: Record<string, unknown>): PrinterColumn {
  return {
    name: String(column.name),
    type: COLUMN_TYPES.find(each => each === column.type) ?? 'string',
    jsonPath: String(column.jsonPath),
    ...(typeof column.priority === 'number'
      ? { priority: column.priority }
      : {}),
  };
}

function textList(list: unknown): string[] {
  return Array.isArray(list) ? list.map(String) : [];
}
