import type {
  RemediationCheck,
  RemediationProposal,
} from '@inference-portal/plugin-inference-common';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { InstantMs } from '../../types';
import type { RemediationPlan, RemediationStep } from './remediationPlan';

/** A plan as it is kept, with all that doing it needs. */
export interface StoredRemediation {
  readonly action: RemediationPlan['action'];
  readonly method: RemediationPlan['method'];
  /** Why it is, or was, scaled to zero; null where no finding says that nobody uses the server. */
  readonly findingId: string | null;
  readonly steps: readonly RemediationStep[];
  readonly checks: readonly RemediationCheck[];
  readonly blockedBy: readonly string[];
  readonly proposal: RemediationProposal | null;
}

/** What a remediation remembers between two steps. */
export interface RemediationProgress {
  /** When the cluster had taken all steps. */
  readonly appliedAt: InstantMs | null;
  /** End of the watch for refused requests. */
  readonly watchedUntil: InstantMs | null;
  /** Null when nobody counted them. */
  readonly refusedRequests: number | null;
  /** True once a step may have been written. */
  readonly wrote: boolean;
  readonly problem: string | null;
}

/** The plan as JSON. */
export function writeRemediation(stored: StoredRemediation): JsonObject {
  return JSON.parse(JSON.stringify(stored));
}

/** Reads what {@link writeRemediation} wrote; nothing else is ever kept as a plan of this kind. */
export function readRemediation(plan: JsonObject): StoredRemediation {
  return plan as unknown as StoredRemediation;
}

/** The progress as JSON. */
export function writeProgress(progress: RemediationProgress): JsonObject {
  return { ...progress };
}

/** Reads progress; what was not remembered yet is absent. */
export function readProgress(progress: JsonObject): RemediationProgress {
  return {
    appliedAt: null,
    watchedUntil: null,
    refusedRequests: null,
    wrote: false,
    problem: null,
    ...(progress as Partial<RemediationProgress>),
  };
}
