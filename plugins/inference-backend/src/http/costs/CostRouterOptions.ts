import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { AuthorizedCosts, AuthorizedRegistry } from '../../permissions';

/** What the routes of the cost ledger are made of. */
export interface CostRouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
  readonly costs: AuthorizedCosts;
  /** Tells who stands behind credentials. */
  readonly registry: AuthorizedRegistry;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}
