import type {
  CostsExtensionPoint,
  GpuPriceSource,
  GpuWeightResolver,
} from '@inference-portal/plugin-inference-node';

/** What modules add to the counting of costs. */
export class CostExtensions implements CostsExtensionPoint {
  readonly #priceSources: GpuPriceSource[] = [];
  readonly #resolvers: GpuWeightResolver[] = [];

  /** In the order in which they were added. */
  get priceSources(): readonly GpuPriceSource[] {
    return this.#priceSources;
  }

  get resolvers(): readonly GpuWeightResolver[] {
    return this.#resolvers;
  }

  addPriceSources(...sources: GpuPriceSource[]): void {
    this.#priceSources.push(...sources);
  }

  addGpuWeightResolvers(...resolvers: GpuWeightResolver[]): void {
    this.#resolvers.push(...resolvers);
  }
}
