import {
  COST_KEY_IDLE,
  COST_KEY_UNALLOCATED,
  COST_KEY_UNOBSERVED,
  type CostEvidence,
  type CostLine,
  type CostReport,
  type CostSeries,
} from '@inference-portal/plugin-inference-common';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DOLLAR = 1_000_000;

/** First of November in Europe/Berlin. */
const FROM = Date.parse('2026-10-31T23:00:00Z');
const DAYS = 22;

/** A line of support's, which grew by 20 dollars of price and 100 of quantity, with what a test wants different. */
export function costLine(overrides: Partial<CostLine> = {}): CostLine {
  return {
    key: 'group:default/support',
    title: 'Support',
    currency: 'USD',
    micros: 1240_215_833,
    gpuHours: 1056.5,
    unpricedGpuHours: 0,
    estimated: false,
    gpuActivity: 0.37,
    unitCosts: null,
    told: null,
    previous: {
      micros: 1120_215_833,
      gpuHours: 960,
      priceEffect: 20 * DOLLAR,
      quantityEffect: 100 * DOLLAR,
    },
    ...overrides,
  };
}

/** A line that costs as much as it did before. */
function nobodysLine(key: string, dollars: number, gpuHours: number): CostLine {
  const micros = dollars * DOLLAR;
  return costLine({
    key,
    title: null,
    micros,
    gpuHours,
    gpuActivity: null,
    previous: { micros, gpuHours, priceEffect: 0, quantityEffect: 0 },
  });
}

/** Owners as groups from the largest to the smallest, then what belongs to nobody. */
export function costLines(): CostLine[] {
  const teams = [
    'Support',
    'Search',
    'Fraud',
    'Ads',
    'Research',
    'Docs',
    'Maps',
  ];
  return [
    ...teams.map((title, index) =>
      costLine({
        key: `group:default/${title.toLowerCase()}`,
        title,
        micros: 1240_215_833 - index * 150 * DOLLAR,
        gpuHours: 1056.5 - index * 120,
        estimated: title === 'Fraud',
        gpuActivity: title === 'Docs' ? null : 0.37,
        unpricedGpuHours: title === 'Maps' ? 12 : 0,
        previous:
          title === 'Maps'
            ? {
                micros: null,
                gpuHours: 300,
                priceEffect: null,
                quantityEffect: null,
              }
            : {
                micros: 1120_215_833 - index * 150 * DOLLAR,
                gpuHours: 960 - index * 120,
                priceEffect: 20 * DOLLAR,
                quantityEffect: 100 * DOLLAR,
              },
      }),
    ),
    nobodysLine(COST_KEY_UNALLOCATED, 210, 88),
    nobodysLine(COST_KEY_IDLE, 600, 400),
    nobodysLine(COST_KEY_UNOBSERVED, 40, 16),
  ];
}

function sum(lines: readonly CostLine[]): number {
  return lines.reduce((total, { micros }) => total + (micros ?? 0), 0);
}

/** Days of November until the 22nd; nothing is known of the ninth. */
export function costSeries(lines: readonly CostLine[]): CostSeries[] {
  return Array.from({ length: DAYS }, (_, index) => {
    const known = index === 8 ? [] : lines;
    const daily = known.map(line => ({
      ...line,
      micros: line.micros === null ? null : Math.round(line.micros / DAYS),
      previous: null,
    }));
    return {
      start: new Date(FROM + index * DAY).toISOString(),
      end: new Date(FROM + (index + 1) * DAY).toISOString(),
      lines: daily,
      total: known.length === 0 ? null : sum(daily),
    };
  });
}

/** This month so far by owner, in dollars, with what a test wants different. */
export function costReport(overrides: Partial<CostReport> = {}): CostReport {
  const lines = overrides.lines ?? costLines();
  return {
    from: new Date(FROM).toISOString(),
    to: new Date(FROM + DAYS * DAY).toISOString(),
    timezone: 'Europe/Berlin',
    currency: 'USD',
    groupBy: 'owner',
    granularity: 'day',
    idle: 'separate',
    total: sum(lines),
    closedMonths: [],
    correction: null,
    gpuHours: lines.reduce((total, { gpuHours }) => total + gpuHours, 0),
    lines,
    series: costSeries(lines),
    buckets: [
      { bucket: 'owned', micros: 5531_510_831, gpuHours: 4875.5 },
      { bucket: 'unallocated', micros: 210 * DOLLAR, gpuHours: 88 },
      { bucket: 'idle-free', micros: 450 * DOLLAR, gpuHours: 300 },
      { bucket: 'idle-fragmented', micros: 100 * DOLLAR, gpuHours: 70 },
      { bucket: 'idle-cordoned', micros: 50 * DOLLAR, gpuHours: 30 },
      { bucket: 'unobserved', micros: 40 * DOLLAR, gpuHours: 16 },
    ],
    priced: [
      { source: 'config', share: 0.71, gpuHours: 3820, asOf: null },
      {
        source: 'shipped',
        share: 0.26,
        gpuHours: 1400,
        asOf: '2026-08-04T00:00:00Z',
      },
      { source: 'unpriced', share: 0.03, gpuHours: 160, asOf: null },
    ],
    caveats: [
      {
        code: 'stale-prices',
        values: { date: '2026-08-04T00:00:00Z', days: 109 },
        message: '26 % of GPU-hours are priced by a list of 2026-08-04.',
      },
      {
        code: 'estimated',
        values: {},
        message: 'eu-west is known from metrics only before 2026-11-12.',
      },
    ],
    ...overrides,
  };
}

/** A month without any GPU. */
export function emptyCostReport(): CostReport {
  return costReport({
    currency: null,
    total: null,
    gpuHours: 0,
    lines: [],
    series: [],
    buckets: [],
    priced: [],
    caveats: [],
  });
}

/** Two intervals: one that ended with a change of price, one that lasts. */
export function costEvidence(): CostEvidence {
  const common = {
    node: 'gpu-h100-3',
    cluster: 'eu-west',
    pod: 'support/support-chat-7d9f-x2kqp',
    server: 'c3f1a2',
    bucket: 'owned',
    owner: 'group:default/support',
    model: 'default/qwen3-32b',
    weight: '1/8',
    currency: 'USD',
    priceSource: 'config',
    priceNote: 'inference.costs.prices[2]',
    quality: 'observed',
  } as const;
  return {
    items: [
      {
        ...common,
        from: '2026-10-31T23:00:00Z',
        to: '2026-11-12T00:00:00Z',
        gpuHours: 33.125,
        pricePerGpuHourMicros: 2_100_000,
        micros: 69_562_500,
        quality: 'estimated',
      },
      {
        ...common,
        from: '2026-11-12T00:00:00Z',
        to: null,
        gpuHours: 32,
        pricePerGpuHourMicros: 2_500_000,
        micros: 80_000_000,
      },
    ],
  };
}
