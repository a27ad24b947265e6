import { historyOf, type Life } from './__testUtils__/serverLife';
import { defaultZombiePolicy } from './policy';
import { findSyntheticStream } from './syntheticStream';

function find(life: Life, days = 20) {
  const history = historyOf(days, life);
  return findSyntheticStream(history, days * 24, defaultZombiePolicy);
}

/** Scatter that is the same in every run: -1 to 1. */
const scatter = (before: number) => Math.sin(before * 12.9898 + before ** 2);

describe('synthetic streams', () => {
  it.each([
    ['each minute', 60, 1],
    ['each five minutes', 12, 5],
    ['each hour', 1, 16],
  ])('finds a monitor that asks %s', (_, requests, size) => {
    const stream = find(() => ({ requests, tokens: requests * size }));
    expect(stream).toEqual({
      requestsPerHour: requests,
      tokensPerRequest: size,
    });
  });

  it('finds one with scatter, lost samples and hours without an answer', () => {
    const stream = find(before => {
      if (before % 17 === 0) return { requests: null };
      if (before % 31 === 0) return { requests: 0 };
      const requests = Math.round(60 + 8 * scatter(before));
      return { requests, tokens: requests * 2 };
    });
    expect(stream?.tokensPerRequest).toBe(2);
  });

  it('finds a clock that strikes each six hours', () => {
    const life: Life = before =>
      before % 6 === 0 ? { requests: 1, tokens: 1 } : {};
    expect(find(life)).toBeDefined();
  });

  it('takes a clock that strikes once a day for a job', () => {
    const life: Life = before =>
      before % 24 === 0 ? { requests: 1, tokens: 1 } : {};
    expect(find(life, 60)).toBeUndefined();
  });

  it('takes short answers that follow day and night for use', () => {
    const life: Life = (_, hour) => {
      const requests = Math.round(60 + 30 * Math.sin((hour / 12) * Math.PI));
      return { requests, tokens: requests };
    };
    expect(find(life)).toBeUndefined();
  });

  it('takes long answers at a flat rate for use', () => {
    expect(find(() => ({ requests: 60, tokens: 60 * 90 }))).toBeUndefined();
  });

  it('takes answers of many sizes for use', () => {
    const life: Life = before => ({
      requests: 2,
      tokens: 2 * (before % 3 === 0 ? 1 : 15 + (before % 20)),
    });
    expect(find(life)).toBeUndefined();
  });

  it('takes requests without told tokens for synthetic only when they come by the clock', () => {
    expect(find(() => ({ requests: 60, tokens: null }))).toBeDefined();
    const life: Life = before => ({
      requests: Math.round(60 + 20 * scatter(before)),
      tokens: null,
    });
    expect(find(life)).toBeUndefined();
  });
});
