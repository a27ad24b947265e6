import fc from 'fast-check';
import { localPeriods } from './calendar';
import { fleet, fleetIn, zone } from './__testUtils__/arbitraries';
import {
  integrateBySeconds,
  keyOfDimensions,
} from './__testUtils__/bruteForce';
import {
  everyDimension,
  gpuHoursOf,
  moneyOf,
  plain,
  tallyOf,
} from './__testUtils__/exactCosts';

jest.setTimeout(3_600_000);

/** Fleets for each property; many more with `FLEETS=10000`. */
const FLEETS = Number(process.env.FLEETS ?? 100);

describe('integrate, beside an integrator that looks at every second', () => {
  it('agrees exactly on money and GPU-hours of every dimension, in every currency', () => {
    fc.assert(
      fc.property(fleetIn('USD', 'EUR'), ({ ledger, window }) => {
        const expected = integrateBySeconds(ledger, window);
        const ours = everyDimension(ledger, { window });
        expect(gpuHoursOf(ours)).toEqual(plain(expected.gpuHours));
        const money = ['USD', 'EUR'].flatMap(currency =>
          Object.entries(
            moneyOf(
              tallyOf(ledger, { window }, ({ dimensions, period }) =>
                keyOfDimensions(dimensions, currency, period),
              ),
              currency,
            ),
          ),
        );
        expect(Object.fromEntries(money)).toEqual(plain(expected.micros));
      }),
      { numRuns: FLEETS },
    );
  });

  it('agrees exactly on every local day and hour, over changes of the clock', () => {
    fc.assert(
      fc.property(
        fleet,
        zone,
        fc.constantFrom('hour' as const, 'day' as const),
        ({ ledger, window }, timezone, unit) => {
          const periods = localPeriods(window, unit, timezone);
          const label = new Intl.DateTimeFormat('en', {
            timeZone: timezone,
            timeZoneName: 'longOffset',
            year: 'numeric',
            month: '2-digit',
            day: '2-digit',
            hour: unit === 'hour' ? '2-digit' : undefined,
          });
          const named = (instant: number) => {
            const text = label.format(instant);
            // A day goes on when the clock changes; of an hour that comes twice each is one.
            return unit === 'hour' ? text : text.split(',')[0] ?? '';
          };
          const expected = integrateBySeconds(ledger, window, named);
          const ours = everyDimension(ledger, {
            window,
            periodStarts: periods.map(({ from }) => from),
          });
          const renamed = Object.entries(gpuHoursOf(ours)).map(
            ([key, value]) => {
              const [dimensions, currency, period] = JSON.parse(key);
              return [
                keyOfDimensions(
                  Object.fromEntries(dimensions),
                  currency,
                  named(periods[Number(period)]?.from ?? 0),
                ),
                value,
              ];
            },
          );
          expect(Object.fromEntries(renamed)).toEqual(plain(expected.gpuHours));
        },
      ),
      { numRuns: FLEETS },
    );
  });
});
