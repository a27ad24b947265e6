import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  inferenceFindingReadPermission,
  inferenceFindingUpdatePermission,
  type FindingDetail,
  type FindingPage,
  type FindingsSnoozed,
  type ModelServer,
} from '@inference-portal/plugin-inference-common';
import type { Silence, SilenceKind } from '../../decide/findings/finding';
import type { Findings } from '../../findings/Findings';
import type {
  FindingFilter,
  InventoryStore,
  ListedFinding,
} from '../../record';
import type { InstantMs } from '../../types';
import type { Caller } from '../registry/Caller';
import { ServerAccess } from '../ServerAccess';

/** What somebody says about a finding. */
export interface FindingAnswer {
  readonly kind: SilenceKind;
  /** Null for findings that are accepted. */
  readonly until: InstantMs | null;
  readonly reason: string | null;
}

/** Findings, as far as callers may read and answer them. */
export class AuthorizedFindings {
  readonly #findings: Findings;
  readonly #inventory: Pick<InventoryStore, 'listClusters' | 'findServer'>;
  readonly #reading: ServerAccess;
  readonly #updating: ServerAccess;
  readonly #now: () => number;

  constructor(options: {
    findings: Findings;
    inventory: Pick<InventoryStore, 'listClusters' | 'findServer'>;
    permissions: PermissionsService;
    /** Needs to have been told by `registerPermissions`. */
    permissionsRegistry: PermissionsRegistryService;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#findings = options.findings;
    this.#inventory = options.inventory;
    this.#reading = new ServerAccess({
      ...options,
      permission: inferenceFindingReadPermission,
      what: 'read findings',
    });
    this.#updating = new ServerAccess({
      ...options,
      permission: inferenceFindingUpdatePermission,
      what: 'answer findings',
    });
    this.#now = options.now;
  }

  /** Findings that the caller may read and `filter` lets through. Throws `NotAllowedError` when they may read none. */
  async list(
    options: { filter: FindingFilter; limit: number; cursor?: string },
    credentials: BackstageCredentials,
  ): Promise<FindingPage> {
    const allowed = await this.#reading.getFilter(credentials);
    const { servers } = options.filter;
    const clusters =
      allowed === null
        ? null
        : new Set(await this.#inventory.listClusters(allowed));
    return this.#findings.list({
      ...options,
      filter: {
        ...options.filter,
        servers:
          allowed && servers
            ? { kind: 'allOf', filters: [allowed, servers] }
            : allowed ?? servers,
      },
      mayKnow: cluster => clusters?.has(cluster) ?? true,
    });
  }

  /** Throws `NotFoundError`, or `NotAllowedError` for a finding that the caller may not read. */
  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<FindingDetail> {
    const { finding } = await this.#getReadable(id, credentials);
    return this.#findings.describe(finding);
  }

  /** Throws like `get`, `NotAllowedError` unless the caller may answer findings of the server, `ConflictError` once it is resolved. */
  async answer(
    id: string,
    answer: FindingAnswer,
    caller: Caller,
  ): Promise<FindingDetail> {
    await this.#answer(id, answer, caller);
    return this.get(id, caller.credentials);
  }

  /** Answers many findings; what fails does not keep the others from it. */
  async answerMany(
    ids: readonly string[],
    answer: FindingAnswer,
    caller: Caller,
  ): Promise<FindingsSnoozed> {
    const done: string[] = [];
    const failed: FindingsSnoozed['failed'] = [];
    for (const id of new Set(ids)) {
      try {
        await this.#answer(id, answer, caller);
        done.push(id);
      } catch (error) {
        failed.push({ id, message: messageOf(error) });
      }
    }
    return { items: await this.#findings.listByIds(done), failed };
  }

  async #answer(
    id: string,
    answer: FindingAnswer,
    caller: Caller,
  ): Promise<void> {
    const { server } = await this.#getReadable(id, caller.credentials);
    const mayUpdate = await this.#updating.getCheck(caller.credentials);
    if (!mayUpdate(server)) {
      throw this.#updating.refusal(`finding ${JSON.stringify(id)}`);
    }
    const silence: Silence = {
      ...answer,
      by: caller.actor,
      at: this.#now() as InstantMs,
    };
    await this.#findings.silence(id, silence);
  }

  async #getReadable(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<{ finding: ListedFinding; server: ModelServer }> {
    // Who may read none learns nothing of ids.
    const mayRead = await this.#reading.requireCheck(credentials);
    const finding = await this.#findings.get(id);
    const server = await this.#inventory.findServer(finding.serverId);
    if (!server || !mayRead(server)) {
      throw this.#reading.refusal(`finding ${JSON.stringify(id)}`);
    }
    return { finding, server };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : stringifyError(error);
}
