import fc from 'fast-check';
import { changedSpans, joinSpans, subtractSpans, type Span } from './spans';

const span = fc
  .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }))
  .map(([a, b]): Span => ({ from: Math.min(a, b), to: Math.max(a, b) }));

const covers = (spans: readonly Span[], instant: number) =>
  spans.some(({ from, to }) => from <= instant && instant < to);

const INSTANTS = Array.from({ length: 31 }, (_, instant) => instant);

describe('spans', () => {
  it('cover the same instants when they are joined, in order and apart', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), spans => {
        const joined = joinSpans(spans);
        for (const instant of INSTANTS) {
          expect(covers(joined, instant)).toBe(covers(spans, instant));
        }
        joined.slice(1).forEach((one, index) => {
          expect(one.from).toBeGreaterThan(joined[index]?.to ?? Infinity);
        });
      }),
    );
  });

  it('cover what was covered and is not taken away', () => {
    fc.assert(
      fc.property(span, fc.array(span, { maxLength: 6 }), (one, others) => {
        const left = subtractSpans(one, others);
        for (const instant of INSTANTS) {
          expect(covers(left, instant)).toBe(
            covers([one], instant) && !covers(others, instant),
          );
        }
      }),
    );
  });

  it('tell where two versions of a fact differ', () => {
    const version = fc.option(
      fc
        .tuple(span, fc.constantFrom('a', 'b'))
        .map(([one, content]) => ({ ...one, content })),
    );
    const contentAt = (
      fact: (Span & { content: string }) | null,
      instant: number,
    ) => (fact && covers([fact], instant) ? fact.content : null);
    fc.assert(
      fc.property(version, version, (before, after) => {
        const changed = changedSpans(before, after);
        const differs = (instant: number) =>
          contentAt(before, instant) !== contentAt(after, instant);
        expect(
          INSTANTS.filter(
            instant => differs(instant) && !covers(changed, instant),
          ),
        ).toEqual([]);
        const isMoved = before?.content === after?.content;
        expect(
          INSTANTS.filter(
            instant => isMoved && covers(changed, instant) && !differs(instant),
          ),
        ).toEqual([]);
      }),
    );
  });
});
