import type {
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { RegistryOrigin } from '@inference-portal/plugin-inference-common';
import type { Writer } from '../../record';
import type { InstantMs } from '../../types';

/** Who asks, and what is theirs. */
export interface Caller {
  readonly kind: 'person' | 'service';
  /** Entity ref of a person, or name of a service such as `service:ci`; stands in histories. */
  readonly actor: string;
  /** Refs of the person and of the groups they are in; empty for services. */
  readonly owns: readonly string[];
  /** Through what they came. */
  readonly origin: RegistryOrigin;
  readonly credentials: BackstageCredentials;
}

/** Subject of tokens under `backend.auth.externalAccess`. */
const EXTERNAL = 'external:';

function originOf(plugin: string | undefined, kind: Caller['kind']) {
  switch (plugin) {
    case 'plugin:scaffolder':
      return 'scaffolder';
    case 'plugin:catalog':
      return 'catalog';
    default:
      return kind === 'person' ? 'portal' : 'api';
  }
}

/** Tells who stands behind credentials. */
export class CallerFinder {
  readonly #auth: AuthService;
  readonly #userInfo: UserInfoService;

  constructor(options: { auth: AuthService; userInfo: UserInfoService }) {
    this.#auth = options.auth;
    this.#userInfo = options.userInfo;
  }

  /** Throws `NotAllowedError` for credentials that are neither a person's nor a service's. */
  async getCaller(credentials: BackstageCredentials): Promise<Caller> {
    if (this.#auth.isPrincipal(credentials, 'user')) {
      const { userEntityRef, ownershipEntityRefs } =
        await this.#userInfo.getUserInfo(credentials);
      return {
        kind: 'person',
        actor: userEntityRef,
        owns: [userEntityRef, ...ownershipEntityRefs],
        origin: originOf(credentials.principal.actor?.subject, 'person'),
        credentials,
      };
    }
    if (this.#auth.isPrincipal(credentials, 'service')) {
      const { subject } = credentials.principal;
      const name = subject.startsWith(EXTERNAL)
        ? subject.slice(EXTERNAL.length)
        : subject;
      return {
        kind: 'service',
        actor: `service:${name}`,
        owns: [],
        origin: originOf(subject, 'service'),
        credentials,
      };
    }
    throw new NotAllowedError(
      'Neither a person nor a service: send a Backstage token as bearer token',
    );
  }
}

/** The caller as the registry's history names them. */
export function writerOf(caller: Caller, now: () => number): Writer {
  return {
    actor: caller.actor,
    at: now() as InstantMs,
    origin: caller.origin,
  };
}
