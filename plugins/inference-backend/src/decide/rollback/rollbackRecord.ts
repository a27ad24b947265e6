import type { JsonObject } from '@inference-portal/plugin-inference-node';
import { z } from 'zod';
import type { RollbackPlanDraft } from './rollbackPlan';
import { showPlan, type ShownPlan } from './shownPlan';

const stored = z.object({
  /** As it was shown; written by us and read by nobody but people. */
  shown: z.custom<ShownPlan>(value => typeof value === 'object'),
  /** What was asked for; null for the last good revision. */
  revisionId: z.string().nullable(),
  /** Of the specification that will stand there; null when only traffic is moved. */
  targetHash: z.string().nullable(),
  /** Of the one that stood there. */
  currentHash: z.string(),
  budgetSeconds: z.number(),
});

/** A rollback's plan as it is stored. It holds no specification, which could hold secrets: what is written is read from the cluster again. */
export type StoredRollback = z.infer<typeof stored>;

const progress = z.object({
  /** Put back what was there when the pods do not come up in their time. */
  autoUndo: z.boolean().default(false),
  /** UTC ms; null before it was written. */
  appliedAt: z.number().nullable().default(null),
  /** UTC ms; when all pods were ready for the first time of the last stretch. */
  readySince: z.number().nullable().default(null),
  /** UTC ms; null until the pods stayed healthy. */
  healthyAt: z.number().nullable().default(null),
  /** UTC ms. */
  deadline: z.number().nullable().default(null),
  pods: z
    .object({
      desired: z.number().nullable(),
      updated: z.number().nullable(),
      ready: z.number().nullable(),
      crashing: z.number(),
    })
    .nullable()
    .default(null),
  problem: z.string().nullable().default(null),
  reverted: z
    .object({ by: z.string().nullable(), at: z.number() })
    .nullable()
    .default(null),
  /** Who wants it undone; null while nobody does. */
  undoBy: z.string().nullable().default(null),
});

/** What a rollback remembers between two steps. */
export type RollbackProgress = z.infer<typeof progress>;

/** A plan in the form in which it is stored. */
export function storeRollback(
  draft: RollbackPlanDraft,
  currentHash: string,
  revisionId: string | null,
): JsonObject {
  const record: StoredRollback = {
    shown: showPlan(draft),
    revisionId,
    targetHash: draft.targetHash,
    currentHash,
    budgetSeconds: draft.budgetSeconds,
  };
  return JSON.parse(JSON.stringify(record));
}

/** Reads what {@link storeRollback} wrote. Throws for anything else. */
export function readRollback(plan: JsonObject): StoredRollback {
  return stored.parse(plan);
}

/** Reads a rollback's progress; what is missing has its beginning's value. */
export function readProgress(value: JsonObject): RollbackProgress {
  return progress.parse(value);
}
