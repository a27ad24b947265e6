import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  inferenceModelAliasMovePermission,
  inferenceModelProtectedAliasMovePermission,
  type AliasMove,
  type AliasMoveResult,
  type AliasRequest,
  type Model,
  type ModelRef,
  type Page,
} from '@inference-portal/plugin-inference-common';
import type { AliasMoveWish, MoveOutcome, RegistryStore } from '../../record';
import { AliasDecisions } from './AliasDecisions';
import { writerOf, type Caller } from './Caller';
import type { ModelReader } from './ModelReader';
import type { RegistryAccess } from './RegistryAccess';
import { findProtection, type RegistryRules } from './RegistryRules';

/** What a caller asks of an alias. */
export type AliasWish = Omit<AliasMoveWish, 'approvedBy'>;

type Refusal = Exclude<MoveOutcome, { status: 'moved' | 'unchanged' }>;

function refusalError(model: Model, wish: AliasWish, outcome: Refusal): Error {
  const name = `${model.namespace}/${model.name}`;
  switch (outcome.status) {
    case 'overtaken': {
      const where =
        outcome.current === null
          ? 'points to no version'
          : `points to version ${outcome.current}`;
      const since =
        outcome.movedBy === null || outcome.since === null
          ? ''
          : `, moved by ${outcome.movedBy} at ${new Date(
              outcome.since,
            ).toISOString()}`;
      return new ConflictError(
        `${
          wish.alias
        } of ${name} ${where} now${since}: look at it and send expectedVersion ${JSON.stringify(
          outcome.current,
        )} if you still want to move it`,
      );
    }
    case 'no-version':
      return new NotFoundError(
        `${name} has no version ${wish.to}: take versions from GET /models/${name}/versions`,
      );
    default:
      return new ConflictError(
        `Version ${wish.to} of ${name} is retired (${outcome.reason}): take it back into use first, or choose another`,
      );
  }
}

/** Aliases of models; those that are protected move when a second person agrees. */
export class AuthorizedAliases {
  readonly #store: RegistryStore;
  readonly #access: RegistryAccess;
  readonly #reader: ModelReader;
  readonly #rules: RegistryRules;
  readonly #decisions: AliasDecisions;
  readonly #onChange: () => void;
  readonly #now: () => number;

  constructor(options: {
    store: RegistryStore;
    access: RegistryAccess;
    reader: ModelReader;
    rules: RegistryRules;
    /** Told after every write. */
    onChange: () => void;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#store = options.store;
    this.#access = options.access;
    this.#reader = options.reader;
    this.#rules = options.rules;
    this.#onChange = options.onChange;
    this.#now = options.now;
    this.#decisions = new AliasDecisions(options);
  }

  async listHistory(
    ref: ModelRef,
    alias: string,
    options: { limit: number; cursor?: string },
    credentials: BackstageCredentials,
  ): Promise<Page<AliasMove>> {
    await this.#reader.getReadable(ref, credentials);
    return this.#store.listAliasHistory(ref, alias, options);
  }

  /** Moves an alias, or asks for the move of a protected one. Throws `ConflictError` when somebody else was first. */
  async moveAlias(
    ref: ModelRef,
    wish: AliasWish,
    caller: Caller,
  ): Promise<AliasMoveResult> {
    const model = await this.#checkMove(ref, wish.alias, caller);
    return this.#isProtected(wish.alias)
      ? this.#request(model, wish, caller)
      : this.#move(model, wish, caller);
  }

  /** How a wish of the caller to move an alias would be met, for plans that come with one. */
  async judgeMove(
    ref: ModelRef,
    alias: string,
    caller: Caller,
  ): Promise<{ readonly isProtected: boolean; readonly mayMove: boolean }> {
    const isProtected = this.#isProtected(alias);
    try {
      await this.#checkMove(ref, alias, caller);
      return { isProtected, mayMove: true };
    } catch (error) {
      if (error instanceof NotAllowedError || error instanceof NotFoundError) {
        return { isProtected, mayMove: false };
      }
      throw error;
    }
  }

  #isProtected(alias: string): boolean {
    return findProtection(this.#rules, alias) !== undefined;
  }

  /** The model, if the caller may move the alias or ask for it. Throws `NotFoundError` or `NotAllowedError`. */
  async #checkMove(
    ref: ModelRef,
    alias: string,
    caller: Caller,
  ): Promise<Model> {
    const model = await this.#reader.getReadable(ref, caller.credentials);
    await this.#access.checkWrite(
      caller,
      this.#isProtected(alias)
        ? inferenceModelProtectedAliasMovePermission
        : inferenceModelAliasMovePermission,
      model,
      `move ${alias} of`,
    );
    return model;
  }

  /** Approves or rejects the move of a protected alias. Throws `ConflictError` when it was decided before or the alias has moved since. */
  async decideRequest(
    ref: ModelRef,
    requestId: string,
    decision: { readonly approve: boolean; readonly reason: string | null },
    caller: Caller,
  ): Promise<AliasRequest> {
    const decided = await this.#decisions.decide(
      ref,
      requestId,
      decision,
      caller,
    );
    this.#onChange();
    return decided;
  }

  async #move(
    model: Model,
    wish: AliasWish,
    caller: Caller,
  ): Promise<AliasMoveResult> {
    const outcome = await this.#store.moveAlias(
      model,
      { ...wish, approvedBy: null },
      writerOf(caller, this.#now),
    );
    switch (outcome.status) {
      case 'moved':
        this.#onChange();
        break;
      case 'unchanged':
        break;
      default:
        throw refusalError(model, wish, outcome);
    }
    const moved = outcome.status === 'moved';
    return { moved, alias: wish.alias, version: wish.to, request: null };
  }

  async #request(
    model: Model,
    wish: AliasWish,
    caller: Caller,
  ): Promise<AliasMoveResult> {
    const current =
      model.aliases.find(({ alias }) => alias === wish.alias)?.version ?? null;
    if (current === wish.to) {
      return {
        moved: false,
        alias: wish.alias,
        version: current,
        request: null,
      };
    }
    const outcome = await this.#store.requestAliasMove(
      model,
      wish,
      writerOf(caller, this.#now),
    );
    if (outcome.status !== 'requested') {
      throw refusalError(model, wish, outcome);
    }
    this.#onChange();
    return {
      moved: false,
      alias: wish.alias,
      version: current,
      request: outcome.request,
    };
  }
}
