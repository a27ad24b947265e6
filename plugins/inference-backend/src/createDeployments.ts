import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { ClusterWriters } from './act/clusters/ClusterWriters';
import { ClusterTargets } from './act/deployments/ClusterTargets';
import { Deployer } from './act/deployments/Deployer';
import { ObjectApplier } from './act/deployments/ObjectApplier';
import type { ServerJoiner } from './jobs/ServerJoiner';
import type { ClusterConfig } from './observe/clusters';
import {
  AuthorizedDeployments,
  NamespaceAccess,
  readChangeRules,
} from './permissions';
import type { InventoryStore } from './record';

/** Puts together what deploys new servers. */
export function createDeployments(options: {
  config: Config;
  inventory: InventoryStore;
  joiner: Pick<ServerJoiner, 'join'>;
  clusters: readonly Pick<ClusterConfig, 'name' | 'access'>[];
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
}): AuthorizedDeployments {
  const now = Date.now;
  const writers = new ClusterWriters({ clusters: options.clusters, now });
  const applierOf = (cluster: string, signal: AbortSignal) =>
    new ObjectApplier({ cluster: writers.connectionOf(cluster), signal });
  return new AuthorizedDeployments({
    clusters: options.clusters.map(({ name }) => name),
    targets: new ClusterTargets({ applierOf, now }),
    deployer: new Deployer({ applierOf }),
    access: new NamespaceAccess({
      ...options,
      rules: readChangeRules(options.config),
    }),
    inventory: options.inventory,
    ownerOf: subject => options.joiner.join(subject).owner.ref,
  });
}
