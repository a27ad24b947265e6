import type { RequestOptions } from './HttpClient';
import type {
  ListRollbacksQuery,
  Rollback,
  RollbackDecision,
  RollbackDetail,
  RollbackPage,
  RollbackPlan,
  RollbackPlanRequest,
  RollbackStart,
  RollbackUndo,
} from './rollbacks';

/** Going back to an earlier revision of a server. Every method rejects with a `ResponseError` that carries status and message. */
export interface RollbacksApi {
  /** Says what going back would do and why it is safe; changes nothing. */
  planRollback(
    serverId: string,
    request?: RollbackPlanRequest,
    options?: RequestOptions,
  ): Promise<RollbackPlan>;
  /** Does a plan. The same `idempotencyKey` starts one rollback however often it is sent. */
  startRollback(
    start: RollbackStart,
    idempotencyKey: string,
    options?: RequestOptions,
  ): Promise<Rollback>;
  /** Newest first, one page at a time. */
  listRollbacks(
    query?: ListRollbacksQuery,
    options?: RequestOptions,
  ): Promise<RollbackPage>;
  getRollback(id: string, options?: RequestOptions): Promise<RollbackDetail>;
  /** Puts back what ran before the rollback, while that is not over. */
  undoRollback(
    id: string,
    undo: RollbackUndo,
    options?: RequestOptions,
  ): Promise<Rollback>;
  /** Lets a rollback begin that waits for a second person. */
  approveRollback(
    id: string,
    decision: RollbackDecision,
    options?: RequestOptions,
  ): Promise<Rollback>;
  /** Ends a rollback that waits for a second person; nothing was written. */
  declineRollback(
    id: string,
    decision: RollbackDecision,
    options?: RequestOptions,
  ): Promise<Rollback>;
  /** Lets Argo CD or Flux sync again before the pause of a rollback is over. */
  resumeRollbackSync(
    id: string,
    decision: RollbackDecision,
    options?: RequestOptions,
  ): Promise<Rollback>;
}
