import type { InstantMs } from '../../types';
import { superseded, zombie } from './callingRules';
import { crashLooping } from './crashLoop';
import { gatherEvidence, type Rule } from './evidence';
import type { ActivityHistory, ServerFacts } from './history';
import {
  active,
  duplicate,
  idle,
  orphaned,
  overProvisioned,
} from './otherRules';
import { defaultZombiePolicy, type ZombiePolicy } from './policy';
import type { Verdict } from './verdict';
import { blind, exempt, stuckPending, young } from './waitingRules';

/** In their order: the first that holds tells the state. */
const RULES: readonly Rule[] = [
  exempt,
  young,
  stuckPending,
  blind,
  crashLooping,
  superseded,
  zombie,
  orphaned,
  duplicate,
  idle,
  overProvisioned,
];

/**
 * Says what a server is, from what it did until `evaluatedAt` and what else is known of it. Pure: the same input gives the same verdict.
 * Hours without a sample are never taken for silence, and the verdict is `unknown` while the last hours have none at all; so let
 * `evaluatedAt` be the end of the last hour that was collected, not the present.
 *
 * @example
 * detect(history, facts, evaluatedAt).state // 'zombie'
 */
export function detect(
  history: ActivityHistory,
  facts: ServerFacts,
  evaluatedAt: InstantMs,
  policy: ZombiePolicy = defaultZombiePolicy,
): Verdict {
  const evidence = gatherEvidence(history, facts, evaluatedAt, policy);
  for (const rule of RULES) {
    const verdict = rule(evidence);
    if (verdict) return verdict;
  }
  return active(evidence);
}
