import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
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
  req: Parameters<HttpAuthService['credentials']>[0],
): Promise<Caller> {
  const credentials = await httpAuth.credentials(req, {
    allow: ['user', 'service'],
  });
  return registry.callers.getCaller(credentials);
}
