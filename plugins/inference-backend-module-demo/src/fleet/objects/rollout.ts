import { stepHash } from '../../cluster/controllers/rollouts/canarySteps';
import { timestampOf } from '../../cluster/objects';
import type { ResolvedServer } from '../resolveServer';
import { templateHash } from '../podStories';
import type { DemoObject } from './demoObject';
import { replicaSetsAndPods } from './deployment';
import { podTemplate, selectorOf } from './podTemplate';
import type { BuildContext } from './workloadMeta';
import { isReadyAt, statusCondition, workloadMeta } from './workloadMeta';

/** An Argo Rollout in the middle of its canary. */
export function rolloutObjects(
  server: ResolvedServer,
  context: BuildContext,
): DemoObject[] {
  const { story } = server;
  const last = server.revisions[server.revisions.length - 1];
  const stable = server.revisions[server.revisions.length - 2] ?? last;
  const ready = context.pods.filter(pod =>
    isReadyAt(pod, context.nowMs),
  ).length;
  const pausedMs = last.startedMs + 240_000;
  const strategy = {
    canary: {
      maxSurge: 0,
      maxUnavailable: 1,
      steps: [
        { setWeight: 25 },
        { pause: {} },
        { setWeight: 50 },
        { pause: { duration: '2h' } },
      ],
    },
  };
  const rollout: DemoObject = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: workloadMeta(server, context, {
      annotations: { 'rollout.argoproj.io/revision': String(last.number) },
    }),
    spec: {
      replicas: story.replicas,
      revisionHistoryLimit: 10,
      selector: { matchLabels: selectorOf(server) },
      strategy,
      template: podTemplate(server, last),
    },
    status: {
      phase: 'Paused',
      message: 'CanaryPauseStep',
      currentStepIndex: 1,
      currentStepHash: stepHash(strategy.canary.steps),
      controllerPause: true,
      pauseConditions: [
        { reason: 'CanaryPauseStep', startTime: timestampOf(pausedMs) },
      ],
      stableRS: templateHash(server, stable),
      currentPodHash: templateHash(server, last),
      observedGeneration: String(server.revisions.length),
      replicas: context.pods.length,
      readyReplicas: ready,
      availableReplicas: ready,
      HPAReplicas: context.pods.length,
      updatedReplicas: context.pods.filter(pod => pod.revision === last).length,
      selector: `app.kubernetes.io/name=${story.name}`,
      conditions: [
        {
          type: 'Progressing',
          status: 'Unknown',
          reason: 'RolloutPaused',
          message: 'Rollout is paused',
          lastUpdateTime: timestampOf(pausedMs),
          lastTransitionTime: timestampOf(pausedMs),
        },
        statusCondition(
          'Paused',
          true,
          pausedMs,
          'RolloutPaused',
          'Rollout is paused',
        ),
      ],
    },
  };
  return [
    rollout,
    ...replicaSetsAndPods(server, context, rollout, {
      hashLabel: 'rollouts-pod-template-hash',
      revisionAnnotation: 'rollout.argoproj.io/revision',
    }),
  ];
}
