import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  inferenceModelProtectedAliasMovePermission,
  type AliasRequest,
  type Model,
  type ModelRef,
} from '@inference-portal/plugin-inference-common';
import type { RegistryStore } from '../../record';
import { writerOf, type Caller } from './Caller';
import type { ModelReader } from './ModelReader';
import type { RegistryAccess } from './RegistryAccess';
import { findProtection, type RegistryRules } from './RegistryRules';

/** Decides requests for moves of protected aliases: never the one who asked, and only who may. */
export class AliasDecisions {
  readonly #store: RegistryStore;
  readonly #access: RegistryAccess;
  readonly #reader: ModelReader;
  readonly #rules: RegistryRules;
  readonly #now: () => number;

  constructor(options: {
    store: RegistryStore;
    access: RegistryAccess;
    reader: ModelReader;
    rules: RegistryRules;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#store = options.store;
    this.#access = options.access;
    this.#reader = options.reader;
    this.#rules = options.rules;
    this.#now = options.now;
  }

  /** Throws `NotFoundError`, `NotAllowedError`, or `ConflictError` when the request was decided before or is stale. */
  async decide(
    ref: ModelRef,
    requestId: string,
    decision: { readonly approve: boolean; readonly reason: string | null },
    caller: Caller,
  ): Promise<AliasRequest> {
    const model = await this.#reader.getReadable(ref, caller.credentials);
    const request = await this.#getRequest(model, requestId);
    await this.#check(model, request, decision.approve, caller);
    this.#checkOpen(model, request);
    const decided = await this.#store.decideAliasRequest(
      model,
      requestId,
      decision,
      writerOf(caller, this.#now),
    );
    if (!decided) {
      // Somebody was faster between reading and writing.
      const now = await this.#getRequest(model, requestId);
      this.#checkOpen(model, now);
      return now;
    }
    const wanted = decision.approve ? 'approved' : 'rejected';
    if (decided.status !== wanted || decided.decidedBy !== caller.actor) {
      this.#checkOpen(model, decided);
    }
    return decided;
  }

  async #getRequest(model: Model, requestId: string): Promise<AliasRequest> {
    const request = await this.#store.findAliasRequest(model, requestId);
    if (!request) {
      throw new NotFoundError(
        `${model.namespace}/${model.name} has no alias request ${JSON.stringify(
          requestId,
        )}: take ids from pendingRequests of GET /models/${model.namespace}/${
          model.name
        }`,
      );
    }
    return request;
  }

  async #check(
    model: Model,
    request: AliasRequest,
    approve: boolean,
    caller: Caller,
  ): Promise<void> {
    if (request.requestedBy === caller.actor) {
      if (approve) {
        throw new NotAllowedError(
          `You asked for ${request.alias} of ${model.namespace}/${model.name} to move, so somebody else has to approve it; you may withdraw it by rejecting`,
        );
      }
      return;
    }
    if (caller.kind === 'service') {
      throw new NotAllowedError(
        `A service cannot decide about ${request.alias}: a person has to`,
      );
    }
    await this.#access.checkPermission(
      caller,
      inferenceModelProtectedAliasMovePermission,
      model,
      `decide about ${request.alias} of`,
    );
    const approvers = findProtection(this.#rules, request.alias)?.approvers;
    const may = approvers
      ? caller.owns.includes(approvers)
      : this.#access.owns(caller, model.owner);
    if (!may) {
      throw new NotAllowedError(
        `You may not decide about ${request.alias} of ${model.namespace}/${
          model.name
        }: ask a member of ${approvers ?? model.owner ?? 'the administrators'}`,
      );
    }
  }

  #checkOpen(model: Model, request: AliasRequest): void {
    const { status, alias, to } = request;
    const what = `The request to move ${alias} of ${model.namespace}/${
      model.name
    } to ${to ?? 'no version'}`;
    if (status === 'stale') {
      throw new ConflictError(
        `${what} is stale, as the alias has moved since it was asked: look where it points and ask again`,
      );
    }
    if (status !== 'pending') {
      throw new ConflictError(
        `${what} was ${status} by ${request.decidedBy} at ${request.decidedAt}`,
      );
    }
  }
}
