import type {
  ModelRef,
  Registration,
} from '@inference-portal/plugin-inference-common';
import type { CodedCheck } from './rollbackPlan';

/** The alias that stands for what users get; protected aliases count as such, too. */
export const PRODUCTION = 'production';

/** An alias that goes back with the server, once that is healthy. */
export interface AliasReturn {
  readonly model: ModelRef;
  readonly alias: string;
  /** The version that is left. It moves only while it still points there. */
  readonly from: string;
  readonly to: string;
  /** `ask`: a second person has to approve it. */
  readonly how: 'move' | 'ask';
}

/** An alias that points to the version that is left. */
export interface PointingAlias {
  readonly alias: string;
  readonly isProtected: boolean;
  /** Whether whoever rolls back may move it, or ask for that. */
  readonly mayMove: boolean;
}

/** What the registry knows of two revisions. */
export interface RegisteredVersions {
  /** Of what runs now; null when none is known. */
  readonly running: Registration | null;
  /** Of the revision to go back to; null when none is known. */
  readonly target: Registration | null;
  /** Number of the revision to go back to; null when only traffic is moved. */
  readonly number: number | null;
  /** Why the target's version is retired; null when it is not. */
  readonly retired: string | null;
  /** Aliases that count for production and point to the running version. */
  readonly pointing: readonly PointingAlias[];
  /** False when the portal writes nothing, because the change is to be made in Git. */
  readonly executes: boolean;
  /** True when a second person approves what takes a protected alias's version away. */
  readonly fourEyes: boolean;
}

/** What follows from the registry for a rollback. */
export interface VersionJudgement {
  readonly checks: readonly CodedCheck[];
  readonly aliases: readonly AliasReturn[];
  /** Protected aliases for whose sake a second person has to approve it; empty when nobody has to. */
  readonly approval: readonly string[];
}

function nameOf({ namespace, name }: ModelRef): string {
  return `${namespace}/${name}`;
}

function isSameModel(a: ModelRef, b: ModelRef): boolean {
  return nameOf(a).toLowerCase() === nameOf(b).toLowerCase();
}

function checkRetired({
  number,
  retired,
  target,
}: RegisteredVersions): CodedCheck {
  const code = 'version-retired';
  if (target === null || target.version === null) {
    return {
      code,
      result: 'pass',
      message: `The registry knows no version of what revision ${number} runs, so none can be retired.`,
    };
  }
  const version = `version ${target.version} of ${nameOf(target)}`;
  return retired === null
    ? {
        code,
        result: 'pass',
        message: `Revision ${number} runs ${version}, which is in use.`,
      }
    : {
        code,
        result: 'block',
        message: `Revision ${number} runs ${version}, which is retired (${retired}): choose another revision, or take the version back into use first.`,
      };
}

/** Why no alias can follow, in words that complete a sentence; null when they can. */
function obstacleOf({
  executes,
  number,
  running,
  target,
}: RegisteredVersions): string | null {
  if (!executes) {
    return 'the portal does not write this rollback itself';
  }
  if (number === null) {
    return 'only traffic moves, and the plan does not know which version the other backends run';
  }
  if (running === null || target === null || target.version === null) {
    return `the registry knows no version of revision ${number}`;
  }
  if (!isSameModel(running, target)) {
    return `revision ${number} runs another model, ${nameOf(target)}`;
  }
  return running.confidence === 'medium' || target.confidence === 'medium'
    ? 'it is not certain enough which versions the two revisions run'
    : null;
}

function returnsOf(versions: RegisteredVersions): readonly AliasReturn[] {
  const { pointing, running, target } = versions;
  const from = running?.version ?? null;
  const to = target?.version ?? null;
  if (
    running === null ||
    from === null ||
    to === null ||
    from === to ||
    obstacleOf(versions) !== null
  ) {
    return [];
  }
  return pointing
    .filter(({ mayMove }) => mayMove)
    .map(({ alias, isProtected }) => ({
      model: { namespace: running.namespace, name: running.name },
      alias,
      from,
      to,
      how: isProtected ? 'ask' : 'move',
    }));
}

function sentencesOf(
  versions: RegisteredVersions,
  returns: readonly AliasReturn[],
): readonly { readonly isWarning: boolean; readonly text: string }[] {
  const { pointing, running } = versions;
  const obstacle = obstacleOf(versions);
  return pointing.map(({ alias }) => {
    const found = returns.find(one => one.alias === alias);
    const points = `${alias} points to version ${running?.version}`;
    if (found?.how === 'move') {
      return {
        isWarning: false,
        text: `${points}: it is moved back to ${found.to} once the server is healthy.`,
      };
    }
    if (found) {
      return {
        isWarning: true,
        text: `${points} and is protected: it stays, and approval of its move to ${found.to} is asked for once the server is healthy.`,
      };
    }
    return {
      isWarning: true,
      text: `${points} and stays, as ${obstacle ?? 'you may not move it'}: ${
        obstacle ? 'move it yourself' : 'ask the owner of the model'
      }.`,
    };
  });
}

function checkAliases(
  versions: RegisteredVersions,
  returns: readonly AliasReturn[],
): CodedCheck {
  const code = 'alias-policy';
  const { running, target } = versions;
  const from = running?.version ?? null;
  if (running === null || from === null) {
    return {
      code,
      result: 'pass',
      message:
        'The registry knows no version of what runs now, so no alias points to it.',
    };
  }
  if (
    target !== null &&
    target.version === from &&
    isSameModel(running, target)
  ) {
    return {
      code,
      result: 'pass',
      message: `Both revisions run version ${from} of ${nameOf(
        running,
      )}, so no alias has to move.`,
    };
  }
  const sentences = sentencesOf(versions, returns);
  return {
    code,
    result: sentences.some(({ isWarning }) => isWarning) ? 'warn' : 'pass',
    message:
      sentences.length === 0
        ? `Neither ${PRODUCTION} nor a protected alias of ${nameOf(
            running,
          )} points to version ${from}.`
        : sentences.map(({ text }) => text).join(' '),
  };
}

function checkApproval(
  { running }: RegisteredVersions,
  approval: readonly string[],
): readonly CodedCheck[] {
  return approval.length === 0
    ? []
    : [
        {
          code: 'approval',
          result: 'warn',
          message: `It runs version ${
            running?.version
          }, to which ${approval.join(
            ' and ',
          )} points: a second person has to approve the rollback before anything is written.`,
        },
      ];
}

/** Whether the version of a target may be gone back to, and which aliases go with it. */
export function judgeVersions(versions: RegisteredVersions): VersionJudgement {
  const aliases = returnsOf(versions);
  const approval =
    versions.fourEyes && versions.executes
      ? versions.pointing
          .filter(({ isProtected }) => isProtected)
          .map(({ alias }) => alias)
      : [];
  return {
    checks: [
      ...(versions.number === null ? [] : [checkRetired(versions)]),
      checkAliases(versions, aliases),
      ...checkApproval(versions, approval),
    ],
    aliases,
    approval,
  };
}
