import { assertNever } from '../../assertNever';
import { engines } from '../engines';
import type { ResolvedServer } from '../resolveServer';
import type { DemoObject } from './demoObject';
import { deploymentObjects } from './deployment';
import { leaderWorkerSetObjects } from './leaderWorkerSet';
import {
  inferenceServiceObjects,
  llmInferenceServiceObjects,
  nimServiceObjects,
  rayServiceObjects,
} from './operators';
import { podObject } from './podObject';
import { podTemplate, selectorOf } from './podTemplate';
import { rolloutObjects } from './rollout';
import { statefulSetObjects } from './statefulSet';
import type { BuildContext } from './workloadMeta';

/** All objects of one server: workload, history, pods of today and Service. */
export function serverObjects(
  server: ResolvedServer,
  context: BuildContext,
): DemoObject[] {
  return [...workloadObjects(server, context), ...serviceObjects(server)];
}

function workloadObjects(
  server: ResolvedServer,
  context: BuildContext,
): DemoObject[] {
  switch (server.story.kind) {
    case 'Deployment':
      return deploymentObjects(server, context);
    case 'StatefulSet':
      return statefulSetObjects(server, context);
    case 'LeaderWorkerSet':
      return leaderWorkerSetObjects(server, context);
    case 'Rollout':
      return rolloutObjects(server, context);
    case 'InferenceService':
      return inferenceServiceObjects(server, context);
    case 'LLMInferenceService':
      return llmInferenceServiceObjects(server, context);
    case 'NIMService':
      return nimServiceObjects(server, context);
    case 'RayService':
      return rayServiceObjects(server, context);
    case 'Pod':
      return context.pods.map(pod =>
        podObject(pod, podTemplate(server, pod.revision), {
          annotations: server.story.annotations,
          nowMs: context.nowMs,
        }),
      );
    default:
      return assertNever(server.story.kind);
  }
}

function serviceObjects(server: ResolvedServer): DemoObject[] {
  const { story } = server;
  if (story.kind === 'Pod') return [];
  const engine = engines[story.engine];
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: story.name,
        namespace: story.namespace,
        labels: { 'app.kubernetes.io/name': story.name },
      },
      spec: {
        type: 'ClusterIP',
        selector: selectorOf(server),
        ports: [
          {
            name: 'http',
            port: 80,
            targetPort: engine.port,
            protocol: 'TCP',
          },
        ],
      },
    },
  ];
}
