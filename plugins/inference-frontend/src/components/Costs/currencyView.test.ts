import { costLine, costReport } from '../../__fixtures__/costs/report';
import { inCurrency } from './currencyView';

describe('inCurrency', () => {
  it('shows a report of one currency as it is', () => {
    const report = costReport();
    const view = inCurrency(report, 'EUR');
    expect(view).toMatchObject({
      currency: 'USD',
      currencies: ['USD'],
      total: report.total,
    });
    expect(view.lines).toBe(report.lines);
  });

  it('never adds amounts of two currencies', () => {
    const lines = [
      costLine({ micros: 10 }),
      costLine({ key: 'b', currency: 'EUR', micros: 7 }),
      costLine({ key: 'c', currency: null, micros: null }),
    ];
    const report = costReport({ currency: null, total: null, lines });
    expect(inCurrency(report, null)).toMatchObject({
      currency: 'EUR',
      currencies: ['EUR', 'USD'],
      total: 7,
    });
    const dollars = inCurrency(report, 'USD');
    expect(dollars.total).toBe(10);
    expect(dollars.lines.map(({ key }) => key)).toEqual([
      'group:default/support',
      'c',
    ]);
  });

  it('has no total where nobody knows a price', () => {
    const report = costReport({
      currency: null,
      total: null,
      lines: [costLine({ currency: null, micros: null })],
    });
    expect(inCurrency(report, null)).toMatchObject({
      currency: null,
      total: null,
    });
  });
});
