import { LASTING } from './tables';

/** What is recorded of one observed interval: until when, and how that is known. */
export interface Standing {
  /** `LASTING` while it lasts. */
  readonly to: number;
  /** Time of the batch that told it. */
  readonly toldAt: number;
  /** Time of the complete batch that no longer held it; null when its end was told, and while it lasts. */
  readonly endedBy: number | null;
  /** All else that was told, in a form that can be compared. */
  readonly content: string;
}

/** A complete batch: what it does not hold had ended when the batch before it was told. */
export interface List {
  readonly at: number;
  /** Greatest time of a batch before; null when there is none. */
  readonly confirmedTo: number | null;
}

/** Lists of one cluster, oldest first, without the one that is being recorded. */
export type Lists = readonly List[];

const endBy = (from: number, toldAt: number, list: List): number =>
  Math.max(from, toldAt, list.confirmedTo ?? from);

/** Until when what is recorded is known to have stood: lists confirm what they do not end. */
function confirmedAt({ to, toldAt, endedBy }: Standing, lists: Lists): number {
  if (to !== LASTING && endedBy === null) {
    return toldAt;
  }
  let last = toldAt;
  for (const { at } of lists) {
    if (endedBy === null || at < endedBy) {
      last = Math.max(last, at);
    }
  }
  return last;
}

/** That it lasts is what was told before anybody knew an end. */
const toldEnd = (to: number): number => (to === LASTING ? -Infinity : to);

/**
 * True when `told` goes before what the same instant told otherwise: as in the engine (`compareTellings`) an end is later knowledge than
 * none, and the later end counts; for the rest any fixed order will do.
 */
export function goesBefore(
  told: Pick<Standing, 'to' | 'content'>,
  standing: Standing,
): boolean {
  if (told.to !== standing.to && standing.endedBy === null) {
    return toldEnd(told.to) > toldEnd(standing.to);
  }
  return told.content > standing.content;
}

/**
 * What is recorded of an interval after a batch of `at` told it. The outcome is the same in whatever order batches arrive: the one of the
 * latest time counts, and a complete batch after it that did not hold the interval ends it.
 */
export function planTold(
  from: number,
  told: Pick<Standing, 'to' | 'content'>,
  at: number,
  standing: Standing | null,
  lists: Lists,
): Standing {
  if (standing) {
    const known = confirmedAt(standing, lists);
    if (at < known || (at === known && !goesBefore(told, standing))) {
      return standing;
    }
    if (told.to === standing.to && told.content === standing.content) {
      // Told again; nothing to write for what lasts, as the next list confirms it anyhow.
      return { ...standing, toldAt: at };
    }
  }
  if (told.to !== LASTING) {
    return { ...told, toldAt: at, endedBy: null };
  }
  const next = lists.find(list => list.at > at);
  return next
    ? { ...told, toldAt: at, to: endBy(from, at, next), endedBy: next.at }
    : { ...told, toldAt: at, endedBy: null };
}

/** What is recorded of an interval that the complete batch `list` does not hold. */
export function planMissing(
  from: number,
  standing: Standing,
  list: List,
  lists: Lists,
): Standing {
  const isEnded = standing.to !== LASTING && standing.endedBy === null;
  // Held by a later batch, or missed by an earlier one: that is known already.
  if (
    isEnded ||
    confirmedAt(standing, lists) >= list.at ||
    (standing.endedBy !== null && standing.endedBy <= list.at)
  ) {
    return standing;
  }
  return {
    ...standing,
    to: endBy(from, standing.toldAt, list),
    endedBy: list.at,
  };
}
