import { NotFoundError } from '@backstage/errors';
import type {
  ListRemediationsQuery,
  ListRollbacksQuery,
  Remediation,
  RemediationPlan,
  RemediationPlanRequest,
  RemediationsApi,
  RemediationStart,
  Rollback,
  RollbackDecision,
  RollbackPage,
  RollbackPlan,
  RollbackPlanRequest,
  RollbacksApi,
  RollbackStart,
  RollbackUndo,
} from '@inference-portal/plugin-inference-common';
import { FakeFindingsApi } from '../findings/FakeFindingsApi';
import {
  remediation,
  remediationDetail,
  remediationPlan,
} from './remediations';
import { rollback, rollbackDetail, rollbackPlan } from './rollbacks';

function among<T extends { id: string }>(list: readonly T[], id: string): T {
  const one = list.find(candidate => candidate.id === id);
  if (!one) {
    throw Object.assign(new NotFoundError(`Nothing has the id ${id}`), {
      statusCode: 404,
    });
  }
  return one;
}

/** Plans and what came of them in memory; a plan is done at most once, as by the backend. */
export class FakeChangesApi
  extends FakeFindingsApi
  implements RemediationsApi, RollbacksApi
{
  remediationPlan: RemediationPlan | undefined;
  remediations: Remediation[] = [];
  rollbackPlan: RollbackPlan | undefined;
  rollbacks: Rollback[] = [];
  /** While set, no change begins. */
  refusedStart: Error | undefined;
  /** How often a plan was asked for. */
  plans = 0;

  async planRemediation(
    _serverId: string,
    { action, findingId }: RemediationPlanRequest,
  ): Promise<RemediationPlan> {
    this.plans += 1;
    this.fail();
    return (
      this.remediationPlan ??
      remediationPlan({ action, findingId: findingId ?? null })
    );
  }

  async startRemediation(
    start: RemediationStart,
    idempotencyKey: string,
  ): Promise<Remediation> {
    this.write('startRemediation', { ...start, idempotencyKey });
    this.#refuse();
    const begun = remediation({ state: 'applying', reason: start.reason });
    this.remediations = [begun, ...this.remediations];
    return begun;
  }

  async listRemediations({ server }: ListRemediationsQuery = {}) {
    this.fail();
    return {
      items: this.remediations.filter(
        one => server === undefined || server.includes(one.server.id),
      ),
    };
  }

  async getRemediation(id: string) {
    this.fail();
    return remediationDetail(among(this.remediations, id));
  }

  async planRollback(
    _serverId: string,
    _request: RollbackPlanRequest = {},
  ): Promise<RollbackPlan> {
    this.plans += 1;
    this.fail();
    return this.rollbackPlan ?? rollbackPlan();
  }

  async startRollback(
    start: RollbackStart,
    idempotencyKey: string,
  ): Promise<Rollback> {
    this.write('startRollback', { ...start, idempotencyKey });
    this.#refuse();
    const begun = rollback({ reason: start.reason });
    this.rollbacks = [begun, ...this.rollbacks];
    return begun;
  }

  async listRollbacks({
    server,
  }: ListRollbacksQuery = {}): Promise<RollbackPage> {
    this.fail();
    const items = this.rollbacks.filter(
      one => server === undefined || server.includes(one.server.id),
    );
    const seconds = items.flatMap(({ state, startedAt, healthyAt }) =>
      state === 'succeeded' && healthyAt !== null
        ? [(Date.parse(healthyAt) - Date.parse(startedAt)) / 1000]
        : [],
    );
    return {
      items,
      meanSecondsToRestore:
        seconds.length === 0
          ? null
          : seconds.reduce((sum, one) => sum + one, 0) / seconds.length,
    };
  }

  async getRollback(id: string) {
    this.fail();
    return rollbackDetail(among(this.rollbacks, id));
  }

  async undoRollback(id: string, undo: RollbackUndo): Promise<Rollback> {
    this.write('undoRollback', { id, ...undo });
    const undone: Rollback = {
      ...among(this.rollbacks, id),
      state: 'undoing',
      undoable: false,
    };
    this.rollbacks = this.rollbacks.map(one => (one.id === id ? undone : one));
    return undone;
  }

  async approveRollback(
    id: string,
    decision: RollbackDecision,
  ): Promise<Rollback> {
    this.write('approveRollback', { id, ...decision });
    return this.#decide(id, 'approved', decision);
  }

  async declineRollback(
    id: string,
    decision: RollbackDecision,
  ): Promise<Rollback> {
    this.write('declineRollback', { id, ...decision });
    return this.#decide(id, 'declined', decision);
  }

  async resumeRollbackSync(
    id: string,
    decision: RollbackDecision,
  ): Promise<Rollback> {
    this.write('resumeRollbackSync', { id, ...decision });
    return among(this.rollbacks, id);
  }

  #decide(
    id: string,
    state: 'approved' | 'declined',
    { reason }: RollbackDecision,
  ): Rollback {
    const before = among(this.rollbacks, id);
    const decided: Rollback = {
      ...before,
      state: state === 'approved' ? 'planned' : 'declined',
      approval: before.approval && {
        ...before.approval,
        state,
        by: 'user:default/bob',
        at: new Date().toISOString(),
        reason,
      },
    };
    this.rollbacks = this.rollbacks.map(one => (one.id === id ? decided : one));
    return decided;
  }

  #refuse() {
    if (this.refusedStart) {
      throw this.refusedStart;
    }
  }
}
