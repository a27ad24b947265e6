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

/** Where the documentation tells how to fix a rule: an address below `documentation`, else the name of the page. */
function fixOf(code: ReadinessItem['code'], documentation: string | null) {
  return documentation === null
    ? `readiness.md#${code}`
    : `${documentation.replace(/\/+$/, '')}/readiness/#${code}`;
}

/**
 * Asks every rule about a server.
 *
 * @param documentation - address below which the documentation of the portal is served; null where TechDocs shows it
 */
export function assessReadiness(
  facts: ReadinessFacts,
  documentation: string | null = null,
): ServerReadiness {
  const items = readinessRules.map(({ code, group, check }): ReadinessItem => {
    const { result, message, evidence } = check(facts);
    return {
      code,
      group,
      result,
      message,
      evidence: [...evidence],
      fix: fixOf(code, documentation),
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
