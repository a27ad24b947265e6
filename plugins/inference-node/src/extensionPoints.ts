import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { GpuPriceSource, GpuWeightResolver } from './costs';
import type { RegistrySource } from './registries';
import type { WorkloadAdapter } from './workloads';

/** Adds kinds of workloads that the portal recognises as model servers. */
export interface WorkloadAdaptersExtensionPoint {
  /** A later adapter for the same group and kind replaces an earlier one. */
  addWorkloadAdapters(...adapters: WorkloadAdapter[]): void;
}

/** Extension point for {@link WorkloadAdapter}s. */
export const workloadAdaptersExtensionPoint =
  createExtensionPoint<WorkloadAdaptersExtensionPoint>({
    id: 'inference.workload-adapters',
  });

/** Adds registries to import models from, beside those in `inference.registries`. */
export interface RegistrySourcesExtensionPoint {
  addRegistrySources(...sources: RegistrySource[]): void;
}

/** Extension point for {@link RegistrySource}s. */
export const registrySourcesExtensionPoint =
  createExtensionPoint<RegistrySourcesExtensionPoint>({
    id: 'inference.registry-sources',
  });

/** Adds where prices come from, and how fractional schedulers count GPUs. */
export interface CostsExtensionPoint {
  /** Weaker than the configuration and CSV files, stronger than the shipped list. */
  addPriceSources(...sources: GpuPriceSource[]): void;
  /** Asked in order, before the built-in rules; the first that answers counts. */
  addGpuWeightResolvers(...resolvers: GpuWeightResolver[]): void;
}

/** Extension point for {@link GpuPriceSource}s and {@link GpuWeightResolver}s. */
export const costsExtensionPoint = createExtensionPoint<CostsExtensionPoint>({
  id: 'inference.costs',
});
