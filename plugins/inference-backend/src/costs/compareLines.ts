import type { CostLine } from '@inference-portal/plugin-inference-common';
import { compareCosts, type PaidTime } from '../decide/cost/compareCosts';
import type { CostTally } from '../decide/cost/CostTally';
import { ZERO } from '../decide/cost/fractions';
import { goneLines, lineKey } from './goneLines';

/** What lines are made of, by kind of GPU time. */
export type Kinds = ReadonlyMap<string, CostTally>;

function paidTimes(
  kinds: CostTally | undefined,
  currency: string,
): Map<string, PaidTime> {
  return new Map(
    (kinds?.entries() ?? []).map(([kind, amount]) => [
      kind,
      {
        micros: amount.micros(currency) ?? ZERO,
        gpuHours: amount.gpuHours(),
      },
    ]),
  );
}

function difference(
  line: CostLine,
  before: CostLine | undefined,
  now: CostTally | undefined,
  then: CostTally | undefined,
): NonNullable<CostLine['previous']> {
  const { currency, micros } = line;
  // A line without a predecessor cost nothing then; one whose price nobody knew cost nobody knows what.
  const absent = micros === null ? null : 0;
  const micros0 = before ? before.micros : absent;
  const effects =
    currency === null || micros === null || micros0 === null
      ? null
      : compareCosts(
          paidTimes(now, currency),
          paidTimes(then, currency),
          BigInt(micros) - BigInt(micros0),
        );
  return {
    micros: micros0,
    gpuHours: before?.gpuHours ?? 0,
    priceEffect: effects && Number(effects.priceEffect),
    quantityEffect: effects && Number(effects.quantityEffect),
  };
}

/** The lines beside those of the window before, with what is gone since; the effects add up to each difference. */
export function compareLines(
  lines: readonly CostLine[],
  previous: readonly CostLine[],
  kinds: { readonly now: Kinds; readonly then: Kinds },
): CostLine[] {
  const before = new Map(previous.map(line => [lineKey(line), line]));
  return [...lines, ...goneLines(lines, previous)].map(line => ({
    ...line,
    previous: difference(
      line,
      before.get(lineKey(line)),
      kinds.now.get(line.key),
      kinds.then.get(line.key),
    ),
  }));
}
