import { replayAliasMoves } from './aliasHistory';

describe('replayAliasMoves', () => {
  it('answers where every alias points, without those taken away', () => {
    expect(
      replayAliasMoves([
        { alias: 'production', from: null, to: '1' },
        { alias: 'candidate', from: null, to: '2' },
        { alias: 'production', from: '1', to: '2' },
        { alias: 'candidate', from: '2', to: null },
      ]),
    ).toEqual(new Map([['production', '2']]));
  });

  it('tells a gap', () => {
    expect(() =>
      replayAliasMoves([
        { alias: 'production', from: null, to: '1' },
        { alias: 'production', from: '2', to: '3' },
      ]),
    ).toThrow(
      'The history of production has a gap: it pointed to 1, and the next move begins at 2',
    );
  });
});
