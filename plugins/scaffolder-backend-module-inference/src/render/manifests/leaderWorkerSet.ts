import type { EngineProcess } from '../engines/Process';
import type { Server } from '../Server';
import { replicasOf, rollingUpdate } from './deployment';
import type { Manifest } from './Manifest';
import { metadata } from './metadata';
import { podTemplate } from './podTemplate';

/**
 * LeaderWorkerSet of a server whose replicas span nodes: one group of pods is a replica. Its first pod answers requests, the others
 * compute. A group whose pods lost one another cannot go on, so it starts anew as a whole.
 */
export function leaderWorkerSet(
  server: Server,
  process: EngineProcess,
): Manifest {
  const { annotations, nodes, request, workload } = server;
  const { group } = process;
  if (group === null) {
    throw new Error(`kind: ${request.engine.name} starts on one node only`);
  }
  return {
    file: workload.file,
    object: {
      apiVersion: workload.apiVersion,
      kind: workload.kind,
      metadata: metadata(server, { annotations }),
      spec: {
        ...replicasOf(server),
        startupPolicy: 'LeaderCreated',
        rolloutStrategy: {
          type: 'RollingUpdate',
          rollingUpdateConfiguration: rollingUpdate(server),
        },
        leaderWorkerTemplate: {
          size: nodes,
          restartPolicy: 'RecreateGroupOnPodRestart',
          leaderTemplate: podTemplate(
            server,
            { ...process, ...group.leader },
            'answers',
          ),
          workerTemplate: podTemplate(
            server,
            { ...process, ...group.worker },
            'computes',
          ),
        },
      },
    },
  };
}
