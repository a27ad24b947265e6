import type { NamedObject } from '../../decide/rollback/podNeeds';
import type { NeededObject } from '../../decide/rollback/rollbackWorld';
import { ClusterRequestError } from '../../observe/clusters/connection/ClusterRequestError';
import type { ClusterWriter } from '../clusters/ClusterWriter';

/** Secrets are not among them: the portal never asks for the right to read them. */
const PLURALS = new Map<NamedObject['kind'], string>([
  ['ConfigMap', 'configmaps'],
  ['PersistentVolumeClaim', 'persistentvolumeclaims'],
  ['ServiceAccount', 'serviceaccounts'],
]);

async function stateOf(
  writer: ClusterWriter,
  { kind, name }: NamedObject,
  namespace: string,
): Promise<NeededObject['state']> {
  const plural = PLURALS.get(kind);
  if (plural === undefined) {
    return 'unknown';
  }
  try {
    const found = await writer.find({
      group: '',
      version: 'v1',
      plural,
      kind,
      namespace,
      name,
    });
    return found === null ? 'missing' : 'present';
  } catch (error) {
    if (error instanceof ClusterRequestError && error.kind === 'forbidden') {
      return 'unknown';
    }
    throw error;
  }
}

/** Looks whether objects of a namespace are there. */
export async function readNeeded(
  writer: ClusterWriter,
  objects: readonly NamedObject[],
  namespace: string,
): Promise<readonly NeededObject[]> {
  return Promise.all(
    objects.map(async object => ({
      ...object,
      state: await stateOf(writer, object, namespace),
    })),
  );
}
