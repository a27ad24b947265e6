import fc from 'fast-check';
import { metrics } from './__testUtils__/arbitraries';
import { metricDirection, metricVerdict } from './metricVerdict';

const OPPOSITE = {
  better: 'worse',
  worse: 'better',
  same: 'same',
  unknown: 'unknown',
} as const;

describe('metric verdicts', () => {
  it.each([
    ['accuracy', 'higher'],
    ['mmlu_pro', 'higher'],
    ['evalAccuracy', 'higher'],
    ['pass@1', 'higher'],
    ['rougeL', 'higher'],
    ['eval_loss', 'lower'],
    ['WER', 'lower'],
    ['latency p95', 'lower'],
    ['error_rate_at_recall', 'lower'],
    ['epochs', null],
    ['flower', null],
  ])('know the direction of %s', (name, direction) => {
    expect(metricDirection(name)).toBe(direction);
  });

  it('follow the direction that the results state, and know nothing when they contradict each other', () => {
    const a = { name: 'epochs', value: 1 };
    const b = { name: 'epochs', value: 2 };
    expect(metricVerdict(a, b)).toBe('unknown');
    expect(metricVerdict(a, { ...b, better: 'lower' })).toBe('worse');
    expect(metricVerdict({ ...a, better: 'higher' }, b)).toBe('better');
    expect(
      metricVerdict({ ...a, better: 'higher' }, { ...b, better: 'lower' }),
    ).toBe('unknown');
    expect(metricVerdict(a, undefined)).toBe('unknown');
    expect(metricVerdict(a, a)).toBe('same');
  });

  it('turn around when the sides do', () => {
    fc.assert(
      fc.property(metrics, metrics, (a, other) => {
        const b = { ...other, name: a.name };
        expect(metricVerdict(b, a)).toBe(OPPOSITE[metricVerdict(a, b)]);
      }),
    );
  });
});
