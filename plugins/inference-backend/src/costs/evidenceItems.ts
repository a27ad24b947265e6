import { reduce, type Fraction } from '../decide/cost/fractions';
import type { CostPart } from '../decide/cost/nodeParts';

/** A stretch in which nothing changed: neither who held what, nor its price. */
export interface EvidenceStretch {
  readonly from: number;
  readonly to: number;
  readonly part: CostPart;
  readonly quantity: bigint;
  /** Physical GPUs; of what nobody held the mean. */
  readonly weight: Fraction;
}

function weightOf({ term, from, to }: CostPart): Fraction {
  return term.price?.gpus === 0
    ? { numerator: 0n, denominator: 1n }
    : reduce({
        numerator: term.quantity,
        denominator: BigInt(term.weightDenominator) * BigInt(to - from),
      });
}

function identityOf(
  { dimensions, term, labels }: CostPart,
  weight: Fraction,
): string {
  return JSON.stringify([
    Object.values(dimensions),
    term.price,
    term.weightDenominator,
    labels,
    String(weight.numerator),
    String(weight.denominator),
  ]);
}

function nameOf({ part: { dimensions } }: EvidenceStretch): string {
  const { nodeUid, podUid, bucket, idleKind } = dimensions;
  return JSON.stringify([nodeUid, podUid, bucket, idleKind]);
}

/** Joins parts that follow each other and differ in nothing but the time, oldest first. */
export function joinParts(parts: Iterable<CostPart>): EvidenceStretch[] {
  const joined: EvidenceStretch[] = [];
  const last = new Map<string, number>();
  for (const part of parts) {
    const weight = weightOf(part);
    const identity = identityOf(part, weight);
    const index = last.get(identity);
    const before = index === undefined ? undefined : joined[index];
    if (index !== undefined && before?.to === part.from) {
      joined[index] = {
        ...before,
        to: part.to,
        quantity: before.quantity + part.term.quantity,
      };
    } else {
      const { from, to, term } = part;
      last.set(identity, joined.length);
      joined.push({ from, to, part, weight, quantity: term.quantity });
    }
  }
  return joined
    .map(stretch => ({ stretch, name: nameOf(stretch) }))
    .sort(
      (a, b) =>
        a.stretch.from - b.stretch.from ||
        Number(a.name > b.name) - Number(a.name < b.name),
    )
    .map(({ stretch }) => stretch);
}
