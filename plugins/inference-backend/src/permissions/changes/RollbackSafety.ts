import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  inferenceRollbackExecutePermission,
  inferenceRollbackForcePermission,
  type ModelServer,
} from '@inference-portal/plugin-inference-common';
import { readProgress } from '../../decide/rollback/rollbackRecord';
import type {
  ChangeStore,
  InventoryStore,
  ListedChange,
  RecordedChangeEvent,
  SyncPause,
  SyncPauseStore,
} from '../../record';
import type { InstantMs } from '../../types';
import type { Caller } from '../registry/Caller';
import { ServerAccess } from '../ServerAccess';
import type { ChangeAccess } from './ChangeAccess';
import type { RollbackRules } from './readChangeRules';
import { requireReason } from './changeStart';

/** Reads a rollback as far as its reader may see it. */
interface RollbackReader {
  get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<{
    readonly change: ListedChange;
    readonly events: readonly RecordedChangeEvent[];
  }>;
}

/** Who may write past Git, who approves rollbacks, and who ends the pause of a sync. */
export class RollbackSafety {
  /** How long a rollback waits for approval, and by whom. */
  readonly rules: RollbackRules;
  readonly #store: Pick<ChangeStore, 'find' | 'findPlan' | 'nudge'>;
  readonly #pauses: Pick<SyncPauseStore, 'find' | 'update'>;
  readonly #inventory: Pick<InventoryStore, 'findServer'>;
  readonly #reader: RollbackReader;
  readonly #access: Pick<ChangeAccess, 'requireDoer'>;
  readonly #forcing: ServerAccess;
  readonly #approving: ServerAccess;
  readonly #poke: () => void;
  readonly #now: () => number;

  constructor(options: {
    store: Pick<ChangeStore, 'find' | 'findPlan' | 'nudge'>;
    pauses: Pick<SyncPauseStore, 'find' | 'update'>;
    inventory: Pick<InventoryStore, 'findServer'>;
    reader: RollbackReader;
    /** To `inference.rollback.execute`, with ownership. */
    access: Pick<ChangeAccess, 'requireDoer'>;
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
    rules: RollbackRules;
    /** Told when something goes on. */
    poke: () => void;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.rules = options.rules;
    this.#store = options.store;
    this.#pauses = options.pauses;
    this.#inventory = options.inventory;
    this.#reader = options.reader;
    this.#access = options.access;
    this.#forcing = createForcing(options);
    this.#approving = new ServerAccess({
      ...options,
      permission: inferenceRollbackExecutePermission,
      what: 'decide about rollbacks',
    });
    this.#poke = options.poke;
    this.#now = options.now;
  }

  /** Throws `NotAllowedError` unless the caller may do this plan without the approval of somebody else. */
  async requireEmergency(planId: string, caller: Caller): Promise<void> {
    const plan = await this.#store.findPlan(planId);
    const server = plan && (await this.#inventory.findServer(plan.serverId));
    if (server) {
      await requireForcer(this.#forcing, caller, server);
    }
  }

  /** The pause that a rollback made; null when it made none. */
  async findPause(rollbackId: string): Promise<SyncPause | null> {
    return (await this.#pauses.find(rollbackId)) ?? null;
  }

  /**
   * Approves or declines a rollback that waits for it. Whoever asked may only decline, which withdraws it. Throws `InputError` without
   * a reason, `NotAllowedError`, and `ConflictError` when it does not wait.
   */
  async decide(
    id: string,
    {
      approve,
      ...said
    }: { readonly approve: boolean; readonly reason: string },
    caller: Caller,
  ): Promise<ListedChange> {
    const reason = requireReason(said.reason);
    const { change } = await this.#reader.get(id, caller.credentials);
    await this.#requireDecider(change, approve, caller);
    const decided = readProgress(change.progress).decision;
    if (decided) {
      throw new ConflictError(
        `${decided.by} ${
          decided.approve ? 'approved' : 'declined'
        } it already: there is nothing to decide any more`,
      );
    }
    const now = this.#now() as InstantMs;
    const isWaiting =
      change.state === 'awaiting-approval' &&
      (await this.#store.nudge(
        id,
        { decision: { approve, by: caller.actor, reason, at: now } },
        {
          state: change.state,
          message: `${caller.actor} ${
            approve ? 'approved' : 'declined'
          } it: ${reason}`,
        },
        now,
      ));
    if (!isWaiting) {
      throw new ConflictError(
        `The rollback does not wait for approval (${change.state}): look at its page`,
      );
    }
    this.#poke();
    return this.#find(id);
  }

  /** Ends the pause of a sync within a minute. Throws as `decide`, `ConflictError` when nothing is paused. */
  async resumeSync(
    id: string,
    { reason }: { readonly reason: string },
    caller: Caller,
  ): Promise<ListedChange> {
    const words = requireReason(reason);
    const { change } = await this.#reader.get(id, caller.credentials);
    await this.#access.requireDoer(caller, await this.#serverOf(change));
    const isPaused = await this.#pauses.update(id, {
      endWanted: `${caller.actor} wanted it: ${words}`,
    });
    if (!isPaused) {
      throw new ConflictError(
        'No sync is paused for this rollback (any more): there is nothing to resume',
      );
    }
    return change;
  }

  async #requireDecider(
    change: ListedChange,
    approve: boolean,
    caller: Caller,
  ): Promise<void> {
    if (change.actor === caller.actor) {
      if (approve) {
        throw new NotAllowedError(
          'You asked for this rollback, so somebody else has to approve it; you may withdraw it by declining',
        );
      }
      return;
    }
    if (caller.kind === 'service') {
      throw new NotAllowedError(
        'A service cannot decide about a rollback: a person has to',
      );
    }
    const server = await this.#serverOf(change);
    const { approvers } = this.rules.approval;
    if (approvers === null) {
      await this.#access.requireDoer(caller, server);
      return;
    }
    const mayApprove = await this.#approving.requireCheck(caller.credentials);
    if (!mayApprove(server)) {
      throw this.#approving.refusal(`rollback ${JSON.stringify(change.id)}`);
    }
    if (!caller.owns.includes(approvers)) {
      throw new NotAllowedError(
        `You may not decide about this rollback: ask a member of ${approvers}`,
      );
    }
  }

  async #serverOf({ serverId }: ListedChange): Promise<ModelServer> {
    const server = await this.#inventory.findServer(serverId);
    if (!server) {
      throw new NotFoundError(
        'The server of this rollback is not known any more: nothing can be decided about it',
      );
    }
    return server;
  }

  async #find(id: string): Promise<ListedChange> {
    const change = await this.#store.find(id);
    if (!change) {
      throw new NotFoundError(`No rollback has the id ${JSON.stringify(id)}`);
    }
    return change;
  }
}

/** Access to `inference.rollback.force`. */
export function createForcing(options: {
  permissions: PermissionsService;
  /** Needs to have been told by `registerPermissions`. */
  permissionsRegistry: PermissionsRegistryService;
}): ServerAccess {
  return new ServerAccess({
    permission: inferenceRollbackForcePermission,
    what: 'roll back past Git or without approval',
    permissions: options.permissions,
    permissionsRegistry: options.permissionsRegistry,
  });
}

/** Throws `NotAllowedError` for somebody without `inference.rollback.force` for a server. */
export async function requireForcer(
  forcing: ServerAccess,
  caller: Caller,
  server: ModelServer,
): Promise<void> {
  const mayForce = await forcing.requireCheck(caller.credentials);
  if (!mayForce(server)) {
    throw forcing.refusal(`model server ${JSON.stringify(server.id)}`);
  }
}
