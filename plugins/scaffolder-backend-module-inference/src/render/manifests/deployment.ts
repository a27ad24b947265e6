import type { EngineProcess } from '../engines/Process';
import { startupBudget } from '../lifecycle';
import type { Server } from '../Server';
import type { Json } from '../toYaml';
import type { Manifest } from './Manifest';
import { metadata } from './metadata';
import { podTemplate } from './podTemplate';

/** Seconds beside the start itself: scheduling, pulling the image. */
const PROGRESS_ALLOWANCE = 900;

type Fields = { readonly [key: string]: Json };

/** The number of replicas; left out with an autoscaler, as every apply would set it back. */
export function replicasOf({ request }: Server): Fields {
  return request.autoscaling.kind === 'none'
    ? { replicas: request.replicas }
    : {};
}

/** How many replicas come and go at a time. Without free GPUs a new one would stay Pending for as long as the old one holds them. */
export function rollingUpdate({ request }: Server): Fields {
  return request.gpu.spare
    ? { maxSurge: 1, maxUnavailable: 0 }
    : { maxSurge: 0, maxUnavailable: 1 };
}

/** What a Deployment and a Rollout have in common: all but the strategy. */
export function deploymentSpec(
  server: Server,
  process: EngineProcess,
): Fields & { readonly template: Json } {
  const { request, selector } = server;
  return {
    ...replicasOf(server),
    revisionHistoryLimit: 10,
    progressDeadlineSeconds:
      startupBudget(request).totalSeconds + PROGRESS_ALLOWANCE,
    selector: { matchLabels: selector },
    template: podTemplate(server, process),
  };
}

/** Deployment of a server whose replicas fit on one node each. */
export function deployment(server: Server, process: EngineProcess): Manifest {
  const { annotations, workload } = server;
  const { template, ...spec } = deploymentSpec(server, process);
  return {
    file: workload.file,
    object: {
      apiVersion: workload.apiVersion,
      kind: workload.kind,
      metadata: metadata(server, { annotations }),
      spec: {
        ...spec,
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: rollingUpdate(server),
        },
        template,
      },
    },
  };
}
