import type { RollbackMethod } from '@inference-portal/plugin-inference-common';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import { checkManager, isManagedByGit } from '../managerCheck';
import { findRedaction } from '../secrets/findRedaction';
import { checkBudgets } from './checkBudgets';
import { checkCanarySteps } from './checkCanarySteps';
import { checkGpus } from './checkGpus';
import { checkRuntime } from './checkRuntime';
import { chooseTarget } from './chooseTarget';
import { describeDifferences } from './describeDifferences';
import { healthyLatency } from './judgeLatency';
import { mergePatchBetween, nestedPatch } from './mergePatchBetween';
import { startupSeconds } from './podNeeds';
import { checkTraffic, planTraffic } from './planTraffic';
import { proposeChange } from './proposeChange';
import {
  withChecks,
  type CodedCheck,
  type RollbackPlanDraft,
  type RollbackWrite,
} from './rollbackPlan';
import type {
  KnownRevision,
  NeededObject,
  RollbackWorld,
} from './rollbackWorld';
import {
  abortWrite,
  canaryShift,
  restoreWrite,
  shiftWrite,
} from './rollbackWrites';
import {
  checkAutoscaler,
  checkNeeded,
  checkObject,
  checkPinned,
  releaseWords,
} from './worldChecks';

/** For pods that say nothing of their own: images of engines and weights of models are large. */
const DEFAULT_BUDGET_SECONDS = 600;
/** On top of what probes allow: scheduling and pulling the image. */
const PULL_SECONDS = 120;

/** What is asked of a plan beside the world. */
export interface RollbackWish {
  /** Null for the last good one. */
  readonly revisionId: string | null;
  /** Objects that the target needs and what runs now does not. */
  readonly needed: readonly NeededObject[];
  /** Written on the object, such as who rolls back and why. */
  readonly changeCause: string;
}

/** The revision that a wish means, with why; `unknown` when the server has no such revision. */
export function findTarget(
  world: RollbackWorld,
  revisionId: string | null,
):
  | { readonly revision: KnownRevision; readonly because: string }
  | 'unknown'
  | null {
  if (revisionId === null) {
    return chooseTarget(world);
  }
  const { current, past } = world;
  const revision = [
    ...past,
    ...(current.revision === null ? [] : [current.revision]),
  ].find(({ id }) => id === revisionId);
  return revision
    ? {
        revision,
        because: `Revision ${revision.number} was asked for.`,
      }
    : 'unknown';
}

function budgetOf(world: RollbackWorld, target: KnownRevision | null): number {
  const probes = target ? startupSeconds(target.content.specification) : 0;
  return Math.max(
    world.progressDeadlineSeconds ?? DEFAULT_BUDGET_SECONDS,
    probes === 0 ? 0 : probes + PULL_SECONDS,
  );
}

function notRestoredOf(
  { ref }: RollbackWorld,
  target: KnownRevision,
): string[] {
  return [
    'The number of replicas and what an autoscaler makes of it.',
    'The contents of ConfigMaps, Secrets and volumes that the pods name.',
    'Services, routes and network policies.',
    ...(target.content.source === 'portal'
      ? [
          `Fields of ${ref.kind} ${ref.name} that the portal does not count to its specification.`,
        ]
      : []),
  ];
}

function basisOf(
  world: RollbackWorld,
  target: KnownRevision | null,
): JsonObject {
  const { canary, current, manager, paused, server, uid } = world;
  return {
    server: { ...server },
    uid,
    current: current.hash,
    paused,
    manager: `${manager.name} ${manager.instance ?? ''}`,
    canary: JSON.stringify(canary),
    target: target === null ? 'none' : target.id,
    content: target === null ? 'none' : target.content.hash,
  };
}

/** A plan with nothing to do, and why. */
function planNothing(
  world: RollbackWorld,
  target: KnownRevision | null,
  checks: readonly CodedCheck[],
): RollbackPlanDraft {
  return withChecks(
    {
      method: 'none',
      from: world.current.revision,
      to: target,
      writes: [],
      diff: [],
      checks: [],
      notRestored: [],
      expectedSeconds: null,
      budgetSeconds: budgetOf(world, target),
      latencyBefore: null,
      blockedBy: [],
      proposal: null,
      aliases: [],
      pause: null,
      approval: [],
      targetHash: null,
      shifts: [],
      basis: basisOf(world, target),
    },
    checks,
  );
}

function writesOf(
  world: RollbackWorld,
  target: KnownRevision,
  wish: RollbackWish,
): {
  readonly method: RollbackMethod;
  readonly writes: readonly RollbackWrite[];
} {
  const { canary, ref } = world;
  const shift = wish.revisionId === null ? shiftWrite(world) : null;
  if (shift) {
    return { method: 'shift-traffic', writes: [shift] };
  }
  const isTemplate = ['Deployment', 'StatefulSet', 'Rollout'].includes(
    world.server.kind,
  );
  const restore = restoreWrite(world, target.content, {
    summary: `Restore the ${
      isTemplate ? 'pod template' : 'specification'
    } of revision ${target.number} on ${ref.kind} ${ref.name}.`,
    changeCause: wish.changeCause,
  });
  const stable =
    canary?.kind === 'rollout' && canary.stableSpecHash === target.specHash;
  if (stable && ref.kind === 'Rollout') {
    return { method: 'abort-canary', writes: [abortWrite(world), restore] };
  }
  return {
    method: isTemplate ? 'restore-template' : 'restore-spec',
    writes: [restore],
  };
}

/** Plans the way back of a server. Everything that it rests on is in the world and the wish: equal ones give equal plans. */
export function planRollback(
  world: RollbackWorld,
  wish: RollbackWish,
): RollbackPlanDraft {
  const { current, manager, ref } = world;
  const softest =
    wish.revisionId === null
      ? planTraffic(world, {
          budgetSeconds: budgetOf(world, null),
          basis: basisOf(world, null),
        })
      : null;
  if (softest !== null) {
    return softest;
  }
  const found = findTarget(world, wish.revisionId);
  if (found === null || found === 'unknown') {
    return planNothing(world, null, [
      {
        code: 'target',
        result: 'block',
        message:
          found === null
            ? 'No other revision of this server is known, so there is nothing to go back to.'
            : `Revision ${wish.revisionId} is none of this server: choose one of its own.`,
      },
    ]);
  }
  const { because, revision: target } = found;
  const chosen: CodedCheck = {
    code: 'target',
    result: 'pass',
    message: because,
  };
  if (target.content.hash === current.hash) {
    return planNothing(world, target, [
      chosen,
      {
        code: 'differs',
        result: 'block',
        message: `Revision ${target.number} is what ${ref.kind} ${ref.name} runs already: there is nothing to do.`,
      },
    ]);
  }
  const { method, writes } = writesOf(world, target, wish);
  const isRestore = method !== 'shift-traffic';
  const redacted =
    isRestore && target.content.source === 'portal'
      ? findRedaction(writes.map(({ patch }) => patch))
      : null;
  const kept: CodedCheck =
    redacted === null
      ? {
          code: 'content-kept',
          result: 'pass',
          message:
            target.content.source === 'cluster'
              ? `${target.content.holder} holds revision ${target.number} in whole.`
              : `The portal kept revision ${target.number}; it would write no redacted value.`,
        }
      : {
          code: 'content-kept',
          result: 'block',
          message: `Only the portal kept revision ${target.number}, without the literal secret at ${redacted}: restore it from its manifest, and put the secret into a Secret.`,
        };
  const shown = mergePatchBetween(current.shown, target.specification);
  return withChecks(
    {
      method: isManagedByGit(manager) ? 'propose' : method,
      from: current.revision,
      to: target,
      writes,
      diff: isRestore
        ? describeDifferences(current.shown, target.specification)
        : [],
      checks: [],
      notRestored: notRestoredOf(world, target),
      expectedSeconds: isRestore ? world.lastReleaseSeconds : null,
      budgetSeconds: budgetOf(world, target),
      latencyBefore: healthyLatency(target, world.past),
      blockedBy: [],
      proposal: proposeChange(world, nestedPatch(world.path, shown)),
      aliases: [],
      pause: null,
      approval: [],
      targetHash: isRestore ? target.content.hash : null,
      shifts: isRestore ? [] : canaryShift(world),
      basis: { ...basisOf(world, target), method },
    },
    [
      ...checkObject(world),
      chosen,
      kept,
      checkManager(manager, releaseWords(world)),
      checkPinned(target),
      checkNeeded(wish.needed),
      checkGpus(world, target),
      checkAutoscaler(world),
      ...(isRestore ? [checkBudgets(world)] : []),
      ...checkCanarySteps(world, target),
      ...(isRestore ? checkRuntime(world, target) : []),
      ...checkTraffic(world),
    ],
  );
}
