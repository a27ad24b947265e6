import fc from 'fast-check';
import type { CostPart } from '../nodeParts';
import { fleet, type Fleet } from './arbitraries';

/** A law of fleets, to be tried on so many. */
export const checkFleets =
  (numRuns: number) =>
  <Rest extends unknown[]>(
    law: (given: Fleet, ...rest: Rest) => void,
    ...rest: { [K in keyof Rest]: fc.Arbitrary<Rest[K]> }
  ): void => {
    fc.assert(
      fc.property(fleet, fc.tuple(...rest), (given, drawn) =>
        law(given, ...(drawn as Rest)),
      ),
      { numRuns },
    );
  };

/** Any part of a whole, from 0 to 1. */
export const share = fc.double({ min: 0, max: 1, noNaN: true });

export const byOwner = ({ dimensions }: CostPart) =>
  dimensions.owner ?? dimensions.bucket;
