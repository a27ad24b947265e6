import type { ModelRef } from '@inference-portal/plugin-inference-common';

/** What makes a model the same model: `<namespace>/<name>` in lower case, as catalog names are compared without case. */
export function modelKey(model: ModelRef): string {
  return `${model.namespace}/${model.name}`.toLowerCase();
}

/** Id of a version in the lineage: `model:<namespace>/<name>@<version>`. */
export function versionNodeId(model: ModelRef, version: string): string {
  return `model:${modelKey(model)}@${version}`;
}

const VERSION_NODE = /^model:([^/@]+)\/([^/@]+)@(.+)$/s;

/** The version that an id of the lineage names; null when it names something outside. */
export function readVersionNode(
  nodeId: string,
): { readonly model: ModelRef; readonly version: string } | null {
  const [, namespace, name, version] = VERSION_NODE.exec(nodeId) ?? [];
  return namespace === undefined || name === undefined || version === undefined
    ? null
    : { model: { namespace, name }, version };
}
