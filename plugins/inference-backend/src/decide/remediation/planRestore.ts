import { checkManager, isManagedByGit } from '../managerCheck';
import {
  assemblePlan,
  type RemediationCheck,
  type RemediationPlan,
  type RemediationStep,
} from './remediationPlan';
import type { Autoscaler, ScalableWorld } from './scalableWorld';
import type { ScaledDownFrom } from './scaledDownFrom';
import { pauseStep, targetFields } from './steps';
import { basisOf, checkTarget, SCALING_WORDS } from './worldChecks';

type Keda = Extract<Autoscaler, { kind: 'keda' }>;

/** The ScaledObject that we paused, while it is still paused by us. */
function findPaused(
  { autoscalers }: ScalableWorld,
  { autoscaler }: ScaledDownFrom,
): Keda | null {
  const found = autoscalers.find(
    (each): each is Keda =>
      each.kind === 'keda' && each.uid === autoscaler?.uid,
  );
  return found?.pausedReplicas === '0' ? found : null;
}

function checkAutoscaler(
  remembered: ScaledDownFrom,
  paused: Keda | null,
): RemediationCheck {
  const code = 'autoscaler';
  if (remembered.autoscaler === null) {
    return { code, result: 'pass', message: 'No autoscaler was paused.' };
  }
  return paused === null
    ? {
        code,
        result: 'warn',
        message: `ScaledObject ${remembered.autoscaler.name} is gone, was made anew or is no longer paused at zero: it is left as it is.`,
      }
    : {
        code,
        result: 'pass',
        message: `ScaledObject ${paused.ref.name} goes on as before.`,
      };
}

function stepsOf(
  { target }: ScalableWorld,
  remembered: ScaledDownFrom,
  paused: Keda | null,
): readonly RemediationStep[] {
  const { ref, uid } = target;
  const before = targetFields(target, { replicas: target.replicas });
  const forget = targetFields(target, { memory: null });
  const steps: RemediationStep[] = [];
  if (paused !== null) {
    // First, because it holds the number at zero.
    steps.push(
      pauseStep(
        paused,
        remembered.autoscaler?.pausedReplicas ?? null,
        `Let ScaledObject ${paused.ref.name} go on.`,
      ),
    );
  }
  steps.push(
    target.replicas === 0
      ? {
          ref,
          uid,
          summary: `Scale ${ref.kind} ${ref.name} from 0 to ${
            remembered.replicas ?? 1
          } replicas, and take the note off it.`,
          // A ScaledObject that goes on turns the number at once.
          before: paused === null ? before : {},
          patch: {
            ...forget,
            ...targetFields(target, {
              replicas: remembered.replicas,
            }),
          },
        }
      : {
          ref,
          uid,
          summary: `Take the note off ${ref.kind} ${ref.name}, which somebody has scaled up already.`,
          before,
          patch: forget,
        },
  );
  return steps;
}

/** Plans the way back of a server that {@link planScaleToZero} took to zero, out of the note on its object. */
export function planRestore(world: ScalableWorld): RemediationPlan {
  const { target } = world;
  const { remembered } = target;
  const known =
    remembered === null || remembered === 'unreadable' ? null : remembered;
  const paused = known && findPaused(world, known);
  const previous: RemediationCheck =
    known === null
      ? {
          code: 'previous-state',
          result: 'block',
          message:
            remembered === null
              ? 'It carries no note of a former state: set its replicas by hand.'
              : 'The note of its former state was changed and cannot be read: set its replicas by hand, and take the note away.',
        }
      : {
          code: 'previous-state',
          result: 'pass',
          message: `${known.by} scaled it to zero at ${known.at}.`,
        };
  return assemblePlan({
    action: 'restore',
    managedByGit: isManagedByGit(target.manager),
    steps: known === null ? [] : stepsOf(world, known, paused),
    checks: [
      ...checkTarget(target).filter(({ code }) => code !== 'volumes-kept'),
      previous,
      checkManager(target.manager, SCALING_WORDS),
      ...(known === null ? [] : [checkAutoscaler(known, paused)]),
    ],
    basis: basisOf(world),
  });
}
