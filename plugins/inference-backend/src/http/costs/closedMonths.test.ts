import { TestDatabases } from '@backstage/backend-test-utils';
import {
  instant,
  NOW,
  price,
  startCosts,
  type StartedCosts,
} from '../../__testUtils__/startCosts';
import type { InstantMs } from '../../types';

jest.setTimeout(120_000);

const OCTOBER = 'from=2026-10-01&to=2026-11-01';
const CORRECTION = /,Correction\r\n/;

/** Rows of a CSV file that `isWanted` lets through. */
const rows = (text: string, isWanted: (row: string) => boolean) =>
  text.split(/(?<=\r\n)/).filter(row => isWanted(row));

/** Costs of a column, in micro-units, so that they add up exactly. */
function sumOf(text: string, column: string): number {
  const [header = '', ...lines] = text.trimEnd().split('\r\n');
  const index = header.split(',').indexOf(column);
  return lines.reduce((sum, line) => {
    const cells = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [];
    return sum + Math.round(Number(cells[index]?.replace(',', '')) * 1e6);
  }, 0);
}

describe('a closed month', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fleet: StartedCosts;

  const get = async (path: string) =>
    (await fleet.as('ada').get(`/costs?${path}`)).body;
  const exported = async (path: string) =>
    (await fleet.as('ada').get(`/costs/export?${path}`)).text;

  /** From the 11th on half of it is dearer, and the chat is somebody else's. */
  async function changeOctober() {
    const match = { ...price('', {}).match, instanceType: 'p5.48xlarge' };
    await fleet.ledger.replacePrices('shipped', [
      price('p5', { match, to: instant('2026-10-11T00:00:00Z') }),
      price('p5-new', {
        match,
        from: instant('2026-10-11T00:00:00Z'),
        micros: 17_000_001,
      }),
    ]);
    await fleet.ledger.setOwnership(instant('2026-10-11T06:00:00Z'), [
      {
        subject: 'chat',
        owner: 'group:default/search',
        model: 'support/chat',
        version: '1.0.0',
      },
    ]);
  }

  beforeEach(async () => {
    fleet = await startCosts(databases);
    await fleet.rollUp();
    await fleet.ledger.closeMonths(NOW as InstantMs, 0);
  });

  it('says when it was closed, and that nothing changed since', async () => {
    const report = await get(OCTOBER);
    expect(report.closedMonths).toEqual([
      {
        from: '2026-10-01T00:00:00.000Z',
        to: '2026-11-01T00:00:00.000Z',
        closedAt: new Date(NOW).toISOString(),
      },
    ]);
    expect(report.correction).toBe(0);
    expect(report.lines[0].told).toBeNull();
    const november = await get('from=2026-11-01&to=2026-12-01');
    expect([november.closedMonths, november.correction]).toEqual([[], null]);
  });

  it.each(['owner', 'server', 'node', 'bucket', 'model'])(
    'by %s keeps what was told, and tells what late data changed as a correction',
    async groupBy => {
      const path = `${OCTOBER}&groupBy=${groupBy}`;
      const told = await get(path);
      await changeOctober();
      for (const isRolledUp of [false, true]) {
        if (isRolledUp) await fleet.rollUp();
        const now = await get(path);
        expect(now.total).toBeGreaterThan(told.total);
        expect(now.correction).toBe(now.total - told.total);
        const then = new Map(
          now.lines.map(
            (line: {
              key: string;
              micros: number;
              told: { micros: number } | null;
            }) => [line.key, line.told?.micros ?? line.micros],
          ),
        );
        for (const { key, micros } of told.lines) {
          expect([key, then.get(key)]).toEqual([key, micros]);
          then.delete(key);
        }
        expect([...then.values()].every(micros => micros === 0)).toBe(true);
        expect(
          now.caveats.find(({ code }: { code: string }) => code === 'corrected')
            .values,
        ).toEqual({ micros: now.correction, currency: 'USD' });
      }
    },
  );

  it.each(['weighted', 'even'])(
    'keeps what was told with idle GPUs shared out (%s)',
    async idle => {
      const path = `${OCTOBER}&idle=${idle}`;
      const told = await get(path);
      await changeOctober();
      const now = await get(path);
      expect(now.total - now.correction).toBe(told.total);
      const [first] = told.lines;
      const same = now.lines.find(
        ({ key }: { key: string }) => key === first.key,
      );
      expect(same.told.micros).toBe(first.micros);
    },
  );

  it('tells nothing of what is not kept of closed months: pods, labels, hours', async () => {
    await changeOctober();
    const report = await get(`${OCTOBER}&groupBy=pod`);
    expect(report.closedMonths).toHaveLength(1);
    expect(report.correction).toBeNull();
    const hours = await get(
      'from=2026-10-11&to=2026-10-13&granularity=hour&timezone=UTC',
    );
    expect(hours.correction).toBeNull();
  });

  it('tells of a window that begins within it the corrections of its days', async () => {
    const told = await get('from=2026-10-10&to=2026-11-03');
    await changeOctober();
    const { total, correction } = await get('from=2026-10-10&to=2026-11-03');
    const days = await get('from=2026-11-01&to=2026-11-03');
    // Two days of November are dearer as well, which is no correction: that month is open.
    const november = days.total - 1_584_000_000;
    expect(november).toBeGreaterThan(0);
    expect(total - correction).toBe(told.total + november);
  });

  it.each([
    ['csv', 'cost', 'day'],
    ['csv', 'cost', 'month'],
    ['focus', 'EffectiveCost', 'day'],
    ['focus', 'EffectiveCost', 'month'],
  ])(
    'keeps every row of a file (%s, %s by %s), and has corrections as rows of their own',
    async (format, column, granularity) => {
      const path = `${OCTOBER}&format=${format}&granularity=${granularity}`;
      const isCorrection = (row: string) =>
        format === 'csv' ? CORRECTION.test(row) : row.includes(',Correction,');
      const before = await exported(path);
      expect(rows(before, isCorrection)).toEqual([]);
      await changeOctober();
      await fleet.rollUp();
      const after = await exported(path);
      const told = rows(before, () => true);
      const kept = rows(after, row => !isCorrection(row));
      expect(kept.sort()).toEqual(told.sort());
      expect(rows(after, isCorrection).length).toBeGreaterThan(0);
      const { total } = await get(`${OCTOBER}&groupBy=node`);
      expect(Math.abs(sumOf(after, column) - total)).toBeLessThanOrEqual(
        granularity === 'day' ? 31 : 0,
      );
    },
  );
});
