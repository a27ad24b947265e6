import type { ServerRevision } from '@inference-portal/plugin-inference-common';
import type {
  JsonObject,
  KubernetesObject,
  WorkloadAdapter,
} from '@inference-portal/plugin-inference-node';
import type {
  KnownRevision,
  RevisionContent,
  Served,
} from '../../decide/rollback/rollbackWorld';
import {
  at,
  itemsOf,
  jsonObjectOf,
  textMapOf,
  textOf,
} from '../../observe/clusters/adapters/fields';
import {
  canonicalize,
  hashCanonical,
} from '../../observe/clusters/servers/canonicalJson';
import { slimObject } from '../../observe/clusters/servers/slimObject';
import type { InstantMs } from '../../types';
import type { ClusterWriter } from '../clusters/ClusterWriter';

/** A specification that an object of the cluster still holds. */
export interface HeldRevision {
  /** Of its redacted form, as recorded revisions have it. */
  readonly specHash: string;
  readonly clusterRevision: string;
  readonly createdAt: string;
  readonly labels: { readonly [name: string]: string };
  readonly content: Extract<RevisionContent, { source: 'cluster' }>;
}

/** The objects that remember earlier templates of a workload, such as its ReplicaSets. */
async function listDependents(
  writer: ClusterWriter,
  adapter: WorkloadAdapter,
  object: unknown,
): Promise<readonly JsonObject[]> {
  const { remembers } = adapter;
  const version = remembers?.versions[0];
  if (!remembers || version === undefined) {
    return [];
  }
  const namespace = textOf(at(object, 'metadata', 'namespace')) ?? '';
  const selector = at(object, 'spec', 'selector');
  const list = await writer.list(
    { ...remembers, version, namespace },
    textMapOf(at(selector, 'matchLabels')),
  );
  const uid = textOf(at(object, 'metadata', 'uid'));
  return itemsOf(at(list, 'items'))
    .filter(item =>
      itemsOf(at(item, 'metadata', 'ownerReferences')).some(
        owner => at(owner, 'controller') === true && at(owner, 'uid') === uid,
      ),
    )
    .map(item => jsonObjectOf(item));
}

/** Everything that the cluster remembers of a workload, in whole. */
export async function readHeldRevisions(
  writer: ClusterWriter,
  adapter: WorkloadAdapter,
  object: KubernetesObject,
): Promise<readonly HeldRevision[]> {
  const dependents = await listDependents(writer, adapter, object);
  return dependents.flatMap(dependent => {
    const [whole] = adapter.revisions?.(object, [dependent]) ?? [];
    const [shown] =
      adapter.revisions?.(object, [slimObject(dependent).object]) ?? [];
    if (!whole || !shown) {
      return [];
    }
    const specification = canonicalize(whole.specification);
    const metadata = at(dependent, 'metadata');
    return [
      {
        specHash: hashCanonical(canonicalize(shown.specification)),
        clusterRevision: whole.clusterRevision,
        createdAt: whole.startedAt,
        labels: textMapOf(at(metadata, 'labels')),
        content: {
          source: 'cluster' as const,
          specification,
          hash: hashCanonical(specification),
          holder: `${adapter.remembers?.kind ?? 'Object'} ${
            textOf(at(metadata, 'name')) ?? ''
          }`,
          annotations: textMapOf(at(metadata, 'annotations')),
        },
      },
    ];
  });
}

/** What is left of a recorded revision; of two objects that differ in a secret only, the one with its number counts. */
function contentOf(
  revision: ServerRevision,
  held: readonly HeldRevision[],
): RevisionContent {
  const same = held.filter(({ specHash }) => specHash === revision.specHash);
  const found =
    same.find(
      ({ clusterRevision }) => clusterRevision === revision.clusterRevision,
    ) ?? same.at(-1);
  if (found) {
    return found.content;
  }
  const specification = canonicalize(revision.spec as JsonObject);
  return {
    source: 'portal',
    specification,
    hash: hashCanonical(specification),
  };
}

/** A recorded revision with what is left of it. */
export function toKnownRevision(
  revision: ServerRevision,
  held: readonly HeldRevision[],
  served: Served | null,
): KnownRevision {
  const instant = (text: string) => Date.parse(text) as InstantMs;
  return {
    id: revision.id,
    number: revision.number,
    specHash: revision.specHash,
    specification: canonicalize(revision.spec as JsonObject),
    clusterRevision: revision.clusterRevision,
    images: revision.images,
    startedAt: instant(revision.startedAt),
    endedAt: revision.endedAt === null ? null : instant(revision.endedAt),
    changedBy: revision.changedBy,
    changeCause: revision.changeCause,
    content: contentOf(revision, held),
    served,
  };
}
