import { NotFoundError } from '@backstage/errors';
import type { ScalableWorld } from '../../decide/remediation/scalableWorld';
import type { ServerKey } from '../../types';
import type { ClusterWriter } from '../clusters/ClusterWriter';
import { HPA, readAutoscalers, SCALED_OBJECT } from './readAutoscalers';
import { findResource, readTarget } from './readTarget';

/** Reads what a plan needs to know of a server. Throws NotFoundError when its object is gone. */
export async function readWorld(
  writer: ClusterWriter,
  server: ServerKey,
): Promise<ScalableWorld> {
  const { group, kind, namespace, name } = server;
  const resource = findResource(group, kind);
  for (const version of resource?.versions ?? []) {
    const plural = resource?.plural ?? '';
    const ref = { group, version, plural, kind, namespace, name };
    const found = await writer.find(ref);
    if (found !== null) {
      const [hpas, scaledObjects] = await Promise.all([
        writer.list({ ...HPA, namespace }),
        writer.list({ ...SCALED_OBJECT, namespace }),
      ]);
      return {
        server,
        target: readTarget(ref, found),
        autoscalers: readAutoscalers(ref, { hpas, scaledObjects }),
      };
    }
  }
  throw new NotFoundError(
    `${kind} ${namespace}/${name} is not on cluster ${server.cluster} any more; the list of servers will follow within a minute.`,
  );
}
