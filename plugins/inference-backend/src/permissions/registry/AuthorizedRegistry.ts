import type {
  AuthService,
  PermissionsRegistryService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { InventoryStore, RegistryStore } from '../../record';
import type { AuthorizedInventory } from '../AuthorizedInventory';
import { AuthorizedAliases } from './AuthorizedAliases';
import { AuthorizedComparison } from './AuthorizedComparison';
import { AuthorizedImports, type RunnableImports } from './AuthorizedImports';
import { AuthorizedLineage } from './AuthorizedLineage';
import { AuthorizedModels } from './AuthorizedModels';
import { AuthorizedRegistrations } from './AuthorizedRegistrations';
import { AuthorizedVersions } from './AuthorizedVersions';
import { CallerFinder } from './Caller';
import { ModelReader } from './ModelReader';
import { RegistryAccess } from './RegistryAccess';
import type { RegistryRules } from './RegistryRules';

/** What the registry is made of. */
export interface AuthorizedRegistryOptions {
  readonly store: RegistryStore;
  readonly inventory: InventoryStore;
  /** The same servers, as callers may read them. */
  readonly servers: AuthorizedInventory;
  readonly imports: RunnableImports;
  readonly rules: RegistryRules;
  readonly auth: AuthService;
  readonly userInfo: UserInfoService;
  readonly permissions: PermissionsService;
  /** Needs to have been told by `registerPermissions`. */
  readonly permissionsRegistry: PermissionsRegistryService;
  /** Told after every write. */
  readonly onChange: () => void;
  /** Settles once servers are joined with what was written before. */
  readonly joinServers: () => Promise<void>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** The model registry, as far as callers may read and write it; a part for every subject. */
export class AuthorizedRegistry {
  readonly callers: CallerFinder;
  readonly models: AuthorizedModels;
  readonly versions: AuthorizedVersions;
  readonly aliases: AuthorizedAliases;
  readonly lineage: AuthorizedLineage;
  readonly comparison: AuthorizedComparison;
  readonly servers: AuthorizedRegistrations;
  readonly imports: AuthorizedImports;

  constructor(options: AuthorizedRegistryOptions) {
    const access = new RegistryAccess(options);
    const reader = new ModelReader({ ...options, access });
    const parts = { ...options, access, reader };
    this.callers = new CallerFinder(options);
    this.models = new AuthorizedModels(parts);
    this.versions = new AuthorizedVersions(parts);
    this.aliases = new AuthorizedAliases(parts);
    this.lineage = new AuthorizedLineage(parts);
    this.comparison = new AuthorizedComparison({
      ...parts,
      versions: this.versions,
    });
    this.servers = new AuthorizedRegistrations({
      ...parts,
      models: this.models,
      versions: this.versions,
    });
    this.imports = new AuthorizedImports(parts);
  }
}
