import { NotFoundError } from '@backstage/errors';
import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import type { WorkloadAdapter } from '@inference-portal/plugin-inference-node';
import type { ObjectRef } from '../../decide/remediation/scalableWorld';
import { builtinWorkloadAdapters } from '../../observe/clusters/adapters';
import type { ServerKey } from '../../types';
import type { ClusterWriter, VersionedObject } from '../clusters/ClusterWriter';

/** The workload of a server as its cluster holds it. */
export interface FoundWorkload {
  readonly adapter: WorkloadAdapter;
  readonly ref: ObjectRef;
  readonly found: VersionedObject;
}

/** What makes a recorded server the same server. */
export function serverKeyOf(detail: ModelServerDetail): ServerKey {
  const { apiVersion, cluster, kind, name, namespace } = detail;
  const slash = apiVersion.indexOf('/');
  return {
    cluster,
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    kind,
    namespace,
    name,
  };
}

/** What reads objects of a server's kind; undefined for a kind that no built-in adapter knows. */
export function adapterOf({
  group,
  kind,
}: Pick<ServerKey, 'group' | 'kind'>): WorkloadAdapter | undefined {
  return builtinWorkloadAdapters.find(
    ({ resource }) => resource.group === group && resource.kind === kind,
  );
}

/** Finds the object of a server. Throws NotFoundError when it is gone. */
export async function findWorkload(
  writer: ClusterWriter,
  { cluster, group, kind, name, namespace }: ServerKey,
): Promise<FoundWorkload> {
  const adapter = adapterOf({ group, kind });
  for (const version of adapter?.resource.versions ?? []) {
    const plural = adapter?.resource.plural ?? '';
    const ref = { group, version, plural, kind, namespace, name };
    const found = await writer.find(ref);
    if (adapter && found !== null) {
      return { adapter, ref, found };
    }
  }
  throw new NotFoundError(
    `${kind} ${namespace}/${name} is not on cluster ${cluster} any more, so it cannot be rolled back: deploy it again from its manifest.`,
  );
}
