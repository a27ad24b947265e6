import {
  controllerReference,
  isJsonObject,
  type KubeObject,
} from '../../objects';
import { sameJson } from '../../ownership/FieldSet';
import { templateHash } from '../../Random';
import { templateDefaults } from '../../writes/defaults/podDefaults';
import { toJson } from '../../writes/parseObject';
import type { ControllerRevision, PodTemplate } from '../../workloadTypes';
import type { ClusterView } from '../ClusterView';

const HASH_LABEL = 'controller.kubernetes.io/hash';

/** What a StatefulSet or DaemonSet remembers revisions for. */
export interface RevisionOwner extends KubeObject {
  readonly spec: {
    readonly template: PodTemplate;
    readonly revisionHistoryLimit?: number;
  };
}

/**
 * The ControllerRevision of the present template. Makes one when there is none; one that was made before and is
 * used again becomes the newest.
 */
export function currentRevision(
  view: ClusterView,
  owner: RevisionOwner,
): ControllerRevision | undefined {
  const revisions = listRevisions(view, owner);
  const newest = revisions.at(-1);
  const equal = revisions
    .filter(each => isRevisionOf(each, owner.spec.template))
    .at(-1);
  const next = (newest?.revision ?? 0) + 1;
  if (equal && equal === newest) return equal;
  if (equal) return renumber(view, equal, next);
  const hash = templateHash(owner.spec.template, owner.metadata.uid);
  const created = view.create('apps/v1', 'ControllerRevision', {
    metadata: {
      name: `${owner.metadata.name}-${hash}`,
      namespace: owner.metadata.namespace,
      labels: { ...owner.spec.template.metadata?.labels, [HASH_LABEL]: hash },
      ownerReferences: [controllerReference(owner)],
    },
    revision: next,
    data: { spec: { template: { ...owner.spec.template, $patch: 'replace' } } },
  });
  return (
    created &&
    view.find<ControllerRevision>(
      created.metadata.uid,
      'apps',
      'ControllerRevision',
    )
  );
}

/** Removes the oldest revisions over the limit that no pod has any more. */
export function forgetOldRevisions(
  view: ClusterView,
  owner: RevisionOwner,
  inUse: ReadonlySet<string>,
): void {
  const unused = listRevisions(view, owner).filter(
    each => !inUse.has(each.metadata.name),
  );
  const superfluous = unused.length - (owner.spec.revisionHistoryLimit ?? 10);
  for (const each of unused.slice(0, Math.max(0, superfluous)))
    view.delete(each);
}

function listRevisions(
  view: ClusterView,
  owner: RevisionOwner,
): ControllerRevision[] {
  return view
    .listControlled<ControllerRevision>(owner, 'apps', 'ControllerRevision')
    .sort((a, b) => a.revision - b.revision);
}

function renumber(
  view: ClusterView,
  revision: ControllerRevision,
  number: number,
): ControllerRevision {
  const { cluster } = view;
  const stored = cluster.store.findByUid(revision.metadata.uid);
  if (!stored) return revision;
  cluster.store.put(stored.definition, { ...stored.object, revision: number });
  return { ...revision, revision: number };
}

function isRevisionOf(
  revision: ControllerRevision,
  template: PodTemplate,
): boolean {
  const data = toJson(revision.data);
  const spec = isJsonObject(data) ? data.spec : undefined;
  const kept = isJsonObject(spec) ? spec.template : undefined;
  if (!isJsonObject(kept)) return false;
  const { $patch: _directive, ...plain } = kept;
  return sameJson(templateDefaults(plain), template);
}
