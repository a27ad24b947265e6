import type { Piece } from './intervals';
import type { CommitmentRow, NodeInterval } from './ledger';
import { matchesNode } from './PriceBook';

/** A stretch in which a commitment pays for a node. */
export interface CoveredStretch {
  readonly from: number;
  readonly to: number;
  readonly commitment: CommitmentRow;
}

/** A stretch in which `nodes` committed nodes are paid for and not used. */
export interface UnusedStretch extends CoveredStretch {
  readonly nodes: number;
}

/** What commitments pay for. */
export interface CommitmentCoverage {
  readonly covered: ReadonlyMap<Piece<NodeInterval>, readonly CoveredStretch[]>;
  readonly unused: readonly UnusedStretch[];
}

const lasts = (stretch: { from: number; to: number | null }, at: number) =>
  stretch.from <= at && (stretch.to === null || at < stretch.to);

/** Longest-standing node first, so that a node that joins takes nobody's place. */
function bySeniority(a: Piece<NodeInterval>, b: Piece<NodeInterval>): number {
  return a.row.from - b.row.from || (a.row.uid < b.row.uid ? -1 : 1);
}

/**
 * Shares commitments among the nodes of the window: each pays for at most its number of nodes at any instant, a node is paid for once,
 * and a node with a price of its own needs none.
 */
export function coverNodes(
  pieces: readonly Piece<NodeInterval>[],
  commitments: readonly CommitmentRow[],
  window: { readonly from: number; readonly to: number },
): CommitmentCoverage {
  const covered = new Map<Piece<NodeInterval>, CoveredStretch[]>();
  const unused: UnusedStretch[] = [];
  const inOrder = [...commitments].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (inOrder.length === 0) return { covered, unused };
  const candidates = pieces
    .filter(
      ({ row }) =>
        row.statedPrice === null &&
        inOrder.some(({ match }) => matchesNode(match, row)),
    )
    .sort(bySeniority);
  const cuts = new Set<number>([window.from, window.to]);
  for (const { from, to } of [...candidates, ...inOrder]) {
    for (const cut of [from, to ?? Infinity]) {
      if (cut > window.from && cut < window.to) cuts.add(cut);
    }
  }
  const begins = [...cuts].sort((a, b) => a - b);
  for (const [index, from] of begins.slice(0, -1).entries()) {
    const to = begins[index + 1] ?? window.to;
    const taken = new Set<Piece<NodeInterval>>();
    for (const commitment of inOrder) {
      if (!lasts(commitment, from)) continue;
      let left = commitment.nodes;
      for (const piece of candidates) {
        if (left <= 0) break;
        if (taken.has(piece) || !lasts(piece, from)) continue;
        if (!matchesNode(commitment.match, piece.row)) continue;
        taken.add(piece);
        left -= 1;
        const stretches = covered.get(piece) ?? [];
        stretches.push({ from, to, commitment });
        covered.set(piece, stretches);
      }
      if (left > 0) unused.push({ from, to, commitment, nodes: left });
    }
  }
  return { covered, unused };
}
