import type { CodedCheck } from './rollbackPlan';
import type { DisruptionBudget, RollbackWorld } from './rollbackWorld';

const PERCENT = /^(\d{1,3})%$/;

/** Pods that a bound means; Kubernetes rounds shares up. Null for what is no bound. */
function podsOf(bound: string | null, replicas: number): number | null {
  if (bound === null) {
    return null;
  }
  const share = PERCENT.exec(bound)?.[1];
  const pods =
    share === undefined
      ? Number(bound)
      : Math.ceil((replicas * Number(share)) / 100);
  return Number.isFinite(pods) ? pods : null;
}

/** Pods that a budget lets be missing at once. */
function allowedBy(
  { maxUnavailable, minAvailable }: DisruptionBudget,
  replicas: number,
): number {
  const missing = podsOf(maxUnavailable, replicas);
  // Without any bound Kubernetes takes minAvailable to be 1.
  const present = podsOf(minAvailable, replicas) ?? 1;
  return Math.max(0, missing ?? replicas - present);
}

/** Pods that a release takes away before others are ready; kinds that do not tell are taken to do it one by one. */
function takenBy(
  { replacing, server }: RollbackWorld,
  replicas: number,
): number {
  const recreates = server.kind === 'Deployment' && replacing === null;
  return Math.min(
    replicas,
    replacing?.unavailable ?? (recreates ? replicas : 1),
  );
}

/** Whether fewer pods than a PodDisruptionBudget promises may serve meanwhile. Budgets hold back evictions, and never a release. */
export function checkBudgets(world: RollbackWorld): CodedCheck {
  const { budgets, current } = world;
  const code = 'disruption-budget';
  if (budgets === null) {
    return {
      code,
      result: 'warn',
      message:
        'The portal may not read PodDisruptionBudgets, so it cannot tell how many pods have to stay. Apply deploy/cluster-role-write.yaml, or look yourself (kubectl get pdb).',
    };
  }
  const replicas = current.replicas ?? 1;
  const taken = takenBy(world, replicas);
  const narrow = budgets
    .map(budget => ({ budget, allowed: allowedBy(budget, replicas) }))
    .filter(({ allowed }) => allowed < taken);
  const [first] = narrow;
  if (first) {
    return {
      code,
      result: 'warn',
      message: `The release takes away up to ${taken} of ${replicas} pods at once, and PodDisruptionBudget ${first.budget.name} lets ${first.allowed} be missing: Kubernetes does not ask it during a release, so fewer pods serve meanwhile. Let pods come first (maxSurge), or do it when there is little traffic.`,
    };
  }
  return {
    code,
    result: 'pass',
    message:
      budgets.length === 0
        ? 'No PodDisruptionBudget selects its pods.'
        : `The release takes away no more pods at once than PodDisruptionBudget ${budgets
            .map(({ name }) => name)
            .join(', ')} allows.`,
  };
}
