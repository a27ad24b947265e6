import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { ObjectRef } from './scalableWorld';

/** One write. Steps are done in order, and each may be done again without harm. */
export interface RemediationStep {
  readonly ref: ObjectRef;
  /** An object of the same name that was made anew is another object. */
  readonly uid: string;
  /** What the step will do, as a sentence. */
  readonly summary: string;
  /** Fields as they must be, in the form of a merge patch; anything else makes the plan stale. */
  readonly before: JsonObject;
  /** JSON merge patch. */
  readonly patch: JsonObject;
}

/** Codes of the checks; they never change. */
export type RemediationCheckCode =
  | 'scalable'
  | 'volumes-kept'
  | 'no-release-in-progress'
  | 'evidence'
  | 'recent-requests'
  | 'managed-by'
  | 'autoscaler'
  | 'starts-on-demand'
  | 'previous-state'
  | 'cluster-rights'
  | 'dry-run';

/** One look before the act, and what it found. */
export interface RemediationCheck {
  readonly code: RemediationCheckCode;
  readonly result: 'pass' | 'warn' | 'block';
  /** A sentence, with what to do where it is not a pass. */
  readonly message: string;
}

/** What would be done, and why it is safe. Pure data. */
export interface RemediationPlan {
  readonly action: 'scale-to-zero' | 'restore';
  /**
   * `apply`: the portal does the steps. `propose`: the steps are shown as a change for Git, because a GitOps controller would undo
   * them. `none`: there is nothing to do, or something blocks it.
   */
  readonly method: 'apply' | 'propose' | 'none';
  readonly steps: readonly RemediationStep[];
  readonly checks: readonly RemediationCheck[];
  /** Messages of the checks that block; empty when nothing does. */
  readonly blockedBy: readonly string[];
  /** Whatever the plan rests on. Its hash is the plan's: a world that has moved gives another one. */
  readonly basis: JsonObject;
}

/** Puts a plan together out of what its makers found. */
export function assemblePlan(parts: {
  readonly action: RemediationPlan['action'];
  readonly managedByGit: boolean;
  readonly steps: readonly RemediationStep[];
  readonly checks: readonly RemediationCheck[];
  readonly basis: JsonObject;
}): RemediationPlan {
  const { action, managedByGit, steps, checks, basis } = parts;
  const blockedBy = checks
    .filter(({ result }) => result === 'block')
    .map(({ message }) => message);
  const doable = blockedBy.length === 0 && steps.length > 0;
  const method = managedByGit ? 'propose' : 'apply';
  return {
    action,
    method: doable ? method : 'none',
    steps: doable ? steps : [],
    checks,
    blockedBy,
    basis: {
      action,
      ...basis,
      checks: checks.map(({ code, result }) => ({ code, result })),
    },
  };
}

/** The same plan with what one more look has found. */
export function withCheck(
  plan: RemediationPlan,
  check: RemediationCheck,
): RemediationPlan {
  const { basis, method, steps } = plan;
  const isBlocked = check.result === 'block';
  const checks = [...plan.checks, check];
  return {
    ...plan,
    method: isBlocked ? 'none' : method,
    steps: isBlocked ? [] : steps,
    checks,
    blockedBy: isBlocked ? [...plan.blockedBy, check.message] : plan.blockedBy,
    basis: {
      ...basis,
      checks: checks.map(({ code, result }) => ({ code, result })),
    },
  };
}
