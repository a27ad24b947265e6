import type {
  ReadinessItem,
  ServerReadiness,
} from '@inference-portal/plugin-inference-common';
import { changeRules } from './changeRules';
import { countResults } from './countResults';
import { engineRules } from './engineRules';
import type { ReadinessFacts } from './facts';
import { operationRules } from './operationRules';
import { podRules } from './podRules';
import type { ReadinessRule } from './rule';
import { scalingRules } from './scalingRules';
import { startupRules } from './startupRules';

/** Every rule of production readiness, in the order of the scorecard. */
export const readinessRules: readonly ReadinessRule[] = [
  ...scalingRules,
  ...startupRules,
  ...engineRules,
  ...changeRules,
  ...podRules,
  ...operationRules,
];

/**
 * Asks every rule about a server.
 *
 * @param page - address of the page that tells how to fix each rule
 */
export function assessReadiness(
  facts: ReadinessFacts,
  page = 'readiness.md',
): ServerReadiness {
  const items = readinessRules.map(({ code, group, check }): ReadinessItem => {
    const { result, message, evidence } = check(facts);
    return {
      code,
      group,
      result,
      message,
      evidence: [...evidence],
      fix: `${page}#${code}`,
    };
  });
  return {
    serverId: facts.server.id,
    checkedAt: new Date(facts.evaluatedAt).toISOString(),
    revision: facts.revision,
    counts: countResults(items.map(({ result }) => result)),
    items,
  };
}
