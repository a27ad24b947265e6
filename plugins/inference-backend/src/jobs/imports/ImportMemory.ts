import { versionNodeId } from '../../decide/registry/nodeId';
import type { ModelRef } from '@inference-portal/plugin-inference-common';
import type { RegistryStore } from '../../record';

type BookmarkStore = Pick<
  RegistryStore,
  'readImportBookmark' | 'writeImportBookmark'
>;

/**
 * Versions that an import has retired once: it does not retire them again when a person has taken them back into use. Kept beside the
 * bookmark of the source.
 */
export class ImportMemory {
  readonly #store: BookmarkStore;
  readonly #key: string;
  readonly #retired: Set<string>;
  #changed = false;

  static async read(
    store: BookmarkStore,
    source: string,
  ): Promise<ImportMemory> {
    const key = `${source}:retired`;
    const text = await store.readImportBookmark(key);
    const retired: unknown = text === null ? [] : JSON.parse(text);
    return new ImportMemory(
      store,
      key,
      new Set(Array.isArray(retired) ? retired.map(String) : []),
    );
  }

  private constructor(store: BookmarkStore, key: string, retired: Set<string>) {
    this.#store = store;
    this.#key = key;
    this.#retired = retired;
  }

  hasRetired(model: ModelRef, version: string): boolean {
    return this.#retired.has(versionNodeId(model, version));
  }

  noteRetired(model: ModelRef, version: string): void {
    this.#retired.add(versionNodeId(model, version));
    this.#changed = true;
  }

  async save(): Promise<void> {
    if (this.#changed) {
      await this.#store.writeImportBookmark(
        this.#key,
        JSON.stringify([...this.#retired]),
      );
      this.#changed = false;
    }
  }
}
