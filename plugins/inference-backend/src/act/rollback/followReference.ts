import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { ObjectRef } from '../../decide/remediation/scalableWorld';
import {
  at,
  jsonObjectOf,
  textOf,
} from '../../observe/clusters/adapters/fields';
import type { ClusterWriter, VersionedObject } from '../clusters/ClusterWriter';
import type { FoundWorkload } from './findWorkload';

/** The template that a Rollout takes from a Deployment is written there. */
export async function followReference(
  writer: ClusterWriter,
  workload: FoundWorkload,
): Promise<{
  /** What is written. */
  readonly ref: ObjectRef;
  readonly found: VersionedObject;
  /** The workload with its template. */
  readonly object: JsonObject;
}> {
  const { found, ref } = workload;
  const object = jsonObjectOf(found.object);
  const name = textOf(at(object, 'spec', 'workloadRef', 'name'));
  const kind = textOf(at(object, 'spec', 'workloadRef', 'kind'));
  if (ref.kind !== 'Rollout' || name === null || kind !== 'Deployment') {
    return { ref, found, object };
  }
  const deployment: ObjectRef = {
    group: 'apps',
    version: 'v1',
    plural: 'deployments',
    kind,
    namespace: ref.namespace,
    name,
  };
  const referenced = await writer.find(deployment);
  return referenced === null
    ? { ref, found, object }
    : {
        ref: deployment,
        found: referenced,
        object: {
          ...object,
          spec: {
            ...jsonObjectOf(object.spec),
            template: jsonObjectOf(at(referenced.object, 'spec', 'template')),
          },
        },
      };
}
