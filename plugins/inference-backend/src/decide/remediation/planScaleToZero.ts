import { AVOIDABLE_CAUSES } from '../findings/finding';
import { checkManager, isManagedByGit } from '../managerCheck';
import { thousands } from '../thousands';
import {
  assemblePlan,
  type RemediationCheck,
  type RemediationPlan,
  type RemediationStep,
} from './remediationPlan';
import type {
  Autoscaler,
  RemediationActor,
  RemediationEvidence,
  ScalableWorld,
} from './scalableWorld';
import { writeScaledDownFrom } from './scaledDownFrom';
import { pauseStep, targetFields } from './steps';
import { basisOf, checkTarget, SCALING_WORDS } from './worldChecks';

function checkEvidence(evidence: RemediationEvidence | null): RemediationCheck {
  const code = 'evidence';
  if (evidence === null) {
    return {
      code,
      result: 'block',
      message:
        'No open finding says that nobody uses it: the portal scales only such servers to zero.',
    };
  }
  const { cause, confidence, stillHolds } = evidence;
  if (!AVOIDABLE_CAUSES.has(cause)) {
    return {
      code,
      result: 'block',
      message: `A server that is ${cause} may be in use: settle the finding itself.`,
    };
  }
  if (!stillHolds) {
    return {
      code,
      result: 'block',
      message:
        'The finding is no longer open, or the newest hours no longer show it: look at it again before you act.',
    };
  }
  return confidence === 'low'
    ? {
        code,
        result: 'warn',
        message: `The newest hours still show it as ${cause}, at low confidence.`,
      }
    : {
        code,
        result: 'pass',
        message: `The newest hours still show it as ${cause}, at ${confidence} confidence.`,
      };
}

function checkRequests({
  cause,
  recentRequests,
  runningNow = null,
}: RemediationEvidence): RemediationCheck {
  const code = 'recent-requests';
  if (runningNow !== null && runningNow > 0) {
    return {
      code,
      result: 'block',
      message: `${thousands(
        runningNow,
      )} requests run or wait at this moment: find out whose they are.`,
    };
  }
  if (recentRequests === null) {
    return {
      code,
      result: 'warn',
      message:
        'Nobody counted its requests of the newest 24 hours, so silence is not proven.',
    };
  }
  if (recentRequests === 0) {
    return {
      code,
      result: 'pass',
      message: 'No request in the newest 24 hours.',
    };
  }
  // The detector has seen that requests to a zombie are synthetic; those to one of two duplicates come from people.
  return cause === 'duplicate'
    ? {
        code,
        result: 'block',
        message: `${thousands(
          recentRequests,
        )} requests in the newest 24 hours: send them to its twin first.`,
      }
    : {
        code,
        result: 'warn',
        message: `${thousands(
          recentRequests,
        )} requests in the newest 24 hours, which look synthetic: whoever sends them will see errors.`,
      };
}

function checkAutoscalers(
  autoscalers: readonly Autoscaler[],
): RemediationCheck {
  const code = 'autoscaler';
  const names = autoscalers.map(({ ref }) => `${ref.kind} ${ref.name}`);
  if (autoscalers.length > 1) {
    return {
      code,
      result: 'block',
      message: `${names.join(' and ')} both scale it: leave one of them.`,
    };
  }
  const [autoscaler] = autoscalers;
  if (autoscaler === undefined) {
    return { code, result: 'pass', message: 'No autoscaler turns it.' };
  }
  if (autoscaler.kind === 'keda') {
    return {
      code,
      result: 'pass',
      message: `${names[0]} is paused at zero, and goes on when the server is restored.`,
    };
  }
  return autoscaler.minReplicas === 0
    ? {
        code,
        result: 'warn',
        message: `${names[0]} may scale from zero by itself when its metric rises.`,
      }
    : {
        code,
        result: 'pass',
        message: `${names[0]} stays as it is: it rests while its target has no replicas.`,
      };
}

function pause({ ref }: Autoscaler): string {
  return `Pause ScaledObject ${ref.name} at 0 replicas.`;
}

function stepsOf(
  world: ScalableWorld,
  findingId: string,
  actor: RemediationActor,
): readonly RemediationStep[] {
  const { target, autoscalers } = world;
  const { ref, uid, replicas } = target;
  const keda = autoscalers.find(each => each.kind === 'keda') ?? null;
  const memory = writeScaledDownFrom({
    replicas,
    autoscaler: keda && {
      kind: 'keda',
      name: keda.ref.name,
      uid: keda.uid,
      pausedReplicas: keda.pausedReplicas,
    },
    by: actor.by,
    at: new Date(actor.at).toISOString(),
    finding: findingId,
  });
  const summary = `Scale ${ref.kind} ${ref.name} from ${
    replicas ?? 1
  } to 0 replicas`;
  if (isManagedByGit(target.manager)) {
    // No note: in Git, the way back is to revert the change.
    const zero: RemediationStep = {
      ref,
      uid,
      summary: `${summary}.`,
      before: targetFields(target, { replicas }),
      patch: targetFields(target, { replicas: 0 }),
    };
    return keda === null ? [zero] : [pauseStep(keda, '0', pause(keda)), zero];
  }
  if (keda === null) {
    return [
      {
        ref,
        uid,
        summary: `${summary}, and note the former state on it.`,
        before: targetFields(target, { replicas, memory: null }),
        patch: targetFields(target, { replicas: 0, memory }),
      },
    ];
  }
  // The note comes first: whatever happens after it, the way back is known. The pause comes before the zero, which KEDA would undo.
  return [
    {
      ref,
      uid,
      summary: `Note the present state on ${ref.kind} ${ref.name}.`,
      before: targetFields(target, { replicas, memory: null }),
      patch: targetFields(target, { memory }),
    },
    pauseStep(keda, '0', pause(keda)),
    {
      ref,
      uid,
      summary: `${summary}.`,
      // KEDA may already have turned the number, so the note alone tells that the object is still ours.
      before: targetFields(target, { memory }),
      patch: targetFields(target, { replicas: 0 }),
    },
  ];
}

function checkPrevious({ target }: ScalableWorld): RemediationCheck {
  const code = 'previous-state';
  if (target.replicas === 0) {
    return {
      code,
      result: 'block',
      message: 'It has no replicas already: there is nothing to scale down.',
    };
  }
  return target.remembered === null
    ? {
        code,
        result: 'pass',
        message: 'The former state is noted on the object and can be restored.',
      }
    : {
        code,
        result: 'block',
        message:
          'It still carries the note of an earlier scaling to zero: restore it first, which also takes the note away.',
      };
}

/** Plans to scale a server to zero through its top-level object and its autoscaler. Deletes nothing, and does nothing without evidence. */
export function planScaleToZero(
  world: ScalableWorld,
  evidence: RemediationEvidence | null,
  actor: RemediationActor,
): RemediationPlan {
  const { target } = world;
  const checks = [
    ...checkTarget(target),
    checkPrevious(world),
    checkEvidence(evidence),
    ...(evidence === null ? [] : [checkRequests(evidence)]),
    checkManager(target.manager, SCALING_WORDS),
    checkAutoscalers(world.autoscalers),
    ...(target.startsOnDemand
      ? [
          {
            code: 'starts-on-demand',
            result: 'warn',
            message:
              'Knative makes a new revision for this, which starts once and needs a free GPU until it is idle; the next request starts it again.',
          } as const,
        ]
      : []),
  ];
  return assemblePlan({
    action: 'scale-to-zero',
    managedByGit: isManagedByGit(target.manager),
    steps: evidence === null ? [] : stepsOf(world, evidence.findingId, actor),
    checks,
    basis: {
      ...basisOf(world),
      finding: evidence?.findingId ?? 'none',
      cause: evidence?.cause ?? 'none',
    },
  });
}
