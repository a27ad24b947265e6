import { z } from 'zod';
import type { InstantMs } from '../../types';
import type { Sample, SampleSeries } from './PrometheusResult';

const pointSchema = z.tuple([z.number(), z.string()]);
const labelsSchema = z.record(z.string(), z.string());

const dataSchema = z.discriminatedUnion('resultType', [
  z.object({
    resultType: z.literal('vector'),
    result: z.array(
      // A native histogram has no `value`.
      z.object({ metric: labelsSchema, value: pointSchema.optional() }),
    ),
  }),
  z.object({
    resultType: z.literal('matrix'),
    result: z.array(
      z.object({
        metric: labelsSchema,
        values: z.array(pointSchema).optional(),
      }),
    ),
  }),
  z.object({ resultType: z.literal('scalar'), result: pointSchema }),
  z.object({ resultType: z.literal('string'), result: pointSchema }),
]);

const bodySchema = z.object({
  status: z.enum(['success', 'error']),
  data: z.unknown().optional(),
  errorType: z.string().optional(),
  error: z.string().optional(),
  warnings: z.array(z.string()).nullish(),
  // Thanos and VictoriaMetrics.
  isPartial: z.boolean().optional(),
});

/** Body of the Prometheus HTTP API. */
export type PrometheusBody = z.infer<typeof bodySchema>;

/** Understands a response body; undefined when it is not one of the Prometheus HTTP API, such as a login page. */
export function parseBody(text: string): PrometheusBody | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = bodySchema.safeParse(json);
  return parsed.success ? parsed.data : undefined;
}

/** Warnings of an answer; a partial one that says no more gets a sentence of ours. */
export function readWarnings(body: PrometheusBody): string[] {
  const warnings = body.warnings ?? [];
  return body.isPartial && warnings.length === 0
    ? ['The answer is partial: some storage nodes did not answer.']
    : warnings;
}

/** Reads a sample value. NaN and the infinities mean "no value". */
export function parseValue(text: string): number | null {
  if (text.trim() === '') {
    return null;
  }
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

function toInstant(seconds: number): InstantMs {
  return Math.round(seconds * 1000) as InstantMs;
}

/** Reads the samples of an instant query; undefined when `data` is something else. */
export function parseVector(data: unknown): Sample[] | undefined {
  const parsed = dataSchema.safeParse(data);
  if (!parsed.success) {
    return undefined;
  }
  switch (parsed.data.resultType) {
    case 'vector':
      return parsed.data.result.flatMap(({ metric, value }) =>
        value
          ? [
              {
                labels: metric,
                at: toInstant(value[0]),
                value: parseValue(value[1]),
              },
            ]
          : [],
      );
    case 'scalar': {
      const [at, value] = parsed.data.result;
      return [{ labels: {}, at: toInstant(at), value: parseValue(value) }];
    }
    default:
      return undefined;
  }
}

/** Reads the series of a range query; undefined when `data` is something else. */
export function parseMatrix(data: unknown): SampleSeries[] | undefined {
  const parsed = dataSchema.safeParse(data);
  if (!parsed.success || parsed.data.resultType !== 'matrix') {
    return undefined;
  }
  return parsed.data.result.map(({ metric, values = [] }) => ({
    labels: metric,
    points: values.map(([at, value]) => ({
      at: toInstant(at),
      value: parseValue(value),
    })),
  }));
}
