import {
  COST_KEY_IDLE,
  type CostGrouping,
  type IdleView,
} from '@inference-portal/plugin-inference-common';
import fc from 'fast-check';
import { checkFleets, share } from '../decide/cost/__testUtils__/checkFleets';
import type { Fleet } from '../decide/cost/__testUtils__/arbitraries';
import { plain, tallyOf } from '../decide/cost/__testUtils__/exactCosts';
import {
  add,
  compare,
  divide,
  multiply,
  subtract,
  type Fraction,
  ZERO,
} from '../decide/cost/fractions';
import { GroupTree } from '../decide/groupTree';
import { costKey, isHeldKey } from './costKey';
import { hiddenKey, isHidden, shareIdle } from './shareIdle';

jest.setTimeout(3_600_000);

/** Fleets for each property; many more with `FLEETS=10000`. */
const check = checkFleets(Number(process.env.FLEETS ?? 100));

type Line = readonly [key: string, micros: Fraction];

const NEWCOMER = 'group:default/newcomer';
const NO_GROUPS = new GroupTree([]);

const grouping = fc.constantFrom<CostGrouping>(
  'owner',
  'model',
  'version',
  'server',
  'pod',
  'node',
  'cluster',
  'bucket',
);
const view = fc.constantFrom<IdleView>('separate', 'weighted', 'even');

/** What the fleet cost in US dollars, line by line, and a team that holds nothing. */
function linesOf({ ledger, window }: Fleet, groupBy: CostGrouping): Line[] {
  const question = { groupBy, label: null, rollUp: 0 };
  const lines = tallyOf(ledger, { window }, part =>
    costKey(question, part, NO_GROUPS),
  )
    .entries()
    .flatMap(([key, amount]): Line[] => {
      const micros = amount.micros('USD');
      return micros ? [[key, micros]] : [];
    });
  return [...lines, [NEWCOMER, ZERO]];
}

const sumOf = (lines: readonly Line[]) =>
  lines.reduce((sum, [, micros]) => add(sum, micros), ZERO);
const heldOf = (lines: readonly Line[]) =>
  lines.filter(([key]) => isHeldKey(key));
const microsOf = (lines: readonly Line[], wanted: string) =>
  lines.find(([key]) => key === wanted)?.[1] ?? ZERO;

describe('a view that shares out idle GPUs', () => {
  it('I10: changes no sum, whatever lines are grouped by', () => {
    check(
      (fleet, groupBy, idleView) => {
        const lines = linesOf(fleet, groupBy);
        const before = sumOf(lines);
        expect(compare(sumOf(shareIdle(lines, idleView)), before)).toBe(0);
      },
      grouping,
      view,
    );
  });

  it('I10: gives a team without grants nothing by weight, and every other its part of what all hold', () => {
    check((fleet, groupBy) => {
      const lines = linesOf(fleet, groupBy);
      const held = sumOf(heldOf(lines));
      fc.pre(held.numerator > 0n);
      const idle = microsOf(lines, COST_KEY_IDLE);
      const shared = shareIdle(lines, 'weighted');
      expect(microsOf(shared, NEWCOMER).numerator).toBe(0n);
      for (const [key, micros] of heldOf(lines)) {
        const gained = subtract(microsOf(shared, key), micros);
        const part = multiply(idle, divide(micros, held));
        expect([key, compare(gained, part)]).toEqual([key, 0]);
      }
    }, grouping);
  });

  it('I10: gives every line that is held the same part when it shares evenly', () => {
    check((fleet, groupBy) => {
      const lines = linesOf(fleet, groupBy);
      fc.pre(sumOf(heldOf(lines)).numerator > 0n);
      const part = divide(microsOf(lines, COST_KEY_IDLE), {
        numerator: BigInt(heldOf(lines).length),
        denominator: 1n,
      });
      const shared = shareIdle(lines, 'even');
      for (const [key, micros] of heldOf(lines)) {
        const gained = subtract(microsOf(shared, key), micros);
        expect([key, compare(gained, part)]).toEqual([key, 0]);
      }
    }, grouping);
  });

  it('I10: leaves alone what is neither held nor idle', () => {
    check(
      (fleet, groupBy, idleView) => {
        const lines = linesOf(fleet, groupBy);
        const others = (of: readonly Line[]) =>
          plain(of.filter(([key]) => !isHeldKey(key) && key !== COST_KEY_IDLE));
        expect(others(shareIdle(lines, idleView))).toEqual(others(lines));
      },
      grouping,
      view,
    );
  });

  it('I10: gives a team the same to those who see all lines and to those who see its own', () => {
    check(
      (fleet, idleView, seen) => {
        const lines = linesOf(fleet, 'owner');
        const limit = Math.floor(seen * lines.length);
        const partly = lines.map(
          ([key, micros], index): Line => [
            index < limit ? key : hiddenKey(key),
            micros,
          ],
        );
        const whole = new Map(shareIdle(lines, idleView));
        const shown = shareIdle(partly, idleView).filter(
          ([key]) => !isHidden(key),
        );
        expect(plain(shown)).toEqual(
          plain(shown.map(([key]) => [key, whole.get(key) ?? null])),
        );
      },
      view,
      share,
    );
  });
});
