import type { RollbackCheck } from '@inference-portal/plugin-inference-common';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import { z } from 'zod';
import type { VersionJudgement } from './judgeVersions';
import type {
  CodedCheck,
  RollbackCheckCode,
  RollbackPlanDraft,
} from './rollbackPlan';
import { showPlan, type ShownPlan } from './shownPlan';

const modelRef = z.object({ namespace: z.string(), name: z.string() });

const stored = z.object({
  /** As it was shown; written by us and read by nobody but people. */
  shown: z.custom<ShownPlan>(value => typeof value === 'object'),
  /** What was asked for; null for the last good revision. */
  revisionId: z.string().nullable(),
  /** True when the sync from Git is paused, and written past it. */
  force: z.boolean().default(false),
  /** Protected aliases for whose sake a second person has to approve it. */
  approval: z.array(z.string()).default([]),
  /** Of the specification that will stand there; null when only traffic is moved. */
  targetHash: z.string().nullable(),
  /** Of the one that stood there. */
  currentHash: z.string(),
  budgetSeconds: z.number(),
  /** What the restored pods are measured by; null when nobody measured before. */
  latencyBefore: z
    .object({ p95Ms: z.number(), revision: z.number() })
    .nullable()
    .default(null),
  /** The weights that send traffic back, exactly as they were. */
  shifts: z
    .array(
      z.object({
        ref: z.object({
          group: z.string(),
          version: z.string(),
          plural: z.string(),
          kind: z.string(),
          namespace: z.string(),
          name: z.string(),
        }),
        uid: z.string(),
        weights: z.array(
          z.object({
            path: z.array(z.union([z.string(), z.number()])),
            backend: z.string(),
            from: z.number().nullable(),
            to: z.number(),
          }),
        ),
      }),
    )
    .default([]),
  /** What follows in the registry once the server is healthy. */
  aliases: z
    .array(
      z.object({
        model: modelRef,
        alias: z.string(),
        from: z.string(),
        to: z.string(),
        how: z.enum(['move', 'ask']),
      }),
    )
    .default([]),
});

/** A rollback's plan as it is stored. It holds no specification, which could hold secrets: what is written is read from the cluster again. */
export type StoredRollback = z.infer<typeof stored>;

const returnedAlias = z.object({
  model: modelRef,
  alias: z.string(),
  from: z.string(),
  to: z.string(),
  /** Of the request that a second person has to approve; null when it was moved. */
  requestId: z.string().nullable(),
});

/** An alias that followed a rollback, or is asked to. */
export type ReturnedAlias = z.infer<typeof returnedAlias>;

const decision = z.object({
  approve: z.boolean(),
  /** Entity ref. */
  by: z.string(),
  reason: z.string(),
  /** UTC ms. */
  at: z.number(),
});

/** What a second person said. */
export type RollbackDecision = z.infer<typeof decision>;

const progress = z.object({
  /** Nobody else is asked for approval. */
  emergency: z.boolean().default(false),
  /** Null while nobody has decided. */
  decision: decision.nullable().default(null),
  /** UTC ms; when approvers were told, null before. */
  askedAt: z.number().nullable().default(null),
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
  /** Why new pods cannot even be made; null while they can, or nobody says. */
  obstacle: z.string().nullable().default(null),
  /** True while too many requests to the restored pods fail, or take too long. */
  isFailing: z.boolean().default(false),
  problem: z.string().nullable().default(null),
  reverted: z
    .object({ by: z.string().nullable(), at: z.number() })
    .nullable()
    .default(null),
  /** Who wants it undone; null while nobody does. */
  undoBy: z.string().nullable().default(null),
  /** The pull request that brings it; null before one is open, and where none is needed. */
  pullRequest: z
    .object({
      number: z.number(),
      url: z.string(),
      state: z.enum(['open', 'merged', 'closed']),
      /** UTC ms; until then the cluster has to run it. */
      until: z.number(),
    })
    .nullable()
    .default(null),
  /** Aliases that followed; null before it was their turn. */
  aliases: z.array(returnedAlias).nullable().default(null),
});

/** What a rollback remembers between two steps. */
export type RollbackProgress = z.infer<typeof progress>;

/** A plan in the form in which it is stored. */
export function storeRollback(
  draft: RollbackPlanDraft,
  currentHash: string,
  { force, revisionId }: Pick<StoredRollback, 'force' | 'revisionId'>,
): JsonObject {
  const record: StoredRollback = {
    shown: showPlan(draft),
    revisionId,
    force,
    approval: [...draft.approval],
    targetHash: draft.targetHash,
    currentHash,
    budgetSeconds: draft.budgetSeconds,
    latencyBefore: draft.latencyBefore,
    shifts: draft.shifts.map(({ ref, uid, weights }) => ({
      ref,
      uid,
      weights: weights.map(weight => ({ ...weight, path: [...weight.path] })),
    })),
    aliases: [...draft.aliases],
  };
  return JSON.parse(JSON.stringify(record));
}

/** Reads what {@link storeRollback} wrote. Throws for anything else. */
export function readRollback(plan: JsonObject): StoredRollback {
  return stored.parse(plan);
}

const OF_THE_REGISTRY: ReadonlySet<string> = new Set<RollbackCheckCode>([
  'version-retired',
  'alias-policy',
  'approval',
]);

function isOfTheRegistry(check: RollbackCheck): check is CodedCheck {
  return OF_THE_REGISTRY.has(check.code);
}

/** What the registry had to say when the plan was shown, which is what is done: an alias that moves meanwhile stops no rollback. */
export function rememberedJudgement({
  aliases,
  approval,
  shown,
}: StoredRollback): VersionJudgement {
  return { checks: shown.checks.filter(isOfTheRegistry), aliases, approval };
}

/** Reads a rollback's progress; what is missing has its beginning's value. */
export function readProgress(value: JsonObject): RollbackProgress {
  return progress.parse(value);
}
