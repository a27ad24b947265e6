import { thousands } from './thousands';

describe('thousands', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [496_274, '496,274'],
    [1_234_567, '1,234,567'],
    [0.25, '0.25'],
  ])('says %p as %p', (value, text) => {
    expect(thousands(value)).toBe(text);
  });
});
