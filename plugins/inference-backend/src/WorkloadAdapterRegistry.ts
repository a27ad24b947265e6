import type {
  WorkloadAdapter,
  WorkloadAdaptersExtensionPoint,
} from '@inference-portal/plugin-inference-node';

/** Workload adapters by kind: the built-in ones and those of modules. */
export class WorkloadAdapterRegistry implements WorkloadAdaptersExtensionPoint {
  readonly #adapters = new Map<string, WorkloadAdapter>();

  constructor(builtin: readonly WorkloadAdapter[]) {
    this.addWorkloadAdapters(...builtin);
  }

  addWorkloadAdapters(...adapters: WorkloadAdapter[]): void {
    for (const adapter of adapters) {
      const { group, kind } = adapter.resource;
      this.#adapters.set(JSON.stringify([group, kind]), adapter);
    }
  }

  /** In the order in which their kinds were first added. */
  list(): readonly WorkloadAdapter[] {
    return [...this.#adapters.values()];
  }
}
