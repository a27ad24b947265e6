import type {
  RegistrySource,
  RegistrySourcesExtensionPoint,
} from '@inference-portal/plugin-inference-node';

/** Registries that modules add beside those of the configuration. */
export class RegistrySourceList implements RegistrySourcesExtensionPoint {
  readonly #sources = new Map<string, RegistrySource>();

  addRegistrySources(...sources: RegistrySource[]): void {
    for (const source of sources) {
      if (this.#sources.has(source.name)) {
        throw new Error(
          `Registry source ${source.name} is added twice: give each a name of its own`,
        );
      }
      this.#sources.set(source.name, source);
    }
  }

  list(): readonly RegistrySource[] {
    return [...this.#sources.values()];
  }
}
