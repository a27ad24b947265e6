import type { UsagePoint } from '@inference-portal/plugin-inference-common';
import type { UsageSlot } from '../Activity/usageSlots';

/** How the figures of a chart are said. */
export type UsageUnit = 'count' | 'latency' | 'share';

/** Names of all series; a text each. */
export type UsageSeriesName =
  | 'served'
  | 'failed'
  | 'prompt'
  | 'generated'
  | 'p50'
  | 'p95'
  | 'p99'
  | 'firstToken'
  | 'gpuAvg'
  | 'gpuMax'
  | 'kvCache';

/** One line, or one part of a bar. */
export interface UsageSeries {
  readonly name: UsageSeriesName;
  readonly colour: string;
  /** Told apart without colour. */
  readonly dashed?: boolean;
  figure(point: UsagePoint): number | null;
}

/** One chart of a server's use. */
export interface UsageChartPlan {
  readonly name: 'requests' | 'tokens' | 'latency' | 'gpu';
  /** Amounts of a time are stacked bars, states of a time are lines. */
  readonly kind: 'bars' | 'lines';
  readonly unit: UsageUnit;
  readonly series: readonly UsageSeries[];
}

const BLUE = '#2a78b5';
const ORANGE = '#c9641b';
const GREEN = '#11877b';
const RED = '#d1433f';
const VIOLET = '#8b62cc';

/** What is drawn of a server, in this order. */
export const USAGE_CHARTS: readonly UsageChartPlan[] = [
  {
    name: 'requests',
    kind: 'bars',
    unit: 'count',
    series: [
      { name: 'served', colour: BLUE, figure: point => point.requests },
      { name: 'failed', colour: RED, figure: point => point.errors },
    ],
  },
  {
    name: 'tokens',
    kind: 'bars',
    unit: 'count',
    series: [
      { name: 'prompt', colour: GREEN, figure: point => point.promptTokens },
      {
        name: 'generated',
        colour: VIOLET,
        figure: point => point.generatedTokens,
      },
    ],
  },
  {
    name: 'latency',
    kind: 'lines',
    unit: 'latency',
    series: [
      {
        name: 'p50',
        colour: BLUE,
        figure: point => point.latencyMs?.p50 ?? null,
      },
      {
        name: 'p95',
        colour: ORANGE,
        figure: point => point.latencyMs?.p95 ?? null,
      },
      {
        name: 'p99',
        colour: RED,
        figure: point => point.latencyMs?.p99 ?? null,
      },
      {
        name: 'firstToken',
        colour: GREEN,
        dashed: true,
        figure: point => point.firstTokenMs?.p95 ?? null,
      },
    ],
  },
  {
    name: 'gpu',
    kind: 'lines',
    unit: 'share',
    series: [
      { name: 'gpuAvg', colour: BLUE, figure: point => point.gpuActivityAvg },
      {
        name: 'gpuMax',
        colour: ORANGE,
        dashed: true,
        figure: point => point.gpuActivityMax,
      },
      { name: 'kvCache', colour: GREEN, figure: point => point.kvCacheMax },
    ],
  },
];

/** Value of a series at every slot; null where no sample told it. */
export function valuesOf(
  slots: readonly UsageSlot[],
  series: UsageSeries,
): readonly (number | null)[] {
  return slots.map(({ point }) =>
    point === null ? null : series.figure(point),
  );
}

/** Charts in which at least one series has a value. */
export function seenCharts(
  slots: readonly UsageSlot[],
): readonly UsageChartPlan[] {
  return USAGE_CHARTS.map(chart => ({
    ...chart,
    series: chart.series.filter(series =>
      valuesOf(slots, series).some(value => value !== null),
    ),
  })).filter(({ series }) => series.length > 0);
}

/** Highest point that a chart has to show; at least something, so that a chart of zeros has an axis. */
export function heightOf(
  { kind, unit }: UsageChartPlan,
  values: readonly (readonly (number | null)[])[],
): number {
  if (unit === 'share') {
    return 1;
  }
  const slots = values[0]?.length ?? 0;
  let most = 0;
  for (let slot = 0; slot < slots; slot++) {
    const here = values.map(series => series[slot] ?? 0);
    most = Math.max(
      most,
      kind === 'bars'
        ? here.reduce((sum, value) => sum + value, 0)
        : Math.max(...here),
    );
  }
  return most > 0 ? most : 1;
}
