import { WHOLE_FLEET } from './costScope';
import { parseCostsParams, writeCostsParams } from './costsParams';

const parse = (text: string) =>
  parseCostsParams(new URLSearchParams(text), 'Europe/Berlin');

describe('the parameters of the page of costs', () => {
  it('are this month in the zone of the reader unless the URL says otherwise', () => {
    expect(parse('')).toEqual({
      view: 'costs',
      window: { name: 'month' },
      zone: 'Europe/Berlin',
      idle: 'separate',
      by: null,
      label: 'app.kubernetes.io/part-of',
      currency: null,
      rollUp: 0,
      scope: WHOLE_FLEET,
    });
  });

  it('come back as they were written', () => {
    const text =
      'window=custom&from=2026-10-01&to=2026-10-31&zone=UTC&idle=even&by=node&currency=EUR&rollUp=2&owner=group%3Adefault%2Fsupport&owner=none';
    const again = writeCostsParams(parse(text));
    expect(parse(again.toString())).toEqual(parse(text));
    expect(parse(text).scope.owner).toEqual(['group:default/support', 'none']);
  });

  it('leave out what is as usual, except for the zone, and keep what is not theirs', () => {
    const next = writeCostsParams(
      parse(''),
      new URLSearchParams('tab=x&idle=even'),
    );
    expect(next.toString()).toBe('tab=x&zone=Europe%2FBerlin');
  });

  it('make do with nonsense', () => {
    const params = parse('window=custom&from=2026-02-30&idle=x&by=y&rollUp=-1');
    expect(params).toEqual(parse(''));
  });
});
