import { compareText } from '../compareText';
import type { StoredVersion } from './StoredVersion';

interface NamespaceRows {
  readonly byName: Map<string, StoredVersion>;
  /** Names in order; null after a name came or went. */
  sortedNames: string[] | null;
}

/** The present objects of one kind, by namespace and name. Cluster-scoped objects are in the namespace `''`. */
export class ObjectTable {
  private readonly namespaces = new Map<string, NamespaceRows>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  find(namespace: string, name: string): StoredVersion | undefined {
    return this.namespaces.get(namespace)?.byName.get(name);
  }

  set(version: StoredVersion): void {
    let rows = this.namespaces.get(version.namespace);
    if (!rows) {
      rows = { byName: new Map(), sortedNames: null };
      this.namespaces.set(version.namespace, rows);
    }
    if (!rows.byName.has(version.name)) {
      rows.sortedNames = null;
      this.count += 1;
    }
    rows.byName.set(version.name, version);
  }

  delete(namespace: string, name: string): void {
    const rows = this.namespaces.get(namespace);
    if (!rows?.byName.delete(name)) return;
    this.count -= 1;
    rows.sortedNames = null;
    if (rows.byName.size === 0) this.namespaces.delete(namespace);
  }

  /** Objects of one namespace, or of all, in the order of namespace and name. */
  list(namespace?: string): StoredVersion[] {
    if (namespace !== undefined) return this.listNamespace(namespace);
    return [...this.namespaces.keys()]
      .sort(compareText)
      .flatMap(each => this.listNamespace(each));
  }

  private listNamespace(namespace: string): StoredVersion[] {
    const rows = this.namespaces.get(namespace);
    if (!rows) return [];
    rows.sortedNames ??= [...rows.byName.keys()].sort(compareText);
    const versions: StoredVersion[] = [];
    for (const name of rows.sortedNames) {
      const version = rows.byName.get(name);
      if (version) versions.push(version);
    }
    return versions;
  }
}
