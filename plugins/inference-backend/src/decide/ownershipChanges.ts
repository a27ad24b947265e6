import type { InstantMs } from '../types';
import type { OwnershipInterval } from './cost/ledger';

/** Who owns a subject of the ledger, and what it runs. */
export type Ownership = Omit<OwnershipInterval, 'from' | 'to'>;

/** What the ledger has of a subject at the moment. */
export interface RecordedOwnership extends Ownership {
  readonly from: InstantMs;
  /** True while this much is still being found out: just started, catalogs and registries are read one after the other. */
  readonly isFresh: boolean;
}

const ALWAYS = 0 as InstantMs;

function isSame(a: Ownership, b: Ownership): boolean {
  return a.owner === b.owner && a.model === b.model && a.version === b.version;
}

/**
 * What to record so that the ledger says `wanted` from now on. What the ledger hears of for the first time has been so always. A model or
 * version that is told anew of a server which did not change since was only unknown before, so it is put right where it began; a server
 * that changed has it since its change. A new owner pays from `now` on.
 */
export function ownershipChanges(
  recorded: RecordedOwnership | null,
  wanted: Ownership,
  options: {
    /** When what the server runs began; null when nobody knows. */
    readonly runsSince: InstantMs | null;
    readonly now: InstantMs;
  },
): readonly { readonly from: InstantMs; readonly ownership: Ownership }[] {
  const { runsSince, now } = options;
  if (recorded === null) {
    return [{ from: ALWAYS, ownership: wanted }];
  }
  if (isSame(recorded, wanted)) {
    return [];
  }
  const began =
    runsSince !== null && runsSince > recorded.from
      ? (Math.min(runsSince, now) as InstantMs)
      : recorded.from;
  if (recorded.owner === wanted.owner || recorded.isFresh) {
    return [
      {
        from: recorded.isFresh ? recorded.from : began,
        ownership: wanted,
      },
    ];
  }
  const runs = { ...wanted, owner: recorded.owner };
  return [
    ...(isSame(recorded, runs) ? [] : [{ from: began, ownership: runs }]),
    { from: now, ownership: wanted },
  ];
}
