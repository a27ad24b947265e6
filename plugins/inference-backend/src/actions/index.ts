import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type {
  AuthorizedCosts,
  AuthorizedFindings,
  AuthorizedInventory,
} from '../permissions';
import {
  createPlanRollbackAction,
  type RollbackActionOptions,
} from './createPlanRollbackAction';
import { createRollBackServerAction } from './createRollBackServerAction';
import { createGetCostsAction } from './createGetCostsAction';
import { createGetModelServerAction } from './createGetModelServerAction';
import { createListFindingsAction } from './createListFindingsAction';

/** Registers what AI assistants may call; `roll-back-server` alone changes something. Every call is decided with the rights of its caller. */
export function registerActions(
  options: {
    actionsRegistry: ActionsRegistryService;
    servers: AuthorizedInventory;
    costs: AuthorizedCosts;
    findings: AuthorizedFindings;
  } & RollbackActionOptions,
): void {
  createListFindingsAction(options);
  createGetModelServerAction(options);
  createGetCostsAction(options);
  createPlanRollbackAction(options);
  createRollBackServerAction(options);
}
