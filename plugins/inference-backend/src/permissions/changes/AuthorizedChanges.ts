import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { ChangePlanner } from '../../changes/ChangePlanner';
import { endOfWatch } from '../../changes/endOfWatch';
import { MINUTE_MS } from '../../durations';
import type {
  ChangeFilter,
  ChangeStore,
  InventoryStore,
  ListedChange,
  RecordedChange,
  RecordedChangeEvent,
  RecordedPlan,
} from '../../record';
import type { InstantMs } from '../../types';
import type { Caller } from '../registry/Caller';
import type { ChangeAccess } from './ChangeAccess';
import {
  busy,
  instantText,
  requireBegun,
  requireKey,
  requireReason,
  type ChangeStart,
} from './changeStart';

/** From then on the world is to be looked at anew. */
const PLAN_TTL_MS = 10 * MINUTE_MS;

/** Plans of one kind and the doing of them, as far as callers may see and make changes of servers. */
export class AuthorizedChanges<Wish> {
  readonly #store: ChangeStore;
  readonly #inventory: Pick<InventoryStore, 'findServer'>;
  readonly #planner: ChangePlanner<Wish>;
  readonly #access: ChangeAccess;
  readonly #poke: () => void;
  readonly #now: () => number;

  constructor(options: {
    store: ChangeStore;
    inventory: Pick<InventoryStore, 'findServer'>;
    planner: ChangePlanner<Wish>;
    access: ChangeAccess;
    /** Told when something has begun. */
    poke: () => void;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#store = options.store;
    this.#inventory = options.inventory;
    this.#planner = options.planner;
    this.#access = options.access;
    this.#poke = options.poke;
    this.#now = options.now;
  }

  /** Looks at the server and saves what would be done. Throws `NotFoundError`, `NotAllowedError`, or as the planner does. */
  async makePlan(
    serverId: string,
    wish: Wish,
    caller: Caller,
  ): Promise<RecordedPlan> {
    const server = await this.#requireServer(serverId, caller);
    const now = this.#now() as InstantMs;
    const { hash, plan } = await this.#planner.draft(server, wish, {
      by: caller.actor,
      at: now,
      caller,
    });
    const recorded: RecordedPlan = {
      id: randomUUID(),
      kind: this.#planner.kind,
      serverId,
      hash,
      plan,
      createdAt: now,
      createdBy: caller.actor,
      expiresAt: (now + PLAN_TTL_MS) as InstantMs,
    };
    await this.#store.savePlan(recorded);
    return recorded;
  }

  /**
   * Begins to do a plan, after the world was looked at again; the same key and plan begin once. Throws `InputError` for a missing key or
   * reason, `NotFoundError` for an unknown plan, `NotAllowedError`, and `ConflictError` for everything that asks for another plan or for
   * patience.
   */
  async begin(start: ChangeStart, caller: Caller): Promise<ListedChange> {
    const key = requireKey(start.key);
    const reason = requireReason(start.reason);
    const { plan, server } = await this.#requirePlan(start, caller);
    const before = await this.#store.findByKey(caller.actor, key);
    if (before && before.plan.id === plan.id) {
      return this.#find(before.id);
    }
    await this.#requireFresh(plan, server, caller);
    const now = this.#now() as InstantMs;
    const outcome = await this.#store.begin({
      plan,
      key,
      state:
        this.#planner.stateOf?.(plan, start.progress ?? {}) ??
        this.#planner.firstState,
      message: `${caller.actor} began it: ${reason}`,
      actor: caller.actor,
      reason,
      progress: start.progress,
      endOf: running => endOfWatch(running, plan),
      now,
    });
    const change = requireBegun(outcome);
    this.#poke();
    return this.#find(change.id);
  }

  /** Changes of this kind whose servers the caller may see, newest first. Throws `NotAllowedError` when they may see none. */
  async list(
    options: {
      filter: Pick<ChangeFilter, 'serverIds' | 'states'>;
      limit: number;
      cursor?: string;
    },
    credentials: BackstageCredentials,
  ): ReturnType<ChangeStore['list']> {
    const servers = await this.#access.getReadFilter(credentials);
    return this.#store.list({
      ...options,
      filter: {
        ...options.filter,
        kinds: [this.#planner.kind],
        running: null,
        servers,
      },
    });
  }

  /** Throws `NotFoundError`, or `NotAllowedError` for a change of a server that the caller may not see. */
  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<{
    readonly change: ListedChange;
    readonly events: readonly RecordedChangeEvent[];
  }> {
    const requireReadable = await this.#access.requireReader(credentials);
    const change = await this.#find(id);
    requireReadable(
      await this.#inventory.findServer(change.serverId),
      `${this.#planner.kind} ${JSON.stringify(id)}`,
    );
    return { change, events: await this.#store.listEvents(id) };
  }

  /**
   * Tells a change that goes on what somebody wants of it, which its handler finds in the progress. Throws as `get`, `NotAllowedError`
   * unless the caller may make such changes, `ConflictError` when it is over or `refuse` names a reason.
   */
  async nudge(
    id: string,
    wish: {
      readonly progress: JsonObject;
      readonly message: string;
      readonly refuse: (change: RecordedChange) => string | null;
    },
    caller: Caller,
  ): Promise<ListedChange> {
    const { change } = await this.get(id, caller.credentials);
    await this.#requireServer(change.serverId, caller);
    const problem = wish.refuse(change);
    if (problem !== null) {
      throw new ConflictError(problem);
    }
    const isRunning = await this.#store.nudge(
      id,
      wish.progress,
      { state: change.state, message: wish.message },
      this.#now() as InstantMs,
    );
    if (!isRunning) {
      throw new ConflictError(
        `The ${this.#planner.kind} is over: make a new plan instead`,
      );
    }
    this.#poke();
    return this.#find(id);
  }

  async #find(id: string): Promise<ListedChange> {
    const { kind } = this.#planner;
    const change = await this.#store.find(id);
    if (change?.kind !== kind) {
      throw new NotFoundError(
        `No ${kind} has the id ${JSON.stringify(
          id,
        )}: take an id from GET /${kind}s`,
      );
    }
    return change;
  }

  async #requireServer(id: string, caller: Caller): Promise<ModelServerDetail> {
    const requireReadable = await this.#access.requireReader(
      caller.credentials,
    );
    const server = await this.#inventory.findServer(id);
    if (!server) {
      throw new NotFoundError(
        `No model server has the id ${JSON.stringify(
          id,
        )}: take an id from GET /model-servers`,
      );
    }
    requireReadable(server, `model server ${JSON.stringify(id)}`);
    await this.#access.requireDoer(caller, server);
    return server;
  }

  /** The plan that was shown to this caller with this hash, and its server. */
  async #requirePlan(
    { planId, planHash }: ChangeStart,
    caller: Caller,
  ): Promise<{
    readonly plan: RecordedPlan;
    readonly server: ModelServerDetail;
  }> {
    const { kind } = this.#planner;
    await this.#access.requireReader(caller.credentials);
    const plan = await this.#store.findPlan(planId);
    if (plan?.kind !== kind) {
      throw new NotFoundError(
        `planId: no plan of a ${kind} has this id; plans are forgotten a day after they expire, make a new one`,
      );
    }
    const server = await this.#requireServer(plan.serverId, caller);
    if (plan.createdBy !== caller.actor) {
      throw new ConflictError(
        `planId: the plan was made for ${plan.createdBy}; make one of your own`,
      );
    }
    if (plan.hash !== planHash) {
      throw new ConflictError(
        'planHash: this is not the hash of the plan; send id and hash of the plan that you were shown',
      );
    }
    return { plan, server };
  }

  /** Throws `ConflictError` unless the plan would be the same if it were made now. */
  async #requireFresh(
    plan: RecordedPlan,
    server: ModelServerDetail,
    caller: Caller,
  ): Promise<void> {
    const now = this.#now() as InstantMs;
    if (plan.expiresAt <= now) {
      throw new ConflictError(
        `The plan expired at ${instantText(plan.expiresAt)}: make a new one`,
      );
    }
    const { items } = await this.#store.list({
      filter: {
        kinds: null,
        serverIds: [plan.serverId],
        states: null,
        running: true,
        servers: null,
      },
      limit: 1,
    });
    const [running] = items;
    if (
      running &&
      running.plan.id !== plan.id &&
      endOfWatch(running, plan) === null
    ) {
      throw busy(running);
    }
    const { hash, refusal } = await this.#planner.draft(
      server,
      this.#planner.wishOf(plan),
      { by: caller.actor, at: now, caller },
    );
    if (refusal !== null) {
      throw new ConflictError(refusal);
    }
    if (hash !== plan.hash) {
      throw new ConflictError(
        'The server, or what is known of it, has changed since the plan was made: make a new plan and read it again',
      );
    }
  }
}
