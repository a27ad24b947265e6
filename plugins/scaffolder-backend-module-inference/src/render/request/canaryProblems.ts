import type { DeploymentRequest } from './DeploymentRequest';

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

/** Why a canary cannot go as it was asked for. */
export function canaryProblems(request: DeploymentRequest): readonly string[] {
  const { canary } = request;
  if (canary.kind === 'none') {
    return [];
  }
  return [
    ...(canary.kind === 'httproute'
      ? routeProblems(canary, request)
      : rolloutProblems(canary, request)),
    ...(canary.steps.some((step, at) => step <= (canary.steps[at - 1] ?? 0))
      ? ['canary.steps: each step must be more than the one before']
      : []),
  ];
}
