import { isJsonObject } from '../../objects';
import { sameJson } from '../../ownership/FieldSet';
import type { PodTemplate, ReplicaSet } from '../../workloadTypes';
import { templateDefaults } from '../../writes/defaults/podDefaults';
import { toJson } from '../../writes/parseObject';

/** Annotation of Deployments and ReplicaSets. */
export const REVISION = 'deployment.kubernetes.io/revision';
/** Former revision numbers of a ReplicaSet that was rolled back to. */
export const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history';
export const DESIRED_REPLICAS = 'deployment.kubernetes.io/desired-replicas';
export const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const NOT_COPIED = [
  REVISION,
  REVISION_HISTORY,
  DESIRED_REPLICAS,
  MAX_REPLICAS,
  LAST_APPLIED,
];

/** Whether a ReplicaSet was made from this template; the hash label does not count. */
export function isMadeFrom(
  set: ReplicaSet,
  template: PodTemplate,
  hashLabel: string,
): boolean {
  return sameJson(
    withoutHash(set.spec.template, hashLabel),
    withoutHash(template, hashLabel),
  );
}

/** Templates of custom kinds have no defaults, those of ReplicaSets do; both are compared with them. */
function withoutHash(template: PodTemplate, hashLabel: string): object {
  const json = toJson(template);
  const full = isJsonObject(json) ? templateDefaults(json) : {};
  const { metadata, spec } = isJsonObject(full) ? full : {};
  const { labels, annotations } = isJsonObject(metadata) ? metadata : {};
  const { [hashLabel]: _hash, ...others } = isJsonObject(labels) ? labels : {};
  return { labels: others, annotations: annotations ?? {}, spec };
}

/** The revision number in an annotation, 0 when there is none. */
export function revisionOf(
  annotations: Readonly<Record<string, string>> | undefined,
  key = REVISION,
): number {
  const number = Number(annotations?.[key] ?? 0);
  return Number.isInteger(number) ? number : 0;
}

/** Annotations that a ReplicaSet takes over from its Deployment, such as the cause of the change. */
export function copiedAnnotations(
  annotations: Readonly<Record<string, string>> | undefined,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations ?? {}).filter(
      ([key]) => !NOT_COPIED.includes(key),
    ),
  );
}

/** Annotations of a ReplicaSet that becomes revision `revision`; its former number goes into the history. */
export function annotationsForRevision(
  set: ReplicaSet,
  revision: number,
): Record<string, string> {
  const { annotations } = set.metadata;
  const former = revisionOf(annotations);
  const history = [...(annotations?.[REVISION_HISTORY]?.split(',') ?? [])];
  if (former > 0) history.push(String(former));
  return {
    ...annotations,
    [REVISION]: String(revision),
    ...(history.length > 0 ? { [REVISION_HISTORY]: history.join(',') } : {}),
  };
}
