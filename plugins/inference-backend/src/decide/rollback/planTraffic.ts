import type { JsonObject } from '@inference-portal/plugin-inference-node';
import { checkManager, isManagedByGit } from '../managerCheck';
import {
  withChecks,
  type CodedCheck,
  type RollbackPlanDraft,
} from './rollbackPlan';
import type { RollbackWorld } from './rollbackWorld';
import {
  describeShift,
  planShift,
  weightsWrite,
  type TrafficSplit,
} from './trafficShift';
import { checkObject } from './worldChecks';

/** What the traffic of a server allows. */
type Traffic =
  | { readonly kind: 'shifts'; readonly splits: readonly TrafficSplit[] }
  /** Something else would put the weights back. */
  | { readonly kind: 'managed'; readonly split: TrafficSplit }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'whole' };

function isManaged({ manager }: TrafficSplit): boolean {
  return isManagedByGit(manager) || manager.name === 'operator';
}

function trafficOf({ canary, server, splits }: RollbackWorld): Traffic {
  // A canary has a softer way of its own; Argo Rollouts turns the weights of routes itself.
  if (canary !== null || server.kind === 'Rollout') {
    return { kind: 'whole' };
  }
  if (splits === null) {
    return { kind: 'unknown' };
  }
  const shifted = new Set(planShift(splits).map(({ uid }) => uid));
  const concerned = splits.filter(({ uid }) => shifted.has(uid));
  const managed = concerned.find(isManaged);
  if (managed) {
    return { kind: 'managed', split: managed };
  }
  return concerned.length === 0
    ? { kind: 'whole' }
    : { kind: 'shifts', splits: concerned };
}

/** Why a plan restores a specification though traffic alone would be softer; empty where it would not. */
export function checkTraffic(world: RollbackWorld): readonly CodedCheck[] {
  const traffic = trafficOf(world);
  const code = 'traffic';
  switch (traffic.kind) {
    case 'managed': {
      const { manager, ref } = traffic.split;
      return [
        {
          code,
          result: 'warn',
          message: `${ref.kind} ${
            ref.name
          } splits the traffic, and to send it back there would be softer: ${
            manager.instance ?? manager.name
          } manages it, so change its weights there.`,
        },
      ];
    }
    case 'unknown':
      return [
        {
          code,
          result: 'pass',
          message:
            'The portal may not read HTTPRoutes, so it does not know whether one splits the traffic: deploy/cluster-role-write.yaml lets it.',
        },
      ];
    default:
      return [];
  }
}

/**
 * The softest way back: the backends beside the server take all of its traffic, and nothing else changes. Null where no route splits it,
 * or something else would put the weights back.
 */
export function planTraffic(
  world: RollbackWorld,
  rest: { readonly budgetSeconds: number; readonly basis: JsonObject },
): RollbackPlanDraft | null {
  const traffic = trafficOf(world);
  if (traffic.kind !== 'shifts') {
    return null;
  }
  const { splits } = traffic;
  const shifts = planShift(splits);
  const objects = new Map(splits.map(split => [split.uid, split.object]));
  const names = splits
    .map(({ ref }) => `${ref.kind} ${ref.name}`)
    .join(' and ');
  return withChecks(
    {
      method: 'shift-traffic',
      from: world.current.revision,
      to: null,
      writes: shifts.map(shift =>
        weightsWrite(shift, objects.get(shift.uid) ?? {}, 'shift'),
      ),
      diff: shifts.flatMap(describeShift),
      checks: [],
      notRestored: [
        'The specification: what runs now goes on, without requests. Roll it back once more to replace it.',
        'Traffic that comes by other ways than these routes, such as routes of other namespaces.',
      ],
      expectedSeconds: null,
      budgetSeconds: rest.budgetSeconds,
      latencyBefore: null,
      blockedBy: [],
      proposal: null,
      aliases: [],
      pause: null,
      approval: [],
      targetHash: null,
      shifts,
      basis: {
        ...rest.basis,
        method: 'shift-traffic',
        shifts: JSON.stringify(shifts),
      },
    },
    [
      ...checkObject(world).filter(({ code }) => code === 'exists'),
      {
        code: 'traffic',
        result: 'pass',
        message: `${names} splits the traffic: the other backends, which answer the rest of it today, get all of it within seconds.`,
      },
      ...splits.map(({ manager, ref }) =>
        checkManager(manager, {
          undone: 'what is written past Git',
          upgrade:
            'puts the present weights back unless its values are changed',
          instead: 'change its weights there',
          object: `${ref.kind} ${ref.name}`,
        }),
      ),
    ],
  );
}
