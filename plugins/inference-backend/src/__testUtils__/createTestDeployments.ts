import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { ClusterTargets } from '../act/deployments/ClusterTargets';
import { Deployer } from '../act/deployments/Deployer';
import { ObjectApplier } from '../act/deployments/ObjectApplier';
import { joinServer } from '../decide/ownership';
import type { ClusterApplier } from '../observe/clusters/connection/ClusterConnection';
import { buildCatalogView } from '../decide/catalogView';
import {
  AuthorizedDeployments,
  NamespaceAccess,
  type ChangeRules,
} from '../permissions';
import type { InventoryStore } from '../record';

/** Deployments to clusters of a test; without clusters there is nowhere to deploy to. */
export function createTestDeployments(options: {
  inventory: Pick<InventoryStore, 'getCapacity'>;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  clusters?: ReadonlyMap<string, ClusterApplier>;
  rules?: ChangeRules;
  now: () => number;
}): AuthorizedDeployments {
  const clusters = options.clusters ?? new Map<string, ClusterApplier>();
  const applierOf = (name: string, signal: AbortSignal) => {
    const cluster = clusters.get(name);
    if (!cluster) throw new Error(`No cluster ${name}`);
    return new ObjectApplier({ cluster, signal });
  };
  const catalog = buildCatalogView([]);
  return new AuthorizedDeployments({
    clusters: [...clusters.keys()],
    targets: new ClusterTargets({ applierOf, now: options.now }),
    deployer: new Deployer({ applierOf }),
    access: new NamespaceAccess({
      ...options,
      rules: options.rules ?? { ownersOnly: true, admins: [] },
    }),
    inventory: options.inventory,
    ownerOf: subject => joinServer(subject, catalog, []).owner.ref,
  });
}
