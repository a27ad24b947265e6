import { secondCluster } from './callerRules';
import { evidence, outcome, type ReadinessRule } from './rule';

const autoscaling: ReadinessRule = {
  code: 'autoscaling',
  group: 'scaling',
  check({ autoscalers, unseen }) {
    if (autoscalers === null) {
      return outcome(
        'unknown',
        unseen.autoscalers ??
          'HorizontalPodAutoscalers and ScaledObjects of this server were not read.',
      );
    }
    const [first, ...others] = autoscalers;
    if (!first) {
      return outcome(
        'fail',
        'Nothing scales the server: more requests than it can hold wait.',
        evidence('autoscalers', 0),
      );
    }
    const named = autoscalers.map(({ name }) => evidence('autoscaler', name));
    if (others.length > 0) {
      return outcome(
        'fail',
        'Several autoscalers scale the same server and undo what each other does.',
        ...named,
      );
    }
    const bounds = [
      ...named,
      evidence('minReplicas', first.minReplicas, first.name),
      evidence('maxReplicas', first.maxReplicas, first.name),
    ];
    if (first.minReplicas === null || first.maxReplicas === null) {
      return outcome(
        'unknown',
        `${first.name} scales the server, but its bounds are not known.`,
        ...bounds,
      );
    }
    return first.maxReplicas > first.minReplicas
      ? outcome(
          'pass',
          `${first.name} scales the server between ${first.minReplicas} and ${first.maxReplicas} replicas.`,
          ...bounds,
        )
      : outcome(
          'fail',
          `${first.name} can never add a replica: its bounds are equal.`,
          ...bounds,
        );
  },
};

const redundancy: ReadinessRule = {
  code: 'redundancy',
  group: 'scaling',
  check({ server }) {
    const { desired } = server.replicas;
    const looked = evidence('replicas', desired, 'replicas.desired');
    if (desired === null) {
      return outcome(
        'unknown',
        'The cluster does not tell how many replicas are wanted.',
        looked,
      );
    }
    if (desired === 0) {
      return outcome('not-applicable', 'The server is scaled to zero.', looked);
    }
    return desired > 1
      ? outcome('pass', `${desired} replicas are wanted.`, looked)
      : outcome(
          'fail',
          'One replica only: while its pod or node is replaced nobody is served.',
          looked,
        );
  },
};

const disruptionBudget: ReadinessRule = {
  code: 'disruption-budget',
  group: 'scaling',
  check({ server, disruptionBudgets, unseen }) {
    if (disruptionBudgets === null) {
      return outcome(
        'unknown',
        unseen.disruptionBudgets ?? 'PodDisruptionBudgets were not read.',
      );
    }
    const [budget] = disruptionBudgets;
    if (!budget) {
      return outcome(
        'fail',
        'No PodDisruptionBudget: a drain of nodes may take all replicas at once.',
        evidence('podDisruptionBudgets', 0),
      );
    }
    const bounds = [
      evidence('podDisruptionBudget', budget.name),
      evidence('minAvailable', budget.minAvailable, budget.name),
      evidence('maxUnavailable', budget.maxUnavailable, budget.name),
    ];
    if (budget.minAvailable === null && budget.maxUnavailable === null) {
      return outcome('unknown', `${budget.name} states no bound.`, ...bounds);
    }
    const { desired } = server.replicas;
    const blocks =
      budget.maxUnavailable === '0' ||
      budget.minAvailable === '100%' ||
      (desired !== null &&
        budget.minAvailable !== null &&
        /^\d+$/.test(budget.minAvailable) &&
        Number(budget.minAvailable) >= desired);
    return blocks
      ? outcome(
          'fail',
          `${budget.name} lets no pod go: nodes that run one can never be drained.`,
          ...bounds,
        )
      : outcome(
          'pass',
          `${budget.name} bounds what a drain may take.`,
          ...bounds,
        );
  },
};

/** Whether the server grows with its work and survives the loss of a part. */
export const scalingRules: readonly ReadinessRule[] = [
  autoscaling,
  redundancy,
  secondCluster,
  disruptionBudget,
];
