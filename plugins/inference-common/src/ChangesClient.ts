import { FindingsClient } from './FindingsClient';
import { path, queryString, type RequestOptions } from './HttpClient';
import type {
  ListRemediationsQuery,
  RemediationPlanRequest,
  RemediationStart,
} from './remediations';
import type { RemediationsApi } from './RemediationsApi';
import type {
  ListRollbacksQuery,
  RollbackDecision,
  RollbackPlanRequest,
  RollbackStart,
  RollbackUndo,
} from './rollbacks';
import type { RollbacksApi } from './RollbacksApi';

/** Client of what is done to servers, on top of that of findings. */
export class ChangesClient
  extends FindingsClient
  implements RemediationsApi, RollbacksApi
{
  planRemediation(
    serverId: string,
    request: RemediationPlanRequest,
    options?: RequestOptions,
  ): ReturnType<RemediationsApi['planRemediation']> {
    return this.send(
      'POST',
      path`/model-servers/${serverId}/remediation-plans`,
      request,
      options,
    );
  }

  startRemediation(
    start: RemediationStart,
    idempotencyKey: string,
    options?: RequestOptions,
  ): ReturnType<RemediationsApi['startRemediation']> {
    return this.begin('/remediations', start, idempotencyKey, options);
  }

  listRemediations(
    query: ListRemediationsQuery = {},
    options?: RequestOptions,
  ): ReturnType<RemediationsApi['listRemediations']> {
    return this.get(`/remediations${queryString(query)}`, options);
  }

  getRemediation(
    id: string,
    options?: RequestOptions,
  ): ReturnType<RemediationsApi['getRemediation']> {
    return this.get(path`/remediations/${id}`, options);
  }

  planRollback(
    serverId: string,
    request: RollbackPlanRequest = {},
    options?: RequestOptions,
  ): ReturnType<RollbacksApi['planRollback']> {
    return this.send(
      'POST',
      path`/model-servers/${serverId}/rollback-plans`,
      request,
      options,
    );
  }

  startRollback(
    start: RollbackStart,
    idempotencyKey: string,
    options?: RequestOptions,
  ): ReturnType<RollbacksApi['startRollback']> {
    return this.begin('/rollbacks', start, idempotencyKey, options);
  }

  listRollbacks(
    query: ListRollbacksQuery = {},
    options?: RequestOptions,
  ): ReturnType<RollbacksApi['listRollbacks']> {
    return this.get(`/rollbacks${queryString(query)}`, options);
  }

  getRollback(
    id: string,
    options?: RequestOptions,
  ): ReturnType<RollbacksApi['getRollback']> {
    return this.get(path`/rollbacks/${id}`, options);
  }

  undoRollback(
    id: string,
    undo: RollbackUndo,
    options?: RequestOptions,
  ): ReturnType<RollbacksApi['undoRollback']> {
    return this.send('POST', path`/rollbacks/${id}/undo`, undo, options);
  }

  approveRollback(
    id: string,
    decision: RollbackDecision,
    options?: RequestOptions,
  ): ReturnType<RollbacksApi['approveRollback']> {
    return this.send('POST', path`/rollbacks/${id}/approve`, decision, options);
  }

  declineRollback(
    id: string,
    decision: RollbackDecision,
    options?: RequestOptions,
  ): ReturnType<RollbacksApi['declineRollback']> {
    return this.send('POST', path`/rollbacks/${id}/decline`, decision, options);
  }

  resumeRollbackSync(
    id: string,
    decision: RollbackDecision,
    options?: RequestOptions,
  ): ReturnType<RollbacksApi['resumeRollbackSync']> {
    return this.send(
      'POST',
      path`/rollbacks/${id}/resume-sync`,
      decision,
      options,
    );
  }
}
