import type { NodeInterval } from '../../decide/cost/ledger';
import type { TimeWindow } from '../../record/ledger/LedgerStore';

/** The nodes that were there from an instant on. */
export interface NodesFrom {
  readonly at: TimeWindow['to'];
  readonly nodes: readonly NodeInterval[];
  /** True when `from` of the nodes is when they were created, and not when somebody saw them first. */
  readonly told: boolean;
}

/**
 * The nodes of a stretch without evidence, from what is known before and after it: a node that was there on both sides was there in
 * between, and one that is there afterwards since it was created. One that went away in it is left out: nobody knows when.
 *
 * @param before - nodes of the window that ends where the stretch begins; an end of null is that of the window
 */
export function nodesBetween(
  { from, to }: TimeWindow,
  before: readonly NodeInterval[],
  later: NodesFrom,
): readonly NodeInterval[] {
  const there = new Set(later.nodes.map(({ uid }) => uid));
  const stayed = before.filter(
    node => node.to === null && node.from < to && there.has(node.uid),
  );
  const known = new Set(stayed.map(({ uid }) => uid));
  const came = later.told
    ? later.nodes.filter(node => !known.has(node.uid) && node.from < to)
    : [];
  return [...stayed, ...came].map(node => ({
    ...node,
    from: node.from > from ? node.from : from,
    to,
  }));
}
