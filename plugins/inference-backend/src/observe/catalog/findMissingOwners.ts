import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';

const REFS_AT_ONCE = 500;

/** Makes a function that answers which of some owners do not stand in the catalog. It rejects while the catalog cannot be read. */
export function createFindMissingOwners({
  catalog,
  auth,
}: {
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
}): (owners: readonly string[]) => Promise<string[]> {
  return async owners => {
    const missing: string[] = [];
    const credentials = await auth.getOwnServiceCredentials();
    for (let start = 0; start < owners.length; start += REFS_AT_ONCE) {
      const entityRefs = owners.slice(start, start + REFS_AT_ONCE);
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs: [...entityRefs], fields: ['kind', 'metadata.name'] },
        { credentials },
      );
      missing.push(...entityRefs.filter((_, index) => !items[index]));
    }
    return missing;
  };
}
