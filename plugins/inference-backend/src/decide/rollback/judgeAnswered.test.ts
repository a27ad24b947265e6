import { judgeAnswered } from './judgeAnswered';

describe('judgeAnswered', () => {
  it.each([
    [null, false, 'Nobody counts requests of its new pods'],
    [{ succeeded: 12, failed: null }, false, 'answered 12 requests; nobody'],
    [{ succeeded: 0, failed: 0 }, false, 'no request yet'],
    [{ succeeded: 1, failed: 18 }, false, '18 of 19 requests'],
    [{ succeeded: 18, failed: 2 }, true, '2 of 20 requests'],
    [{ succeeded: 95, failed: 5 }, false, '5 of 100 requests'],
    [{ succeeded: 0, failed: 1_200 }, true, '1,200 of 1,200 requests'],
  ])('takes %j for failing: %s', (answered, isFailing, words) => {
    expect(judgeAnswered(answered)).toEqual({
      isFailing,
      message: expect.stringContaining(words),
    });
  });
});
