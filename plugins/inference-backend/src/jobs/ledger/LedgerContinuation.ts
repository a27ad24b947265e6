import type {
  AllocationInterval,
  NodeInterval,
} from '../../decide/cost/ledger';
import { canonicalize } from '../../observe/clusters/servers/canonicalJson';
import type { LedgerLook } from '../../observe/clusters/types';
import type { InstantMs } from '../../types';

function factsOf({ from, to, quality, ...facts }: NodeInterval): string {
  const { statedPrice } = facts;
  return JSON.stringify(
    canonicalize({ ...facts, statedPrice: statedPrice && { ...statedPrice } }),
  );
}

function isSameHold(a: AllocationInterval, b: AllocationInterval): boolean {
  return (
    a.units === b.units &&
    a.weight.numerator === b.weight.numerator &&
    a.weight.denominator === b.weight.denominator
  );
}

function holdKey(interval: AllocationInterval): string {
  const { podUid, container, resource } = interval;
  return JSON.stringify([podUid, container, resource]);
}

/**
 * Lets intervals that lasted when the cluster was watched last go on under their recorded beginning. An observer that starts anew knows
 * neither when a node got its labels nor how a claim was shared before.
 */
export class LedgerContinuation {
  /** A node that nobody recorded is not known to have been a node with GPUs before. */
  readonly #knownSince: InstantMs;
  /**
   * What lasted, until the observer tells of the same thing: only the first that it tells can be the same interval. A node that is
   * cordoned and opened again looks like the recorded one, and is a later one all the same.
   */
  readonly #nodes: Map<string, NodeInterval>;
  readonly #allocations: Map<string, AllocationInterval>;
  /** Beginnings by key and the beginning that the observer tells. */
  readonly #begins = new Map<string, InstantMs>();

  constructor(options: {
    knownSince: InstantMs;
    nodes: readonly NodeInterval[];
    allocations: readonly AllocationInterval[];
  }) {
    this.#knownSince = options.knownSince;
    this.#nodes = new Map(
      options.nodes
        .filter(({ to }) => to === null)
        .map(node => [node.uid, node]),
    );
    this.#allocations = new Map(
      options.allocations
        .filter(({ to }) => to === null)
        .map(allocation => [holdKey(allocation), allocation]),
    );
  }

  /** The look with recorded beginnings. */
  apply(look: LedgerLook): LedgerLook {
    return {
      ...look,
      nodes: look.nodes.map(node =>
        this.#begun(this.#nodes, node.uid, node, recorded =>
          recorded && factsOf(recorded) === factsOf(node)
            ? recorded.from
            : later(node.from, this.#knownSince),
        ),
      ),
      allocations: look.allocations.map(allocation =>
        this.#begun(
          this.#allocations,
          holdKey(allocation),
          allocation,
          recorded => {
            if (!recorded) {
              return allocation.from;
            }
            return isSameHold(recorded, allocation) ||
              recorded.quality === 'estimated'
              ? recorded.from
              : later(allocation.from, this.#knownSince);
          },
        ),
      ),
    };
  }

  #begun<T extends NodeInterval | AllocationInterval>(
    lasting: Map<string, T>,
    key: string,
    interval: T,
    find: (recorded: T | undefined) => InstantMs,
  ): T {
    const told = JSON.stringify([key, interval.from]);
    const recorded = lasting.get(key);
    const from = this.#begins.get(told) ?? find(recorded);
    if (recorded || from !== interval.from) {
      lasting.delete(key);
      // The end of it comes later, and belongs to the same beginning.
      this.#begins.set(told, from);
    }
    return from === interval.from
      ? interval
      : {
          ...interval,
          from,
          to: interval.to === null ? null : later(interval.to, from),
        };
  }
}

function later(a: InstantMs, b: InstantMs): InstantMs {
  return a > b ? a : b;
}
