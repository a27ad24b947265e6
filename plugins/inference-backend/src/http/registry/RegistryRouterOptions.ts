import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Request } from 'express';
import type { AuthorizedRegistry, Caller } from '../../permissions';

/** What the registry's routes are made of. */
export interface RegistryRouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
  readonly registry: AuthorizedRegistry;
}

/** Items of a page when the caller does not say. */
export const DEFAULT_LIMIT = 100;

/** Who calls, for routes that write. */
export async function callerOf(
  { httpAuth, registry }: RegistryRouterOptions,
  req: Request<any, any, any, any, any>,
): Promise<Caller> {
  const credentials = await httpAuth.credentials(req, {
    allow: ['user', 'service'],
  });
  return registry.callers.getCaller(credentials);
}
