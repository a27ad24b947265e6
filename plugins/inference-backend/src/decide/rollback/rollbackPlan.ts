import type {
  RollbackCheck,
  RollbackDifference,
  RollbackMethod,
  RollbackProposal,
} from '@inference-portal/plugin-inference-common';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { GitRevert } from '../gitRevert/gitRevert';
import type { RemediationStep } from '../remediation/remediationPlan';
import type { HealthyLatency } from './judgeLatency';
import type { AliasReturn } from './judgeVersions';
import type { KnownRevision } from './rollbackWorld';
import type { PlannedPause } from './syncPause';
import type { TrafficShift } from './trafficShift';

/** Codes of the checks; they never change. */
export type RollbackCheckCode =
  | 'target'
  | 'content-kept'
  | 'differs'
  | 'not-paused'
  | 'exists'
  | 'managed-by'
  | 'pinned'
  | 'version-retired'
  | 'alias-policy'
  | 'needed-objects'
  | 'gpus-fit'
  | 'autoscaler'
  | 'disruption-budget'
  | 'canary-steps'
  | 'traffic'
  | 'runtime-changed'
  | 'sync-pause'
  | 'pull-request'
  | 'approval'
  | 'no-other-change'
  | 'dry-run';

/** A check of a rollback. */
export interface CodedCheck extends RollbackCheck {
  readonly code: RollbackCheckCode;
}

/** One write with its content, which may hold secrets and is kept nowhere. */
export type RollbackWrite = RemediationStep;

/** What would be done, and why it is safe. Pure data; only `writes` may hold secrets. */
export interface RollbackPlanDraft {
  readonly method: RollbackMethod;
  readonly from: KnownRevision | null;
  readonly to: KnownRevision | null;
  readonly writes: readonly RollbackWrite[];
  readonly diff: readonly RollbackDifference[];
  readonly checks: readonly CodedCheck[];
  readonly notRestored: readonly string[];
  readonly expectedSeconds: number | null;
  /** How long the restored pods may take before the rollback counts as failed. */
  readonly budgetSeconds: number;
  /** What the restored pods are measured by; null when nobody measured before. */
  readonly latencyBefore: HealthyLatency | null;
  readonly blockedBy: readonly string[];
  readonly proposal: RollbackProposal | null;
  /** What follows in the registry once the server is healthy. */
  readonly aliases: readonly AliasReturn[];
  /** The sync from Git that is paused before anything is written; null when none is. */
  readonly pause: PlannedPause | null;
  /** The change in Git that a pull request brings; absent where none is opened. */
  readonly revert?: GitRevert;
  /** Protected aliases for whose sake a second person has to approve it; empty when nobody has to. */
  readonly approval: readonly string[];
  /** The weights that send traffic back, exactly as they were; empty where none are turned. */
  readonly shifts: readonly TrafficShift[];
  /** SHA-256, hex, of the specification that will stand there; null when none will. */
  readonly targetHash: string | null;
  /** Whatever the plan rests on. Its hash is the plan's: a world that has moved gives another one. */
  readonly basis: JsonObject;
}

/** The plan with more checks; a check that blocks takes its writes away. */
export function withChecks(
  draft: RollbackPlanDraft,
  more: readonly CodedCheck[],
): RollbackPlanDraft {
  const checks = [...draft.checks, ...more];
  const blockedBy = checks
    .filter(({ result }) => result === 'block')
    .map(({ message }) => message);
  const blocked = blockedBy.length > 0;
  return {
    ...draft,
    method: blocked ? 'none' : draft.method,
    writes: blocked ? [] : draft.writes,
    checks,
    blockedBy,
    basis: {
      ...draft.basis,
      checks: checks.map(({ code, result }) => ({ code, result })),
    },
  };
}
