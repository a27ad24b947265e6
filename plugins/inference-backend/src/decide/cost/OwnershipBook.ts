import { firstEndingAfter, type Piece, resolveOverlaps } from './intervals';
import type { AllocationInterval, OwnershipInterval } from './ledger';

/** A stretch of one ownership; null where nobody is known to own. */
export interface OwnedStretch {
  readonly from: number;
  readonly to: number;
  readonly ownership: OwnershipInterval | null;
}

/** What `OwnershipInterval.subject` says of an allocation. */
export function subjectOf({
  serverId,
  cluster,
  namespace,
}: Pick<AllocationInterval, 'serverId' | 'cluster' | 'namespace'>): string {
  return serverId ?? `namespace:${cluster}/${namespace}`;
}

/** Finds who owned what, at any time. */
export class OwnershipBook {
  private readonly bySubject = new Map<string, Piece<OwnershipInterval>[]>();

  constructor(rows: readonly OwnershipInterval[]) {
    const grouped = new Map<string, OwnershipInterval[]>();
    for (const row of rows) {
      const same = grouped.get(row.subject);
      if (same) same.push(row);
      else grouped.set(row.subject, [row]);
    }
    for (const [subject, same] of grouped) {
      this.bySubject.set(subject, resolveOverlaps(same));
    }
  }

  /** `[from, to)` as stretches of one ownership each, in order. */
  stretches(subject: string, from: number, to: number): OwnedStretch[] {
    const pieces = this.bySubject.get(subject) ?? [];
    const stretches: OwnedStretch[] = [];
    let cursor = from;
    for (let index = firstEndingAfter(pieces, from); cursor < to; index += 1) {
      const piece = pieces[index];
      const begin = Math.min(piece?.from ?? Infinity, to);
      if (begin > cursor) {
        stretches.push({ from: cursor, to: begin, ownership: null });
        cursor = begin;
      }
      if (piece && cursor < to) {
        const end = Math.min(piece.to, to);
        stretches.push({ from: cursor, to: end, ownership: piece.row });
        cursor = end;
      }
    }
    return stretches;
  }
}
