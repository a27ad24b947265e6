/** Who else writes an object, as far as its labels and field managers tell. */
export interface ObjectManager {
  readonly name: 'argo-cd' | 'flux' | 'helm' | 'operator' | 'none';
  /** Its application, release or owner; null when it has no name. */
  readonly instance: string | null;
}

/** What a manager means for one kind of change, as ends of sentences. */
export interface ManagerWords {
  /** What a GitOps controller would undo. */
  readonly undone: string;
  /** What the next upgrade of a Helm release does. */
  readonly upgrade: string;
  /** What to do with the object of an operator. */
  readonly instead: string;
  /** The object that nobody else manages. */
  readonly object: string;
}

/** True when a GitOps controller would undo what is written past it. */
export function isManagedByGit({ name }: ObjectManager): boolean {
  return name === 'argo-cd' || name === 'flux';
}

/** Whether who else writes the object lets a change of ours live. */
export function checkManager(
  manager: ObjectManager,
  { undone, upgrade, instead, object }: ManagerWords,
): {
  readonly code: 'managed-by';
  readonly result: 'pass' | 'warn' | 'block';
  readonly message: string;
} {
  const instance = manager.instance ?? 'an unnamed one';
  const code = 'managed-by';
  switch (manager.name) {
    case 'argo-cd':
      return {
        code,
        result: 'warn',
        message: `The Argo CD application ${instance} manages it and would undo ${undone}: make the proposed change there.`,
      };
    case 'flux':
      return {
        code,
        result: 'warn',
        message: `Flux (${instance}) manages it and would undo ${undone}: make the proposed change there.`,
      };
    case 'helm':
      return {
        code,
        result: 'warn',
        message: `The Helm release ${instance} installed it: its next upgrade ${upgrade}.`,
      };
    case 'operator':
      return {
        code,
        result: 'block',
        message: `${instance} controls it and would undo the change: ${instead} instead.`,
      };
    default:
      return {
        code,
        result: 'pass',
        message: `No other tool is seen to manage ${object}.`,
      };
  }
}
