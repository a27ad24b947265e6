import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import type { PullRequest } from '../../act/rollback/git/GitHost';
import type { GitReverter } from '../../act/rollback/git/GitReverter';
import { ScmRequestError } from '../../act/rollback/git/ScmHttp';
import { prepareRollback } from '../../act/rollback/prepareRollback';
import type { RecordedServer } from '../../act/rollback/readRollbackWorld';
import { rememberedJudgement } from '../../decide/rollback/rollbackRecord';
import { redactText } from '../../decide/secrets/redactText';
import { MINUTE_MS, SECOND_MS } from '../../durations';
import type { ChangeStep } from '../../record';
import type { InstantMs } from '../../types';
import { changeCauseOf } from './changeCauseOf';
import { seeRelease, type RollbackStep } from './lookAtRelease';
import { failed, toStep } from './toStep';

/** Between two looks whether it was merged and has arrived. */
const LOOK_MS = 15 * SECOND_MS;

/** What pull requests need. */
export interface Merging {
  readonly reverter: Pick<GitReverter, 'find' | 'open' | 'look' | 'close'>;
  readonly readRecorded: (detail: ModelServerDetail) => Promise<RecordedServer>;
  /** For so long a pull request waits until the cluster runs it. */
  readonly minutes: number;
}

function repositoryOf({ plan }: RollbackStep): string {
  return plan.shown.pullRequest?.repository ?? '';
}

/** The words around the change, for whoever reviews it. */
function wordsOf({ change, detail, plan }: RollbackStep) {
  const { kind, name, namespace } = detail;
  const { from, to } = plan.shown;
  return {
    title: `Roll ${namespace}/${name} back to revision ${to?.number ?? ''}`,
    body: redactText(
      [
        `This brings ${kind} ${namespace}/${name} back from revision ${
          from?.number ?? 'unknown'
        } to revision ${to?.number ?? 'unknown'}.`,
        `Asked for by ${change.actor}:`,
        change.reason
          .split('\n')
          .map(line => `> ${line}`)
          .join('\n'),
        `The inference portal opened it for its rollback ${change.id}, and watches the server once it is merged.`,
      ].join('\n\n'),
    ),
  };
}

async function openOne(
  step: RollbackStep,
  { readRecorded, reverter }: Merging,
): Promise<PullRequest | 'moved'> {
  const { change, detail, plan, signal, writer, writerOf } = step;
  const before = await reverter.look(change.id, repositoryOf(step), signal);
  if (before !== null) {
    return before;
  }
  const prepared = await prepareRollback({
    writer,
    recorded: await readRecorded(detail),
    revisionId: plan.revisionId,
    changeCause: changeCauseOf(change, plan),
    judge: async () => rememberedJudgement(plan),
    findRevert: async (world, target) =>
      reverter.find(world, target, { writerOf, signal, rethrows: true }),
  });
  const { revert } = prepared.draft;
  return prepared.hash !== change.plan.hash || revert === undefined
    ? 'moved'
    : reverter.open(change.id, revert, wordsOf(step), signal);
}

/** Opens the pull request of a rollback. Done again after a crash, it finds the one that is there. */
export async function openRevert(
  step: RollbackStep,
  merging: Merging,
): Promise<ChangeStep> {
  const { change, now, progress, signal } = step;
  let opened: PullRequest | 'moved';
  try {
    opened = await openOne(step, merging);
  } catch (error) {
    if (error instanceof ScmRequestError && !error.mayPass) {
      return failed(
        progress,
        `No pull request could be opened: ${redactText(error.message)}.`,
      );
    }
    throw error;
  }
  if (opened === 'moved') {
    // An attempt before may have made the branch.
    await merging.reverter.close(change.id, repositoryOf(step), signal);
    return failed(
      progress,
      'Nothing was written: the server or its manifest in Git has changed since the plan was made. Make a new plan.',
    );
  }
  const { number, state, url } = opened;
  return toStep(
    'awaiting-merge',
    {
      ...progress,
      pullRequest: {
        number,
        state,
        url,
        until: now + merging.minutes * MINUTE_MS,
      },
    },
    now,
    `Pull request ${number} is open: ${url}. The cluster follows once somebody merged it.`,
  );
}

/** Closes the pull request, unless somebody merged it before. */
async function withdraw(
  step: RollbackStep,
  { reverter }: Merging,
): Promise<ChangeStep> {
  const { change, now, progress, signal } = step;
  const left = await reverter.close(change.id, repositoryOf(step), signal);
  if (left?.state === 'merged') {
    return toStep(
      'awaiting-merge',
      { ...withState(progress, 'merged'), undoBy: null },
      now,
      'It cannot be taken back any more: the pull request is merged. Revert it in Git.',
    );
  }
  return toStep(
    'undone',
    withState(progress, 'closed'),
    'finished',
    'The pull request is closed, and the portal changed nothing in the cluster.',
  );
}

function withState(
  progress: RollbackStep['progress'],
  state: PullRequest['state'],
): RollbackStep['progress'] {
  const { pullRequest } = progress;
  return {
    ...progress,
    pullRequest: pullRequest && { ...pullRequest, state },
  };
}

/** What follows once a pull request waited for too long. */
async function end(
  step: RollbackStep,
  { minutes, reverter }: Merging,
): Promise<ChangeStep> {
  const { change, progress, signal } = step;
  const left = await reverter.close(change.id, repositoryOf(step), signal);
  return left?.state === 'merged'
    ? failed(
        withState(progress, 'merged'),
        `The pull request is merged, and the cluster does not run it after ${minutes} minutes: look whether Argo CD or Flux syncs the server.`,
      )
    : failed(
        withState(progress, 'closed'),
        `Nobody merged the pull request within ${minutes} minutes, so it was closed, and the cluster is as it was.`,
      );
}

/** How the pull request stands, as far as the host tells. */
async function lookAt(
  step: RollbackStep,
  { reverter }: Merging,
  known: PullRequest['state'],
): Promise<PullRequest['state']> {
  const { change, signal } = step;
  try {
    const seen = await reverter.look(change.id, repositoryOf(step), signal);
    return seen?.state ?? 'closed';
  } catch (error) {
    // The host may be away for longer than a step is tried; the wait has an end of its own.
    if (error instanceof ScmRequestError) {
      return known;
    }
    throw error;
  }
}

/** What follows once the cluster runs the revision: from then on only Git takes it back. */
function arrived(
  { now, plan, progress }: RollbackStep,
  state: PullRequest['state'],
): ChangeStep {
  return toStep(
    'rolling',
    {
      ...withState(progress, state),
      autoUndo: false,
      appliedAt: now,
      deadline: now + plan.budgetSeconds * SECOND_MS,
    },
    (now + SECOND_MS) as InstantMs,
    state === 'merged'
      ? 'The cluster has taken the change from Git; pods follow.'
      : `The cluster runs the revision, though the pull request is ${state} and not merged: something else brought it. Pods follow.`,
    ...(progress.autoUndo
      ? ['It is not undone by itself from here on: revert it in Git.']
      : []),
  );
}

/** Looks whether the pull request was merged, and whether the cluster runs what it brought. */
export async function awaitMerge(
  step: RollbackStep,
  merging: Merging,
): Promise<ChangeStep> {
  const { now, progress } = step;
  const { pullRequest } = progress;
  // Before all else: what is on its way from Git can only be taken back there.
  if (progress.undoBy !== null) {
    return withdraw(step, merging);
  }
  const { isThere } = await seeRelease(step.writer, step, now);
  const known = pullRequest?.state ?? 'closed';
  if (isThere) {
    return arrived(step, await lookAt(step, merging, known));
  }
  if (pullRequest === null || now >= pullRequest.until) {
    return end(step, merging);
  }
  const state = await lookAt(step, merging, known);
  if (state === 'closed') {
    return failed(
      withState(progress, state),
      'Somebody closed the pull request without merging it, so the cluster is as it was.',
    );
  }
  const isNews = state === 'merged' && pullRequest.state !== 'merged';
  return toStep(
    'awaiting-merge',
    withState(progress, state),
    (now + LOOK_MS) as InstantMs,
    ...(isNews
      ? [
          'The pull request is merged; Argo CD or Flux brings it to the cluster.',
        ]
      : []),
  );
}
