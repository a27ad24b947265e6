import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type {
  AuthorizedCosts,
  AuthorizedFindings,
  AuthorizedInventory,
} from '../permissions';
import { createGetCostsAction } from './createGetCostsAction';
import { createGetModelServerAction } from './createGetModelServerAction';
import { createListFindingsAction } from './createListFindingsAction';

/** Registers what AI assistants may call. All of it only reads, and every call is decided with the rights of its caller. */
export function registerActions(options: {
  actionsRegistry: ActionsRegistryService;
  servers: AuthorizedInventory;
  costs: AuthorizedCosts;
  findings: AuthorizedFindings;
}): void {
  createListFindingsAction(options);
  createGetModelServerAction(options);
  createGetCostsAction(options);
}
