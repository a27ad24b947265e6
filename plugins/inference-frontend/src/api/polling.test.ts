import { listInterval } from './polling';

describe('listInterval', () => {
  it('asks a fleet of one page every two seconds and larger ones less often', () => {
    expect(listInterval(0, false)).toBe(2_000);
    expect(listInterval(1, false)).toBe(2_000);
    expect(listInterval(10, false)).toBe(20_000);
    expect(listInterval(100, false)).toBe(30_000);
  });

  it('slows down while the backend fails', () => {
    expect(listInterval(1, true)).toBe(10_000);
  });
});
