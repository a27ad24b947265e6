import type { EngineProcess } from '../engines/Process';
import { startupBudget } from '../lifecycle';
import type { Server } from '../Server';
import type { Manifest } from './Manifest';
import { metadata } from './metadata';
import { podTemplate } from './podTemplate';

/** Seconds beside the start itself: scheduling, pulling the image. */
const PROGRESS_ALLOWANCE = 900;

/** Deployment of a server whose replicas fit on one node each. */
export function deployment(server: Server, process: EngineProcess): Manifest {
  const { request, annotations, selector } = server;
  return {
    file: 'deployment.yaml',
    object: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadata(server, { annotations }),
      spec: {
        // With an autoscaler the number is its own: written here, every apply would set it back.
        ...(request.autoscaling.kind === 'none'
          ? { replicas: request.replicas }
          : {}),
        revisionHistoryLimit: 10,
        progressDeadlineSeconds:
          startupBudget(request).totalSeconds + PROGRESS_ALLOWANCE,
        selector: { matchLabels: selector },
        strategy: {
          type: 'RollingUpdate',
          // Without free GPUs a new pod would stay Pending for as long as the old one holds them.
          rollingUpdate: request.gpu.spare
            ? { maxSurge: 1, maxUnavailable: 0 }
            : { maxSurge: 0, maxUnavailable: 1 },
        },
        template: podTemplate(server, process),
      },
    },
  };
}
