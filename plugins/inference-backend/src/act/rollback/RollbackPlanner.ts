import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { ChangePlanner, DraftPlan } from '../../changes/ChangePlanner';
import {
  readProgress,
  readRollback,
  storeRollback,
} from '../../decide/rollback/rollbackRecord';
import type { RollbackPlanDraft } from '../../decide/rollback/rollbackPlan';
import { SECOND_MS } from '../../durations';
import { ClusterRequestError } from '../../observe/clusters/connection/ClusterRequestError';
import type { Caller } from '../../permissions';
import type { RecordedPlan } from '../../record';
import type { ClusterWriter } from '../clusters/ClusterWriter';
import type { GitReverter } from './git/GitReverter';
import { prepareRollback } from './prepareRollback';
import type { RecordedServer } from './readRollbackWorld';
import {
  findSyncController,
  type ArgoCdPlace,
} from './sync/findSyncController';
import type { VersionJudge } from './VersionJudge';

/** For all looks of one plan; somebody waits for it. */
const LOOK_MS = 45 * SECOND_MS;

/** Where a server shall go back to. */
export interface RollbackWish {
  /** Null for the last revision that was healthy and served. */
  readonly revisionId: string | null;
  /** True to pause the sync from Git, and to write past it, where Git manages the server. Default: false. */
  readonly force?: boolean;
}

/** How syncs from Git are paused, and who may have that done. */
export interface ForceRules {
  readonly minutes: number;
  readonly argoCd: ArgoCdPlace;
  /** Throws `NotAllowedError` for somebody without `inference.rollback.force`. */
  readonly requireForcer: (
    caller: Caller,
    server: ModelServerDetail,
  ) => Promise<void>;
}

function refusalOf({ blockedBy, method, proposal }: RollbackPlanDraft) {
  if (method === 'propose') {
    return proposal?.message ?? 'Something else manages the server.';
  }
  return method === 'none'
    ? blockedBy.join(' ') || 'There is nothing to do.'
    : null;
}

/** A failure to look at the cluster, as whoever asked can understand it. */
function toAnswer(error: unknown, cluster: string): unknown {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new ServiceUnavailableError(
      `Cluster ${cluster} did not answer within ${
        LOOK_MS / SECOND_MS
      } s: try again`,
    );
  }
  return error instanceof ClusterRequestError
    ? new ServiceUnavailableError(
        `Cluster ${cluster} could not be asked: ${error.message}${
          error.fix === null ? '' : ` ${error.fix}`
        }`,
      )
    : error;
}

/** Plans to bring servers back to an earlier revision. */
export class RollbackPlanner implements ChangePlanner<RollbackWish> {
  readonly kind = 'rollback' as const;
  readonly firstState = 'planned';
  readonly #writerOf: (cluster: string, signal: AbortSignal) => ClusterWriter;
  readonly #readRecorded: (
    detail: ModelServerDetail,
  ) => Promise<RecordedServer>;
  readonly #judge: Pick<VersionJudge, 'judge'>;
  readonly #force: ForceRules;
  readonly #reverter: Pick<GitReverter, 'find'> | null;

  constructor(options: {
    /** Throws `NotFoundError` for a cluster that is not configured. */
    writerOf: (cluster: string, signal: AbortSignal) => ClusterWriter;
    readRecorded: (detail: ModelServerDetail) => Promise<RecordedServer>;
    judge: Pick<VersionJudge, 'judge'>;
    force: ForceRules;
    /** Finds the change in Git for a pull request; none is opened without. */
    reverter?: Pick<GitReverter, 'find'>;
  }) {
    this.#reverter = options.reverter ?? null;
    this.#force = options.force;
    this.#writerOf = options.writerOf;
    this.#judge = options.judge;
    this.#readRecorded = options.readRecorded;
  }

  wishOf({ plan }: RecordedPlan): RollbackWish {
    const { force, revisionId } = readRollback(plan);
    return { force, revisionId };
  }

  stateOf({ plan }: RecordedPlan, progress: JsonObject): string {
    const { approval } = readRollback(plan);
    return approval.length > 0 && !readProgress(progress).emergency
      ? 'awaiting-approval'
      : this.firstState;
  }

  async draft(
    server: ModelServerDetail,
    { force = false, revisionId }: RollbackWish,
    actor: { readonly by: string; readonly caller: Caller },
  ): Promise<DraftPlan> {
    if (server.removedAt !== null) {
      throw new NotFoundError(
        `${server.kind} ${server.namespace}/${server.name} was removed from cluster ${server.cluster}: deploy it again from its manifest`,
      );
    }
    if (force) {
      await this.#force.requireForcer(actor.caller, server);
    }
    const recorded = await this.#readRecorded(server);
    const isKnown =
      revisionId === null ||
      recorded.revisions.some(({ id }) => id === revisionId);
    if (!isKnown) {
      throw new NotFoundError(
        `revisionId: ${JSON.stringify(
          revisionId,
        )} is no revision of this server: take an id from GET /model-servers/${
          server.id
        }/revisions`,
      );
    }
    const signal = AbortSignal.timeout(LOOK_MS);
    const writerOf = (cluster: string) => this.#writerOf(cluster, signal);
    const reverter = this.#reverter;
    try {
      const { draft, hash, world } = await prepareRollback({
        writer: writerOf(server.cluster),
        recorded,
        revisionId,
        changeCause: `Rolled back by ${actor.by} (inference-portal)`,
        judge: rollback => this.#judge.judge(rollback, server, actor.caller),
        pause: force
          ? {
              minutes: this.#force.minutes,
              find: managed =>
                findSyncController(managed, this.#force.argoCd, writerOf),
            }
          : null,
        findRevert:
          force || reverter === null
            ? null
            : async (managed, target) =>
                reverter.find(managed, target, { writerOf, signal }),
      });
      return {
        hash,
        plan: storeRollback(draft, world.current.hash, { force, revisionId }),
        refusal: refusalOf(draft),
      };
    } catch (error) {
      throw toAnswer(error, server.cluster);
    }
  }
}
