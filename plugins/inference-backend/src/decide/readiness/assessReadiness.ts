import type {
  ReadinessCounts,
  ReadinessItem,
  ReadinessResult,
  ServerReadiness,
} from '@inference-portal/plugin-inference-common';
import { changeRules } from './changeRules';
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

function count(items: readonly ReadinessItem[]): ReadinessCounts {
  const of = (result: ReadinessResult) =>
    items.filter(item => item.result === result).length;
  return {
    pass: of('pass'),
    fail: of('fail'),
    unknown: of('unknown'),
    notApplicable: of('not-applicable'),
  };
}

/** Asks every rule about a server. */
export function assessReadiness(facts: ReadinessFacts): ServerReadiness {
  const items = readinessRules.map(({ code, group, check }): ReadinessItem => {
    const { result, message, evidence } = check(facts);
    return {
      code,
      group,
      result,
      message,
      evidence: [...evidence],
      fix: `readiness.md#${code}`,
    };
  });
  return {
    serverId: facts.server.id,
    checkedAt: new Date(facts.evaluatedAt).toISOString(),
    revision: facts.revision,
    counts: count(items),
    items,
  };
}
