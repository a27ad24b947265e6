import type {
  RemediationPlan,
  RollbackPlan,
} from '@inference-portal/plugin-inference-common';

/** How a look before the act came out. */
export type CheckResult = 'pass' | 'warn' | 'block';

/** One field that a plan changes. */
export interface ShownDifference {
  /** Kind and name of the object; null where the plan has but one. */
  readonly object: string | null;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What every plan shows, whatever it plans. */
export interface ShownPlan {
  readonly id: string;
  readonly hash: string;
  readonly expiresAt: string;
  /** `act`: the portal does it; `propose`: it has to be done where the object is managed; `none`: nothing can be done. */
  readonly method: 'act' | 'propose' | 'none';
  readonly steps: readonly {
    readonly summary: string;
    readonly object: string;
  }[];
  readonly diff: readonly ShownDifference[];
  readonly checks: readonly {
    readonly code: string;
    readonly result: CheckResult;
    readonly message: string;
  }[];
  readonly blockedBy: readonly string[];
  readonly proposal: RemediationPlan['proposal'] | RollbackPlan['proposal'];
  /** Files in Git that a pull request changes; empty where none is opened. */
  readonly files: readonly { readonly path: string; readonly diff: string }[];
  /** What stays as it is, each in a sentence. */
  readonly notRestored: readonly string[];
  /** Until the pods are ready; null when nobody knows, or it does not matter. */
  readonly expectedSeconds: number | null;
}

function objectName(object: {
  kind: string;
  namespace: string;
  name: string;
}): string {
  return `${object.kind} ${object.namespace}/${object.name}`;
}

const RESULTS: readonly CheckResult[] = ['block', 'warn', 'pass'];

function worstFirst(checks: ShownPlan['checks']): ShownPlan['checks'] {
  return [...checks].sort(
    (a, b) => RESULTS.indexOf(a.result) - RESULTS.indexOf(b.result),
  );
}

function methodOf(method: string): ShownPlan['method'] {
  if (method === 'propose' || method === 'none') {
    return method;
  }
  return 'act';
}

/** A plan to scale a server to zero or back. */
export function shownRemediation(plan: RemediationPlan): ShownPlan {
  return {
    id: plan.id,
    hash: plan.hash,
    expiresAt: plan.expiresAt,
    method: methodOf(plan.method),
    steps: plan.steps.map(({ summary, object }) => ({
      summary,
      object: objectName(object),
    })),
    diff: plan.steps.flatMap(({ object, changes }) =>
      changes.map(change => ({ ...change, object: objectName(object) })),
    ),
    checks: worstFirst(plan.checks),
    blockedBy: plan.blockedBy,
    proposal: plan.proposal,
    files: [],
    notRestored: [],
    expectedSeconds: null,
  };
}

/** A plan to go back to an earlier revision. */
export function shownRollback(plan: RollbackPlan): ShownPlan {
  return {
    id: plan.id,
    hash: plan.hash,
    expiresAt: plan.expiresAt,
    method: methodOf(plan.method),
    steps: plan.steps.map(({ summary, object }) => ({
      summary,
      object: objectName(object),
    })),
    diff: plan.diff.map(({ field, before, after }) => ({
      object: null,
      field,
      before,
      after,
    })),
    checks: worstFirst(plan.checks),
    blockedBy: plan.blockedBy,
    proposal: plan.proposal,
    files: plan.pullRequest?.files ?? [],
    notRestored: plan.notRestored,
    expectedSeconds: plan.expectedSeconds,
  };
}
