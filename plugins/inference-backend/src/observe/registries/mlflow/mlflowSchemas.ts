import { z } from 'zod';

/** Protocol buffers write 64-bit integers as numbers or as texts, and NaN as text. */
const numeric = z
  .union([z.number(), z.string()])
  .nullish()
  .transform(value => {
    const number =
      value === null || value === undefined || value === ''
        ? Number.NaN
        : Number(value);
    return Number.isFinite(number) ? number : undefined;
  });
const text = z
  .string()
  .nullish()
  .transform(value => value || undefined);
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform(value => value ?? []);
const pairs = list(z.object({ key: z.string(), value: text }));

/** Of a list the items stay unread, so that one that is broken costs that one only. */
const rawItems = list(z.unknown());
const token = z
  .string()
  .nullish()
  .transform(value => value || undefined);

export const modelPage = z.object({
  registered_models: rawItems,
  next_page_token: token,
});
export const versionPage = z.object({
  model_versions: rawItems,
  next_page_token: token,
});
export const experimentPage = z.object({
  experiments: list(z.object({ experiment_id: z.string() })),
  next_page_token: token,
});
export const runPage = z.object({ runs: rawItems, next_page_token: token });

const alias = z.object({ alias: z.string(), version: z.coerce.string() });

export const registeredModel = z.object({
  name: z.string().min(1),
  creation_timestamp: numeric,
  last_updated_timestamp: numeric,
  description: text,
  tags: pairs,
  aliases: list(alias),
  // Not read, but a change of the newest version shows in it.
  latest_versions: rawItems,
});
export type RegisteredModel = z.infer<typeof registeredModel>;

export const modelVersion = z.object({
  name: z.string(),
  version: z.coerce.string().min(1),
  creation_timestamp: numeric,
  user_id: text,
  current_stage: text,
  description: text,
  source: text,
  run_id: text,
  status: text,
  status_message: text,
  tags: pairs,
});
export type MlflowVersion = z.infer<typeof modelVersion>;

export const run = z.object({
  info: z.object({ run_id: z.string(), user_id: text }),
  data: z
    .object({
      metrics: list(
        z.object({
          key: z.string(),
          value: numeric,
          timestamp: numeric,
          dataset_name: text,
        }),
      ),
      params: pairs,
      tags: pairs,
    })
    .nullish()
    .transform(value => value ?? { metrics: [], params: [], tags: [] }),
  inputs: z
    .object({
      dataset_inputs: list(
        z.object({ dataset: z.object({ name: z.string(), digest: text }) }),
      ),
    })
    .nullish()
    .transform(value => value ?? { dataset_inputs: [] }),
});
export type MlflowRun = z.infer<typeof run>;

/** Tags as a record; later ones win, those without value are empty. */
export function toRecord(
  tags: readonly { readonly key: string; readonly value?: string }[],
): Record<string, string> {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value ?? '']));
}
