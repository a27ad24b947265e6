import type { ObjectRef } from '../../decide/remediation/scalableWorld';

/** Text as one segment of a path. */
export function segment(text: string): string {
  return encodeURIComponent(text);
}

/** Path of the objects of a kind in a namespace. */
export function collectionPath(
  ref: Pick<ObjectRef, 'group' | 'version' | 'plural' | 'namespace'>,
): string {
  const root =
    ref.group === ''
      ? `/api/${segment(ref.version)}`
      : `/apis/${segment(ref.group)}/${segment(ref.version)}`;
  return `${root}/namespaces/${segment(ref.namespace)}/${segment(ref.plural)}`;
}
