import { z } from 'zod';

const text = z.string().nullish().catch(null);
const oneOrMore = z
  .union([z.string(), z.array(z.string())])
  .nullish()
  .catch(null)
  .transform(value => {
    if (value === null || value === undefined) {
      return [];
    }
    return typeof value === 'string' ? [value] : value;
  });

const evaluation = z
  .object({
    dataset: z
      .object({
        name: text,
        type: text,
        config: text,
        split: text,
      })
      .nullish()
      .catch(null),
    metrics: z
      .array(
        z
          .object({
            type: text,
            name: text,
            value: z.unknown().optional(),
          })
          .nullish()
          .catch(null),
      )
      .nullish()
      .catch(null),
  })
  .nullish()
  .catch(null);

/** The card is written by people: what is of another type than documented counts as absent. */
export const card = z
  .object({
    license: oneOrMore,
    license_name: text,
    base_model: oneOrMore,
    base_model_relation: z.unknown().optional(),
    datasets: oneOrMore,
    language: oneOrMore,
    'model-index': z
      .array(
        z
          .object({ results: z.array(evaluation).nullish().catch(null) })
          .nullish()
          .catch(null),
      )
      .nullish()
      .catch(null),
  })
  .partial();
export type Card = z.infer<typeof card>;

/** What a model's page of the Hub's API tells. */
export const hubModel = z.object({
  name: z.string().min(1),
  sha: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/),
  author: text,
  task: text,
  library_name: text,
  createdAt: text,
  cardData: card.nullish().catch(null),
  'model-index': card.shape['model-index'],
  tags: z.array(z.string()).nullish().catch(null),
  safetensors: z
    .object({
      total: z.number().nullish().catch(null),
      parameters: z.record(z.string(), z.number()).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});
export type HubModel = z.infer<typeof hubModel>;

const count = z.number().int().positive().nullish().catch(null);

/** `config.json` of transformers; models of several parts keep the text part's settings in `text_config`. */
const parts = {
  max_position_embeddings: count,
  torch_dtype: text,
  dtype: text,
};
export const modelConfig = z.object({
  architectures: z.array(z.string()).nullish().catch(null),
  model_type: text,
  ...parts,
  text_config: z.object(parts).nullish().catch(null),
  quantization_config: z
    .object({ quant_method: text, quant_algo: text })
    .nullish()
    .catch(null),
});
export type HubConfig = z.infer<typeof modelConfig>;
