import { costLine } from '../../__fixtures__/costs/report';
import { effectsOf, trendOf } from './effects';

describe('effectsOf', () => {
  it('adds up what prices did and what quantities did', () => {
    expect(effectsOf([costLine(), costLine({ key: 'b' })])).toEqual({
      before: 2240_431_666,
      price: 40_000_000,
      quantity: 200_000_000,
      hours: 2113,
      hoursBefore: 1920,
      incomparable: 0,
    });
  });

  it('leaves out a line whose price was unknown in one of the periods, and says so', () => {
    const unknown = costLine({
      previous: {
        micros: null,
        gpuHours: 300,
        priceEffect: null,
        quantityEffect: null,
      },
    });
    expect(effectsOf([costLine(), unknown])).toMatchObject({
      before: 1120_215_833,
      incomparable: 1,
    });
  });

  it('is nothing when nothing was compared', () => {
    expect(effectsOf([costLine({ previous: null })])).toBeNull();
  });
});

describe('trendOf', () => {
  const show = (micros: number) => `$${(micros / 1_000_000).toFixed(2)}`;

  it('takes what is shown as nothing for nothing', () => {
    expect(trendOf(3, show)).toBe('none');
    expect(trendOf(-4_999, show)).toBe('none');
    expect(trendOf(5_001, show)).toBe('up');
    expect(trendOf(-40_000_000, show)).toBe('down');
  });
});
