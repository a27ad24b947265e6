import type { GpuCapacity } from '../../../types';

/** GPUs that a root's pods hold on one product. */
export interface Holding {
  readonly product: string;
  readonly weight: number;
}

type Part = 'capacity' | 'heldByServers' | 'heldByOthers';

/**
 * Sums of physical GPUs by product, kept up to date contribution by contribution. Weights are counted, not added up, so that
 * thirds and tenths that come and go leave no rounding behind and the order of changes does not matter.
 */
export class GpuTotals {
  readonly #counts = new Map<string, { [part in Part]: Map<number, number> }>();
  readonly #contributions = new Map<
    string,
    { part: Part; holdings: readonly Holding[] }
  >();
  #changed = true;

  /** Replaces what `source` contributed before. */
  set(source: string, part: Part, holdings: readonly Holding[]): void {
    const before = this.#contributions.get(source);
    if (JSON.stringify(before) === JSON.stringify({ part, holdings })) {
      return;
    }
    if (before) {
      this.#count(before.part, before.holdings, -1);
      this.#contributions.delete(source);
    }
    if (holdings.length > 0) {
      this.#count(part, holdings, 1);
      this.#contributions.set(source, { part, holdings });
    }
    this.#changed =
      this.#changed || before !== undefined || holdings.length > 0;
  }

  /** Marks the sums as changed. */
  touch(): void {
    this.#changed = true;
  }

  /** The sums if they changed since the last call, else null. */
  drain(): readonly GpuCapacity[] | null {
    if (!this.#changed) {
      return null;
    }
    this.#changed = false;
    return [...this.#counts]
      .map(([product, parts]) => ({
        product,
        capacity: sum(parts.capacity),
        heldByServers: sum(parts.heldByServers),
        heldByOthers: sum(parts.heldByOthers),
      }))
      .filter(
        ({ capacity, heldByServers, heldByOthers }) =>
          capacity + heldByServers + heldByOthers > 0,
      )
      .sort((a, b) => (a.product < b.product ? -1 : 1));
  }

  #count(part: Part, holdings: readonly Holding[], by: 1 | -1): void {
    for (const { product, weight } of holdings) {
      const parts = this.#counts.get(product) ?? {
        capacity: new Map(),
        heldByServers: new Map(),
        heldByOthers: new Map(),
      };
      const counts = parts[part];
      const count = (counts.get(weight) ?? 0) + by;
      if (count === 0) {
        counts.delete(weight);
      } else {
        counts.set(weight, count);
      }
      this.#counts.set(product, parts);
    }
  }
}

function sum(counts: ReadonlyMap<number, number>): number {
  const total = [...counts]
    .sort(([a], [b]) => a - b)
    .reduce((subtotal, [weight, count]) => subtotal + weight * count, 0);
  // Ten tenths of a card are one card.
  return Math.round(total * 1e9) / 1e9;
}
