import type { ModelRef } from '@inference-portal/plugin-inference-common';
import {
  modelKey,
  readVersionNode,
  versionNodeId,
} from '../../decide/registry/nodeId';
import type { RegistryStore } from '../../record';

type BookmarkStore = Pick<
  RegistryStore,
  'readImportBookmark' | 'writeImportBookmark'
>;

/** A set of texts beside the bookmark of a source. */
class RememberedSet {
  readonly #store: BookmarkStore;
  readonly #key: string;
  readonly #values: Set<string>;
  #changed = false;

  static async read(store: BookmarkStore, key: string): Promise<RememberedSet> {
    const text = await store.readImportBookmark(key);
    const values: unknown = text === null ? [] : JSON.parse(text);
    return new RememberedSet(
      store,
      key,
      new Set(Array.isArray(values) ? values.map(String) : []),
    );
  }

  private constructor(store: BookmarkStore, key: string, values: Set<string>) {
    this.#store = store;
    this.#key = key;
    this.#values = values;
  }

  has(value: string): boolean {
    return this.#values.has(value);
  }

  values(): readonly string[] {
    return [...this.#values];
  }

  add(value: string): void {
    this.#changed ||= !this.#values.has(value);
    this.#values.add(value);
  }

  delete(value: string): void {
    this.#changed = this.#values.delete(value) || this.#changed;
  }

  async save(): Promise<void> {
    if (this.#changed) {
      await this.#store.writeImportBookmark(
        this.#key,
        JSON.stringify(this.values()),
      );
      this.#changed = false;
    }
  }
}

/** A model of the source, and what it is here. */
export interface SeenModel {
  /** What the source calls it. */
  readonly id: string;
  readonly model: ModelRef;
}

/**
 * What the imports of a source have done, so that they do each thing once: a version that a person has taken back into use stays in use.
 * Kept beside the bookmark of the source.
 */
export class ImportMemory {
  readonly #retired: RememberedSet;
  readonly #gone: RememberedSet;
  readonly #seen: RememberedSet;

  static async read(
    store: BookmarkStore,
    source: string,
  ): Promise<ImportMemory> {
    const [retired, gone, seen] = await Promise.all(
      ['retired', 'gone', 'models'].map(what =>
        RememberedSet.read(store, `${source}:${what}`),
      ),
    );
    return new ImportMemory(retired, gone, seen);
  }

  private constructor(
    retired: RememberedSet,
    gone: RememberedSet,
    seen: RememberedSet,
  ) {
    this.#retired = retired;
    this.#gone = gone;
    this.#seen = seen;
  }

  /** Whether a version was retired once as the source calls it archived. */
  hasRetired(model: ModelRef, version: string): boolean {
    return this.#retired.has(versionNodeId(model, version));
  }

  noteRetired(model: ModelRef, version: string): void {
    this.#retired.add(versionNodeId(model, version));
  }

  /** Whether the source has lost a version that was imported from there. */
  isGone(model: ModelRef, version: string): boolean {
    return this.#gone.has(versionNodeId(model, version));
  }

  /** Whether any version of a model is gone. */
  hasGone(model: ModelRef): boolean {
    const prefix = versionNodeId(model, '');
    return this.#gone.values().some(id => id.startsWith(prefix));
  }

  /** Models of which a version is gone, their names in lower case. */
  goneModels(): readonly ModelRef[] {
    const models = this.#gone.values().flatMap(id => {
      const node = readVersionNode(id);
      return node ? [[modelKey(node.model), node.model] as const] : [];
    });
    return [...new Map(models).values()];
  }

  noteGone(model: ModelRef, version: string): void {
    this.#gone.add(versionNodeId(model, version));
  }

  noteReturned(model: ModelRef, version: string): void {
    this.#gone.delete(versionNodeId(model, version));
  }

  /** Models that were imported and are not known to be gone. */
  seenModels(): readonly SeenModel[] {
    return this.#seen.values().map(text => {
      const [id = '', namespace = '', name = '']: string[] = JSON.parse(text);
      return { id, model: { namespace, name } };
    });
  }

  noteSeen({ id, model: { namespace, name } }: SeenModel): void {
    this.#seen.add(JSON.stringify([id, namespace, name]));
  }

  forget({ id, model: { namespace, name } }: SeenModel): void {
    this.#seen.delete(JSON.stringify([id, namespace, name]));
  }

  async save(): Promise<void> {
    await this.#retired.save();
    await this.#gone.save();
    await this.#seen.save();
  }
}
