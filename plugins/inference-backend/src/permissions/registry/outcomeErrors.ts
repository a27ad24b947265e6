import { ConflictError } from '@backstage/errors';
import type { ContentDifference } from '../../record';

/** Longest value that a message quotes; more of it helps nobody. */
const MAX_QUOTE = 120;
const MAX_DIFFERENCES = 20;

function quote(value: string | null): string {
  if (value === null) {
    return 'nothing';
  }
  const short =
    value.length > MAX_QUOTE ? `${value.slice(0, MAX_QUOTE)}…` : value;
  return JSON.stringify(short);
}

/** What differs, as `field: recorded → offered`, for people. */
export function describeDifferences(
  differences: readonly ContentDifference[],
): string {
  const shown = differences
    .slice(0, MAX_DIFFERENCES)
    .map(
      ({ field, recorded, offered }) =>
        `${field}: ${quote(recorded)} → ${quote(offered)}`,
    );
  const more = differences.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** A conflict that names what differs and what to do. */
export function conflictOf(
  what: string,
  differences: readonly ContentDifference[],
  fix: string,
): ConflictError {
  return new ConflictError(
    `${what}: ${describeDifferences(differences)}. ${fix}`,
  );
}

/** A lineage that would lead back to its start. */
export function cycleOf(path: readonly string[]): ConflictError {
  return new ConflictError(
    `lineage would lead back to itself: ${path.join(
      ' → ',
    )}. A version cannot be made from itself: leave that link out`,
  );
}
