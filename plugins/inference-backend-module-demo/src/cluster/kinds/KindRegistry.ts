import { groupOf } from '../objects';
import type { ResourceDefinition } from './ResourceDefinition';

/** The kinds that the cluster serves at the moment. */
export class KindRegistry {
  private readonly byPlural = new Map<string, ResourceDefinition>();
  private readonly byKind = new Map<string, ResourceDefinition>();
  private listeners: ((definition: ResourceDefinition) => void)[] = [];

  constructor(definitions: readonly ResourceDefinition[]) {
    for (const definition of definitions) this.add(definition);
  }

  /** Adds or replaces a kind; a replaced one keeps its objects. */
  add(definition: ResourceDefinition): void {
    this.byPlural.set(key(definition.group, definition.plural), definition);
    this.byKind.set(key(definition.group, definition.kind), definition);
    for (const listener of this.listeners) listener(definition);
  }

  /** Forgets a kind. Its objects are not served any more. */
  remove(definition: ResourceDefinition): void {
    this.byPlural.delete(key(definition.group, definition.plural));
    this.byKind.delete(key(definition.group, definition.kind));
  }

  /** Called whenever a kind is added or replaced. */
  onAdd(listener: (definition: ResourceDefinition) => void): void {
    this.listeners.push(listener);
  }

  /** The kind behind a path `/apis/<group>/<version>/<plural>`. */
  findByPath(
    group: string,
    version: string,
    plural: string,
  ): ResourceDefinition | undefined {
    const found = this.byPlural.get(key(group, plural));
    return found?.versions.includes(version) ? found : undefined;
  }

  findByPlural(group: string, plural: string): ResourceDefinition | undefined {
    return this.byPlural.get(key(group, plural));
  }

  /** The kind that an object or an owner reference names, in whatever served version. */
  findByKind(apiVersion: string, kind: string): ResourceDefinition | undefined {
    return this.byKind.get(key(groupOf(apiVersion), kind));
  }

  list(): ResourceDefinition[] {
    return [...this.byPlural.values()];
  }

  /** Group names with the versions served in each, in the order in which they were added. */
  listGroups(): { group: string; versions: string[] }[] {
    const groups = new Map<string, Set<string>>();
    for (const definition of this.byPlural.values()) {
      const versions = groups.get(definition.group) ?? new Set<string>();
      for (const version of definition.versions) versions.add(version);
      groups.set(definition.group, versions);
    }
    return [...groups].map(([group, versions]) => ({
      group,
      versions: [...versions].sort(compareVersions),
    }));
  }
}

function key(group: string, name: string): string {
  return JSON.stringify([group, name]);
}

/** Kubernetes' order of versions: stable before beta before alpha, higher before lower. */
function compareVersions(a: string, b: string): number {
  return rank(b) - rank(a);
}

function rank(version: string): number {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (!match) return -1;
  const stability = { alpha: 0, beta: 1 }[match[2] ?? ''] ?? 2;
  return stability * 1e6 + Number(match[1]) * 1e3 + Number(match[3] ?? 0);
}
