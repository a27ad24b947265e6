import type { GitSource } from '../../../decide/gitRevert/gitRevert';
import type { RollbackWorld } from '../../../decide/rollback/rollbackWorld';
import {
  at,
  itemsOf,
  textMapOf,
  textOf,
} from '../../../observe/clusters/adapters/fields';
import {
  applicationRef,
  GIT_REPOSITORY,
  holds,
  KUSTOMIZATION,
  type ArgoCdPlace,
  type WriterOf,
} from '../sync/findSyncController';

/** Where manifests stand, or why nobody knows: a whole sentence. */
export type FoundSource =
  | { readonly source: GitSource }
  | { readonly problem: string };

/** A folder as an object names it, without dots and slashes around it; null for one outside of the repository. */
function folderOf(path: unknown): string | null {
  const parts = (textOf(path) ?? '')
    .split('/')
    .filter(part => part !== '' && part !== '.');
  return parts.includes('..') ? null : parts.join('/');
}

async function findArgoSource(
  world: RollbackWorld,
  instance: string,
  place: ArgoCdPlace,
  writerOf: WriterOf,
): Promise<FoundSource> {
  const cluster = place.cluster ?? world.server.cluster;
  const ref = applicationRef(instance, place);
  const found = await writerOf(cluster).find(ref);
  const name = `Application ${ref.namespace}/${ref.name}`;
  if (found === null || !holds(found.object, world)) {
    return {
      problem: `${name} on cluster ${cluster} is not there, or does not list the server: set inference.changes.syncPause.argoCd to the cluster and namespace of Argo CD.`,
    };
  }
  const spec = at(found.object, 'spec');
  const several = itemsOf(at(spec, 'sources'));
  const sources = (several.length > 0 ? several : [at(spec, 'source')]).filter(
    source => textOf(at(source, 'path')) !== null,
  );
  const [source, ...others] = sources;
  if (source === undefined || others.length > 0) {
    return {
      problem: `${name} takes its manifests from ${
        source === undefined ? 'a chart' : 'several folders'
      }.`,
    };
  }
  if (['helm', 'plugin'].some(way => at(source, way) !== undefined)) {
    return { problem: `${name} renders its manifests by Helm or a plugin.` };
  }
  const repository = textOf(at(source, 'repoURL'));
  const path = folderOf(at(source, 'path'));
  if (repository === null || path === null) {
    return { problem: `${name} names no repository and folder.` };
  }
  const revision = textOf(at(source, 'targetRevision')) ?? 'HEAD';
  return {
    source: { repository, path, branch: revision === 'HEAD' ? null : revision },
  };
}

async function findFluxSource(
  { object, server }: RollbackWorld,
  writerOf: WriterOf,
): Promise<FoundSource> {
  const labels = textMapOf(at(object, 'metadata', 'labels'));
  const name = labels[`${KUSTOMIZATION.group}/name`];
  if (name === undefined) {
    return { problem: 'The server comes from no Kustomization of Flux.' };
  }
  const writer = writerOf(server.cluster);
  const namespace =
    labels[`${KUSTOMIZATION.group}/namespace`] ?? server.namespace;
  const kustomization = await writer.find({
    ...KUSTOMIZATION,
    namespace,
    name,
  });
  const spec = at(kustomization?.object, 'spec');
  const source = at(spec, 'sourceRef');
  const sourceName = textOf(at(source, 'name'));
  const repository =
    sourceName === null || at(source, 'kind') !== GIT_REPOSITORY.kind
      ? null
      : await writer.find({
          ...GIT_REPOSITORY,
          namespace: textOf(at(source, 'namespace')) ?? namespace,
          name: sourceName,
        });
  const url = textOf(at(repository?.object, 'spec', 'url'));
  const path = folderOf(at(spec, 'path'));
  if (url === null || path === null) {
    return {
      problem: `Kustomization ${namespace}/${name} leads to no GitRepository that the portal may read.`,
    };
  }
  const branch = at(repository?.object, 'spec', 'ref');
  if (
    ['tag', 'semver', 'commit', 'name'].some(
      way => textOf(at(branch, way)) !== null,
    )
  ) {
    return {
      problem: `GitRepository ${sourceName} follows no branch, so a merge would not bring it to the cluster.`,
    };
  }
  return {
    // What Flux takes where nothing is said.
    source: {
      repository: url,
      path,
      branch: textOf(at(branch, 'branch')) ?? 'master',
    },
  };
}

/** Finds where the manifests of a server stand in Git, by what syncs it. Rejects with a `ClusterRequestError` when that cannot be asked. */
export async function findGitSource(
  world: RollbackWorld,
  place: ArgoCdPlace,
  writerOf: WriterOf,
): Promise<FoundSource> {
  const { instance, name } = world.manager;
  return name === 'argo-cd' && instance !== null
    ? findArgoSource(world, instance, place, writerOf)
    : findFluxSource(world, writerOf);
}
