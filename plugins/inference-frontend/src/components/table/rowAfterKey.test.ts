import { rowAfterKey } from './rowAfterKey';

describe('rowAfterKey', () => {
  it('moves by row, by page and to both ends without leaving the table', () => {
    expect(rowAfterKey('ArrowDown', 0, 100, 10)).toBe(1);
    expect(rowAfterKey('ArrowUp', 0, 100, 10)).toBe(0);
    expect(rowAfterKey('PageDown', 5, 100, 10)).toBe(14);
    expect(rowAfterKey('PageUp', 5, 100, 10)).toBe(0);
    expect(rowAfterKey('End', 5, 100, 10)).toBe(99);
    expect(rowAfterKey('Home', 5, 100, 10)).toBe(0);
  });

  it('leaves other keys and empty tables alone', () => {
    expect(rowAfterKey('a', 5, 100, 10)).toBeUndefined();
    expect(rowAfterKey('ArrowDown', 0, 0, 10)).toBeUndefined();
  });
});
