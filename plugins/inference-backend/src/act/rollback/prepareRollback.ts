import type { VersionJudgement } from '../../decide/rollback/judgeVersions';
import { newNeeds } from '../../decide/rollback/podNeeds';
import { findTarget, planRollback } from '../../decide/rollback/planRollback';
import {
  withChecks,
  type CodedCheck,
  type RollbackPlanDraft,
} from '../../decide/rollback/rollbackPlan';
import {
  withGitRevert,
  type FoundRevert,
} from '../../decide/gitRevert/gitRevert';
import type {
  KnownRevision,
  RollbackWorld,
} from '../../decide/rollback/rollbackWorld';
import { withPause, type FoundSync } from '../../decide/rollback/syncPause';
import { redactText } from '../../decide/secrets/redactText';
import { ClusterRequestError } from '../../observe/clusters/connection/ClusterRequestError';
import {
  canonicalize,
  hashCanonical,
} from '../../observe/clusters/servers/canonicalJson';
import type { ClusterWriter } from '../clusters/ClusterWriter';
import { tryStep } from '../remediation/applySteps';
import { readNeeded } from './readNeeded';
import { readRollbackWorld, type RecordedServer } from './readRollbackWorld';
import type { JudgedRollback } from './VersionJudge';

/** For plans that no alias follows. */
export const NOTHING_KNOWN: VersionJudgement = {
  checks: [],
  aliases: [],
  approval: [],
};

/** A plan with its hash, and the world that it was made for. */
export interface PreparedRollback {
  readonly draft: RollbackPlanDraft;
  /** SHA-256, hex, of whatever the plan rests on: equal for equal worlds, whoever asks and whenever. */
  readonly hash: string;
  readonly world: RollbackWorld;
}

/** How the sync from Git is paused. */
export interface PauseWish {
  readonly find: (world: RollbackWorld) => Promise<FoundSync>;
  readonly minutes: number;
}

/** Finds the change in Git by which a server runs a revision again. */
export type FindRevert = (
  world: RollbackWorld,
  target: KnownRevision,
) => Promise<FoundRevert>;

/** A refusal of the API server; other failures say nothing of the plan. */
const REFUSALS: ReadonlySet<string> = new Set(['forbidden', 'rejected']);

const ACCEPTED: CodedCheck = {
  code: 'dry-run',
  result: 'pass',
  message: 'The API server would accept it (dry run).',
};

/** Lets the API server judge the writes without storing them: validation, admission, quota and permissions. */
async function checkDryRun(
  writer: ClusterWriter,
  { writes }: RollbackPlanDraft,
): Promise<CodedCheck> {
  const code = 'dry-run';
  for (const write of writes) {
    try {
      await tryStep(writer, write);
    } catch (error) {
      if (error instanceof ClusterRequestError && REFUSALS.has(error.kind)) {
        return {
          code,
          result: 'block',
          message: redactText(
            `The cluster would refuse it: ${error.message}${
              error.fix === null ? '' : ` ${error.fix}`
            }`,
          ),
        };
      }
      throw error;
    }
  }
  return ACCEPTED;
}

/** Methods by which the portal itself writes nothing to the cluster. */
const WRITES_NOTHING: ReadonlySet<string> = new Set([
  'none',
  'propose',
  'pull-request',
]);

function isWritten({ method }: RollbackPlanDraft): boolean {
  return !WRITES_NOTHING.has(method);
}

/** Whether the API server is asked before it is told to write. */
export type Trial =
  /** For plans that people read: it is asked for every write. */
  | 'always'
  /** For a moment before the write: one write alone is its own trial, as it is taken whole or not at all. */
  | 'unless-single';

/** Reads the world and plans the way back. Throws NotFoundError when the object is gone, ClusterRequestError when the cluster does not answer. */
export async function prepareRollback(options: {
  readonly writer: ClusterWriter;
  readonly recorded: RecordedServer;
  /** Null for the last good one. */
  readonly revisionId: string | null;
  readonly changeCause: string;
  /** What the registry has to say; asked when there is a revision to go to. */
  readonly judge: (rollback: JudgedRollback) => Promise<VersionJudgement>;
  /** Finds the sync that is paused for what Git manages; null, the default, when nothing is written past Git. */
  readonly pause?: PauseWish | null;
  /** Finds the change in Git for what Git manages; null, the default, when no pull request is wanted. */
  readonly findRevert?: FindRevert | null;
  /** Default: `always`. */
  readonly trial?: Trial;
}): Promise<PreparedRollback> {
  const {
    changeCause,
    findRevert = null,
    judge,
    pause = null,
    recorded,
    revisionId,
    trial = 'always',
  } = options;
  const writer = options.writer.remembering();
  const world = await readRollbackWorld(writer, recorded);
  const found = findTarget(world, revisionId);
  const needed =
    found === null || found === 'unknown'
      ? []
      : await readNeeded(
          writer,
          newNeeds(
            world.current.specification,
            found.revision.content.specification,
          ),
          world.ref.namespace,
        );
  const forGit = planRollback(world, { revisionId, needed, changeCause });
  const paused =
    pause === null || forGit.method !== 'propose'
      ? null
      : withPause(forGit, await pause.find(world), pause.minutes);
  const reverted =
    findRevert === null ||
    paused !== null ||
    forGit.method !== 'propose' ||
    forGit.to === null ||
    forGit.targetHash === null
      ? null
      : withGitRevert(forGit, await findRevert(world, forGit.to));
  const alone = paused?.draft ?? reverted?.draft ?? forGit;
  const isSpared =
    trial === 'unless-single' && alone.writes.length === 1 && paused === null;
  const [judgement, tried] = await Promise.all([
    alone.to === null && alone.shifts.length === 0
      ? NOTHING_KNOWN
      : judge({
          world,
          target: alone.to,
          executes: alone.method !== 'propose',
        }),
    // The registry does not change what would be written, at most whether it is.
    isWritten(alone) && !isSpared ? checkDryRun(writer, alone) : ACCEPTED,
  ]);
  const planned = withChecks(
    {
      ...alone,
      aliases: judgement.aliases,
      approval: judgement.approval,
      basis: {
        ...alone.basis,
        ...(judgement.aliases.length > 0 && {
          aliases: judgement.aliases.map(({ alias, from, how, to }) =>
            [how, alias, from, to].join(' '),
          ),
        }),
      },
    },
    [
      ...(paused === null ? [] : [paused.check]),
      ...(reverted === null ? [] : [reverted.check]),
      ...judgement.checks,
    ],
  );
  const draft = isWritten(planned) ? withChecks(planned, [tried]) : planned;
  return { draft, hash: hashCanonical(canonicalize(draft.basis)), world };
}
