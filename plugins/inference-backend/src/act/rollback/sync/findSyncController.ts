import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { ObjectRef } from '../../../decide/remediation/scalableWorld';
import type { RollbackWorld } from '../../../decide/rollback/rollbackWorld';
import {
  nameSync,
  type FoundSync,
  type SyncController,
} from '../../../decide/rollback/syncPause';
import {
  at,
  isFields,
  itemsOf,
  jsonObjectOf,
  textMapOf,
  textOf,
} from '../../../observe/clusters/adapters/fields';
import type {
  ClusterWriter,
  VersionedObject,
} from '../../clusters/ClusterWriter';

/** Where Applications of Argo CD are looked for. */
export interface ArgoCdPlace {
  /** Null for the server's own cluster. */
  readonly cluster: string | null;
  /** Of Applications whose marks name none. */
  readonly namespace: string;
}

/** Writers by cluster, for as long as one look lasts. */
export type WriterOf = (cluster: string) => ClusterWriter;

const APPLICATION = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'applications',
  kind: 'Application',
};
/** Where Flux keeps repositories. */
export const GIT_REPOSITORY = {
  group: 'source.toolkit.fluxcd.io',
  version: 'v1',
  plural: 'gitrepositories',
  kind: 'GitRepository',
};
const APPLICATION_SET = {
  ...APPLICATION,
  plural: 'applicationsets',
  kind: 'ApplicationSet',
};
/** What Flux applies a folder of Git by. */
export const KUSTOMIZATION = {
  group: 'kustomize.toolkit.fluxcd.io',
  version: 'v1',
  plural: 'kustomizations',
  kind: 'Kustomization',
};
const HELM_RELEASE = {
  group: 'helm.toolkit.fluxcd.io',
  version: 'v2',
  plural: 'helmreleases',
  kind: 'HelmRelease',
};

/** Policies of an ApplicationSet under which it never writes an Application that is there. */
const HANDS_OFF = new Set(['create-only', 'create-delete']);
/** Ways in which `ignoreApplicationDifferences` names what a pause changes. */
const IGNORED = new Set([
  '/spec/syncPolicy',
  '/spec/syncPolicy/automated',
  '.spec.syncPolicy',
  '.spec.syncPolicy.automated',
]);

/** What makes an object sync by itself now; null when nothing does. */
export function readAutomatic(
  kind: string,
  object: unknown,
): JsonObject | null {
  if (kind === 'Application') {
    const automated = at(object, 'spec', 'syncPolicy', 'automated');
    return isFields(automated) && at(automated, 'enabled') !== false
      ? jsonObjectOf(automated)
      : null;
  }
  return at(object, 'spec', 'suspend') === true ? null : {};
}

/** What an object that syncs from Git says of itself. */
export function readSync(
  cluster: string,
  ref: ObjectRef,
  { object, uid }: VersionedObject,
): SyncController {
  const status = at(object, 'status');
  const sync = textOf(at(status, 'sync', 'status'));
  const reconciling = itemsOf(at(status, 'conditions')).some(
    condition =>
      at(condition, 'type') === 'Reconciling' &&
      at(condition, 'status') === 'True',
  );
  return {
    cluster,
    ref,
    uid,
    automatic: readAutomatic(ref.kind, object),
    isSynced: sync === null ? null : sync === 'Synced',
    isSyncing:
      ref.kind === 'Application'
        ? at(status, 'operationState', 'phase') === 'Running'
        : reconciling,
  };
}

/** Whether an ApplicationSet would leave the Application that it made alone; null when it may not be looked at. */
async function leavesAlone(
  writer: ClusterWriter,
  ref: ObjectRef,
  name: string,
): Promise<boolean> {
  const set = await writer.find({
    ...APPLICATION_SET,
    namespace: ref.namespace,
    name,
  });
  const spec = at(set?.object, 'spec');
  const policy = textOf(at(spec, 'syncPolicy', 'applicationsSync'));
  return (
    set === null ||
    (policy !== null && HANDS_OFF.has(policy)) ||
    itemsOf(at(spec, 'ignoreApplicationDifferences')).some(
      one =>
        [undefined, ref.name].includes(textOf(at(one, 'name')) ?? undefined) &&
        [
          ...itemsOf(at(one, 'jsonPointers')),
          ...itemsOf(at(one, 'jqPathExpressions')),
        ].some(path => typeof path === 'string' && IGNORED.has(path)),
    )
  );
}

/** Whether an Application holds the server's object. */
export function holds(application: unknown, { ref }: RollbackWorld): boolean {
  return itemsOf(at(application, 'status', 'resources')).some(
    one =>
      (textOf(at(one, 'group')) ?? '') === ref.group &&
      at(one, 'kind') === ref.kind &&
      at(one, 'name') === ref.name &&
      (textOf(at(one, 'namespace')) ?? ref.namespace) === ref.namespace,
  );
}

function parentOf(object: unknown): string | null {
  const annotations = textMapOf(at(object, 'metadata', 'annotations'));
  const labels = textMapOf(at(object, 'metadata', 'labels'));
  const application =
    annotations['argocd.argoproj.io/tracking-id']?.split(':')[0];
  const kustomization = labels['kustomize.toolkit.fluxcd.io/name'];
  if (application !== undefined) {
    return `The Argo CD application ${application}`;
  }
  return kustomization === undefined
    ? null
    : `The Flux Kustomization ${kustomization}`;
}

/** The Application that a mark on an object means. */
export function applicationRef(
  instance: string,
  place: ArgoCdPlace,
): ObjectRef {
  // Applications outside of the namespace of Argo CD are marked as `<namespace>_<name>`.
  const mark = instance.indexOf('_');
  return {
    ...APPLICATION,
    namespace: mark < 0 ? place.namespace : instance.slice(0, mark),
    name: instance.slice(mark + 1),
  };
}

async function findApplication(
  world: RollbackWorld,
  instance: string,
  place: ArgoCdPlace,
  writerOf: WriterOf,
): Promise<FoundSync> {
  const cluster = place.cluster ?? world.server.cluster;
  const ref = applicationRef(instance, place);
  const writer = writerOf(cluster);
  const found = await writer.find(ref);
  const name = nameSync({ cluster, ref });
  if (found === null) {
    return {
      problem: `There is no ${name}, so its sync cannot be paused: set inference.changes.syncPause.argoCd to the cluster and namespace of Argo CD, or make the proposed change in Git.`,
    };
  }
  if (!holds(found.object, world)) {
    return {
      problem: `${name} does not list ${world.ref.kind} ${world.ref.namespace}/${world.ref.name} among its resources, so it may be another one of that name: look where Argo CD of this server runs, and set inference.changes.syncPause.argoCd.`,
    };
  }
  const owner = itemsOf(at(found.object, 'metadata', 'ownerReferences')).find(
    one => at(one, 'kind') === APPLICATION_SET.kind,
  );
  const set = textOf(at(owner, 'name'));
  if (set !== null && !(await leavesAlone(writer, ref, set))) {
    return {
      problem: `The ApplicationSet ${set} makes ${name} and would switch its sync on again at once: add {jsonPointers: [/spec/syncPolicy]} to its spec.ignoreApplicationDifferences, or make the proposed change in Git.`,
    };
  }
  return {
    controller: readSync(cluster, ref, found),
    parent: parentOf(found.object),
  };
}

async function findFlux(
  world: RollbackWorld,
  writerOf: WriterOf,
): Promise<FoundSync> {
  const { cluster, namespace: own } = world.server;
  const labels = textMapOf(at(world.object, 'metadata', 'labels'));
  for (const kind of [KUSTOMIZATION, HELM_RELEASE]) {
    const name = labels[`${kind.group}/name`];
    if (name !== undefined) {
      const namespace = labels[`${kind.group}/namespace`] ?? own;
      const ref = { ...kind, namespace, name };
      const found = await writerOf(cluster).find(ref);
      return found === null
        ? {
            problem: `There is no ${nameSync({
              cluster,
              ref,
            })}, so its sync cannot be paused; it may stand on another cluster. Make the proposed change in Git.`,
          }
        : {
            controller: readSync(cluster, ref, found),
            parent: parentOf(found.object),
          };
    }
  }
  return {
    problem:
      'The labels of the server name neither a Kustomization nor a HelmRelease, so no sync can be paused: make the proposed change in Git.',
  };
}

/** Finds what syncs a server from Git. Rejects with a `ClusterRequestError` when it cannot be asked. */
export async function findSyncController(
  world: RollbackWorld,
  place: ArgoCdPlace,
  writerOf: WriterOf,
): Promise<FoundSync> {
  const { instance, name } = world.manager;
  if (name === 'argo-cd' && instance !== null) {
    return findApplication(world, instance, place, writerOf);
  }
  return findFlux(world, writerOf);
}
