import { MOST_WEIGHT } from './canary';
import type { DeploymentRequest } from './DeploymentRequest';
import { weightFor } from './weightFor';

type Canary = DeploymentRequest['canary'];

function routeProblems(
  canary: Extract<Canary, { kind: 'httproute' }>,
  { gateway, name }: DeploymentRequest,
): readonly string[] {
  return [
    ...(gateway === null
      ? ['canary: weights need a gateway that splits requests; give gateway']
      : []),
    ...(canary.stableService === name
      ? [
          'canary.stableService: is the server itself; name the Service of the version before',
        ]
      : []),
  ];
}

function rolloutProblems(
  canary: Extract<Canary, { kind: 'rollout' }>,
  { autoscaling, gateway, gpu, kind, replicas }: DeploymentRequest,
): readonly string[] {
  const problems: string[] = [];
  if (kind !== 'deployment') {
    problems.push(
      `canary: Argo Rollouts changes pods of one node, and kind is ${kind}; take httproute, or none`,
    );
  }
  if (canary.steps.every(step => step === 100)) {
    problems.push(
      'canary.steps: a first step of 100 is no canary; give one below',
    );
  }
  if (canary.by === 'httproute') {
    if (gateway === null) {
      problems.push(
        'canary.by: weights need a gateway that splits requests; give gateway, or split by replicas',
      );
    }
    if (!gpu.spare) {
      problems.push(
        'canary.by: with weights of the route all replicas of the version before stay until the end, so those of the new one need GPUs beside them; set gpu.spare, or split by replicas',
      );
    }
  } else {
    const least =
      autoscaling.kind === 'none' ? replicas : autoscaling.minReplicas;
    if (least < 2) {
      problems.push(
        `canary.by: ${
          autoscaling.kind === 'none' ? 'replicas' : 'autoscaling.minReplicas'
        } is ${least}, and one replica cannot be split; take 2 or more, or split by the route`,
      );
    }
  }
  return problems;
}

function groupProblems(
  canary: Extract<Canary, { kind: 'kserve' }>,
  { gateway, kind, model, name }: DeploymentRequest,
): readonly string[] {
  const { stableServer, stableWeight, steps } = canary;
  const most = Math.max(...steps);
  return [
    ...(kind === 'llm-inference-service'
      ? []
      : [
          `canary: only KServe has routing groups, and kind is ${kind}; take httproute, or none`,
        ]),
    ...(gateway === null
      ? ['canary: weights need a gateway that splits requests; give gateway']
      : []),
    ...(stableServer === name
      ? ['canary.stableServer: is the server itself; name the version before']
      : []),
    ...(model.servedName === null && !model.source.startsWith('hf://')
      ? [
          'model.servedName: KServe splits requests between servers that answer to the same name; give that of the version before',
        ]
      : []),
    ...(weightFor(canary, most) > MOST_WEIGHT
      ? [
          `canary.stableWeight: ${most} % beside ${stableWeight} is more than the ${MOST_WEIGHT} that KServe takes; give the version before a lower weight`,
        ]
      : []),
  ];
}

/** What speaks against this kind of canary alone. */
function problemsOfKind(
  canary: Exclude<Canary, { kind: 'none' }>,
  request: DeploymentRequest,
): readonly string[] {
  switch (canary.kind) {
    case 'httproute':
      return routeProblems(canary, request);
    case 'kserve':
      return groupProblems(canary, request);
    default:
      return rolloutProblems(canary, request);
  }
}

/** Why a canary cannot go as it was asked for. */
export function canaryProblems(request: DeploymentRequest): readonly string[] {
  const { canary } = request;
  if (canary.kind === 'none') {
    return [];
  }
  return [
    ...problemsOfKind(canary, request),
    ...(canary.steps.some((step, at) => step <= (canary.steps[at - 1] ?? 0))
      ? ['canary.steps: each step must be more than the one before']
      : []),
  ];
}
