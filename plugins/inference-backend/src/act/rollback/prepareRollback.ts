import type { VersionJudgement } from '../../decide/rollback/judgeVersions';
import { newNeeds } from '../../decide/rollback/podNeeds';
import { findTarget, planRollback } from '../../decide/rollback/planRollback';
import {
  withChecks,
  type CodedCheck,
  type RollbackPlanDraft,
} from '../../decide/rollback/rollbackPlan';
import type { RollbackWorld } from '../../decide/rollback/rollbackWorld';
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

/** A refusal of the API server; other failures say nothing of the plan. */
const REFUSALS: ReadonlySet<string> = new Set(['forbidden', 'rejected']);

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
  return {
    code,
    result: 'pass',
    message: 'The API server would accept it (dry run).',
  };
}

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
}): Promise<PreparedRollback> {
  const {
    changeCause,
    judge,
    pause = null,
    recorded,
    revisionId,
    writer,
  } = options;
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
  const alone = paused?.draft ?? forGit;
  const judgement =
    alone.to === null
      ? NOTHING_KNOWN
      : await judge({
          world,
          target: alone.to,
          executes: alone.method !== 'propose',
        });
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
    [...(paused === null ? [] : [paused.check]), ...judgement.checks],
  );
  const draft =
    planned.method === 'none' || planned.method === 'propose'
      ? planned
      : withChecks(planned, [await checkDryRun(writer, planned)]);
  return { draft, hash: hashCanonical(canonicalize(draft.basis)), world };
}
