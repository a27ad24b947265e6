import { parseEntityRef } from '@backstage/catalog-model';

/** True when the catalog can be asked for it; what a team wrote on a workload need not be. */
export function isEntityRef(text: string): boolean {
  try {
    parseEntityRef(text, { defaultKind: 'group', defaultNamespace: 'default' });
    return true;
  } catch {
    return false;
  }
}
