import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  inferenceServerReadPermission,
  type ModelServer,
} from '@inference-portal/plugin-inference-common';
import type { ServerFilter } from '../../record';
import type { Caller } from '../registry/Caller';
import { ServerAccess } from '../ServerAccess';
import type { ChangeRules } from './readChangeRules';

/** Decides who may see changes of servers and who may make those of one kind: by the permission framework, and beside it by ownership. */
export class ChangeAccess {
  readonly #reading: ServerAccess;
  readonly #doing: ServerAccess;
  readonly #what: string;
  readonly #rules: ChangeRules;

  constructor(options: {
    permission: ResourcePermission;
    /** Completes "You may not", such as "scale servers". */
    what: string;
    permissions: PermissionsService;
    /** Needs to have been told by `registerPermissions`. */
    permissionsRegistry: PermissionsRegistryService;
    rules: ChangeRules;
  }) {
    this.#reading = new ServerAccess({
      ...options,
      permission: inferenceServerReadPermission,
      what: 'read model servers',
    });
    this.#doing = new ServerAccess(options);
    this.#what = options.what;
    this.#rules = options.rules;
  }

  /** Servers whose changes the caller may see, null for all. Throws `NotAllowedError` when there are none. */
  async getReadFilter(
    credentials: BackstageCredentials,
  ): Promise<ServerFilter | null> {
    return this.#reading.getFilter(credentials);
  }

  /** Throws `NotAllowedError` when the caller may see no server at all, whether there is one of that id or not. */
  async requireReader(
    credentials: BackstageCredentials,
  ): Promise<(server: ModelServer | undefined, object: string) => void> {
    const mayRead = await this.#reading.requireCheck(credentials);
    return (server, object) => {
      if (!server || !mayRead(server)) {
        throw this.#reading.refusal(object);
      }
    };
  }

  /** Throws `NotAllowedError` unless the caller has the permission for the server, and owns it where that is asked for. */
  async requireDoer(caller: Caller, server: ModelServer): Promise<void> {
    const mayDo = await this.#doing.requireCheck(caller.credentials);
    if (!mayDo(server)) {
      throw this.#doing.refusal(`model server ${JSON.stringify(server.id)}`);
    }
    const { ref } = server.owner;
    const isFree = caller.kind === 'service' || !this.#rules.ownersOnly;
    const isAdmin = this.#rules.admins.some(one => caller.owns.includes(one));
    if (!isFree && !isAdmin && (ref === null || !caller.owns.includes(ref))) {
      throw new NotAllowedError(
        ref === null
          ? `You may not ${
              this.#what
            } that nobody owns: ask one of inference.changes.access.admins, or set the owner of ${
              server.name
            }`
          : `You may not ${this.#what} of others: ask the owner of ${
              server.name
            }, ${ref}`,
      );
    }
  }
}
