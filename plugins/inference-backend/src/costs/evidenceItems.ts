import { reduce, type Fraction } from '../decide/cost/fractions';
import type { CostPart } from '../decide/cost/nodeParts';
import { hashJson } from '../record/database/hash';

/**
 * The place of a stretch among all of a line: its beginning, what it is about, a hash of all that does not change in it, and a number
 * among those that are alike in all of this. Stretches that come or go elsewhere do not change it, nor does the end of its own.
 */
export type EvidenceKey = readonly [
  from: number,
  name: string,
  hash: string,
  ordinal: number,
];

/** A stretch in which nothing changed: neither who held what, nor its price. */
export interface EvidenceStretch {
  readonly from: number;
  readonly to: number;
  readonly part: CostPart;
  readonly quantity: bigint;
  /** Physical GPUs; of what nobody held the mean. */
  readonly weight: Fraction;
  readonly key: EvidenceKey;
}

type Unplaced = Omit<EvidenceStretch, 'key'> & { readonly identity: string };

/** As they are told: negative when `a` comes first. */
export function compareKeys(a: EvidenceKey, b: EvidenceKey): number {
  for (const [index, part] of a.entries()) {
    const other = b[index] ?? part;
    if (part !== other) {
      return part < other ? -1 : 1;
    }
  }
  return 0;
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

function nameOf({ dimensions }: CostPart): string {
  const { nodeUid, podUid, bucket, idleKind } = dimensions;
  return JSON.stringify([nodeUid, podUid, bucket, idleKind]);
}

/** Gives stretches their places, and orders them by these. */
function place(stretches: readonly Unplaced[]): EvidenceStretch[] {
  const alike = new Map<string, number>();
  return [...stretches]
    .sort((a, b) => a.to - b.to)
    .map(({ identity, ...stretch }): EvidenceStretch => {
      const hash = hashJson(identity).slice(0, 16);
      const group = `${stretch.from} ${hash}`;
      const ordinal = alike.get(group) ?? 0;
      alike.set(group, ordinal + 1);
      return {
        ...stretch,
        key: [stretch.from, nameOf(stretch.part), hash, ordinal],
      };
    })
    .sort((a, b) => compareKeys(a.key, b.key));
}

/** Joins parts that follow each other and differ in nothing but the time, oldest first. */
export function joinParts(parts: Iterable<CostPart>): EvidenceStretch[] {
  const joined: Unplaced[] = [];
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
      joined.push({
        from,
        to,
        part,
        weight,
        quantity: term.quantity,
        identity,
      });
    }
  }
  return place(joined);
}
