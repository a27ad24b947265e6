import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import type { ChangePlanner, DraftPlan } from '../../changes/ChangePlanner';
import {
  readRollback,
  storeRollback,
} from '../../decide/rollback/rollbackRecord';
import type { RollbackPlanDraft } from '../../decide/rollback/rollbackPlan';
import { SECOND_MS } from '../../durations';
import { ClusterRequestError } from '../../observe/clusters/connection/ClusterRequestError';
import type { Caller } from '../../permissions';
import type { RecordedPlan } from '../../record';
import type { ClusterWriter } from '../clusters/ClusterWriter';
import { prepareRollback } from './prepareRollback';
import type { RecordedServer } from './readRollbackWorld';
import type { VersionJudge } from './VersionJudge';

/** For all looks of one plan; somebody waits for it. */
const LOOK_MS = 45 * SECOND_MS;

/** Where a server shall go back to. */
export interface RollbackWish {
  /** Null for the last revision that was healthy and served. */
  readonly revisionId: string | null;
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

  constructor(options: {
    /** Throws `NotFoundError` for a cluster that is not configured. */
    writerOf: (cluster: string, signal: AbortSignal) => ClusterWriter;
    readRecorded: (detail: ModelServerDetail) => Promise<RecordedServer>;
    judge: Pick<VersionJudge, 'judge'>;
  }) {
    this.#writerOf = options.writerOf;
    this.#judge = options.judge;
    this.#readRecorded = options.readRecorded;
  }

  wishOf({ plan }: RecordedPlan): RollbackWish {
    return { revisionId: readRollback(plan).revisionId };
  }

  async draft(
    server: ModelServerDetail,
    { revisionId }: RollbackWish,
    actor: { readonly by: string; readonly caller: Caller },
  ): Promise<DraftPlan> {
    if (server.removedAt !== null) {
      throw new NotFoundError(
        `${server.kind} ${server.namespace}/${server.name} was removed from cluster ${server.cluster}: deploy it again from its manifest`,
      );
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
    try {
      const { draft, hash, world } = await prepareRollback({
        writer: this.#writerOf(server.cluster, AbortSignal.timeout(LOOK_MS)),
        recorded,
        revisionId,
        changeCause: `Rolled back by ${actor.by} (inference-portal)`,
        judge: rollback => this.#judge.judge(rollback, server, actor.caller),
      });
      return {
        hash,
        plan: storeRollback(draft, world.current.hash, revisionId),
        refusal: refusalOf(draft),
      };
    } catch (error) {
      throw toAnswer(error, server.cluster);
    }
  }
}
