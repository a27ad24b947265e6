import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { ReadinessFacts } from './facts';
import { evidence, outcome, type Outcome, type ReadinessRule } from './rule';

/** What is asked of a server that depends on who asks. */
export type CallerFacts = Pick<
  ReadinessFacts,
  'elsewhere' | 'clusters' | 'budgets'
> & { readonly server: ModelServer };

/** A rule whose answer depends on what else the caller may read. */
export interface CallerRule extends ReadinessRule {
  readonly check: (facts: CallerFacts) => Outcome;
}

/** Whether the model runs on another cluster, of those that the caller sees. */
export const secondCluster: CallerRule = {
  code: 'second-cluster',
  group: 'scaling',
  check({ server, elsewhere, clusters }) {
    if (elsewhere === null) {
      return outcome(
        'unknown',
        'Which model the server runs is not known, so nobody can say where else it runs.',
        evidence('model', null, 'model.id'),
      );
    }
    const [other] = elsewhere;
    if (other) {
      return outcome(
        'pass',
        `The model is served on ${
          new Set(elsewhere.map(({ cluster }) => cluster)).size
        } other cluster(s) too, such as by ${other.name} on ${other.cluster}.`,
        ...elsewhere
          .slice(0, 5)
          .map(({ cluster, name }) => evidence(`server on ${cluster}`, name)),
      );
    }
    const seen = evidence('clusters', clusters);
    return clusters > 1
      ? outcome(
          'fail',
          `Of the ${clusters} clusters that you can see, only ${server.cluster} serves the model.`,
          seen,
        )
      : outcome(
          'unknown',
          'You can see servers of one cluster only; whether the model is served elsewhere is not known.',
          seen,
        );
  },
};

/** Whether a budget covers the server, of those that the caller may read. */
export const costBudget: CallerRule = {
  code: 'cost-budget',
  group: 'operation',
  check({ server, budgets }) {
    const owner = evidence('owner', server.owner.ref, 'owner');
    if (budgets === null) {
      return outcome('unknown', 'You may not read budgets.', owner);
    }
    const [first] = budgets;
    return first
      ? outcome(
          'pass',
          `A monthly budget of ${first.scope.ref} covers the server.`,
          ...budgets.map(({ id, scope }) =>
            evidence(`budget of ${scope.kind} ${scope.ref}`, id, 'budgets'),
          ),
        )
      : outcome(
          'fail',
          'No budget that you may read covers the server: nobody is told when it costs more than it should.',
          owner,
        );
  },
};

/** Asked again for everybody who asks; the others are the same for all. */
export const callerRules: readonly CallerRule[] = [secondCluster, costBudget];
