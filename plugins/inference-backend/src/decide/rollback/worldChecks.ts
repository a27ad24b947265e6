import type { ManagerWords } from '../managerCheck';
import { isPinned } from './isPinned';
import type { CodedCheck } from './rollbackPlan';
import type {
  KnownRevision,
  NeededObject,
  RollbackWorld,
} from './rollbackWorld';

/** Whether the object may be written at all. */
export function checkObject({
  beingDeleted,
  paused,
  ref,
}: RollbackWorld): readonly CodedCheck[] {
  const object = `${ref.kind} ${ref.name}`;
  return [
    beingDeleted
      ? {
          code: 'exists',
          result: 'block',
          message: `${object} is being deleted: make it anew from its manifest.`,
        }
      : { code: 'exists', result: 'pass', message: `${object} is there.` },
    paused
      ? {
          code: 'not-paused',
          result: 'block',
          message: `${object} is paused (spec.paused), so that nothing would be rolled out: resume it first.`,
        }
      : { code: 'not-paused', result: 'pass', message: 'It is not paused.' },
  ];
}

/** What another manager means for a release. */
export function releaseWords({ ref }: RollbackWorld): ManagerWords {
  return {
    undone: 'what is written past Git',
    upgrade:
      'brings the present version back unless its values are changed, too',
    instead: 'roll that object back',
    object: `${ref.kind} ${ref.name}`,
  };
}

/** Whether the same images come back, or whatever their tags name today. */
export function checkPinned({ images, number }: KnownRevision): CodedCheck {
  const loose = images.filter(image => !isPinned(image));
  return loose.length === 0
    ? {
        code: 'pinned',
        result: 'pass',
        message: `All images of revision ${number} are named by digest.`,
      }
    : {
        code: 'pinned',
        result: 'warn',
        message: `Revision ${number} names ${loose
          .map(({ reference, digest }) =>
            digest === null
              ? `${reference} without a digest`
              : `${reference} without its digest (it was ${digest})`,
          )
          .join(
            ', ',
          )}: when the tag was moved since, something else comes back. Pin it.`,
      };
}

/** Whether pods of the target find what they name. */
export function checkNeeded(needed: readonly NeededObject[]): CodedCheck {
  const code = 'needed-objects';
  const named = (state: NeededObject['state']) =>
    needed
      .filter(object => object.state === state)
      .map(({ kind, name }) => `${kind} ${name}`)
      .join(', ');
  if (named('missing') !== '') {
    return {
      code,
      result: 'block',
      message: `${named(
        'missing',
      )} does not exist any more: make it again first, or its pods cannot start.`,
    };
  }
  return named('unknown') === ''
    ? {
        code,
        result: 'pass',
        message:
          needed.length === 0
            ? 'It names no ConfigMap, Secret, volume or service account that what runs now does not name.'
            : `${named('present')} exists.`,
      }
    : {
        code,
        result: 'warn',
        message: `The portal may not look whether ${named(
          'unknown',
        )} exists: make sure of it.`,
      };
}

/** What turns the replicas goes on doing so. */
export function checkAutoscaler({
  autoscalers,
  current,
}: RollbackWorld): CodedCheck {
  const code = 'autoscaler';
  if (current.replicas === 0) {
    return {
      code,
      result: 'warn',
      message:
        'It is scaled to zero: the restored revision starts with its next replica, and nothing can be verified before.',
    };
  }
  return {
    code,
    result: 'pass',
    message:
      autoscalers.length === 0
        ? 'The number of replicas stays as it is.'
        : `${autoscalers.join(
            ' and ',
          )} goes on turning the replicas; the rollback writes none.`,
  };
}
