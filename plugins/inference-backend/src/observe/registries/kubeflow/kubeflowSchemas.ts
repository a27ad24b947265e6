import { z } from 'zod';

const text = z
  .string()
  .nullish()
  .transform(value => value || undefined);
/** 64-bit integers are serialised as texts. */
const instant = z
  .union([z.string(), z.number()])
  .nullish()
  .transform(value => {
    const number = Number(value ?? Number.NaN);
    return Number.isFinite(number) ? number : undefined;
  });
const state = z.string().nullish();

/** `{metadataType: 'MetadataIntValue', int_value: '7'}` and its like, as text; structures and messages are left out. */
const property = z
  .object({
    string_value: z.string().optional(),
    int_value: z.union([z.string(), z.number()]).optional(),
    double_value: z.number().optional(),
    bool_value: z.boolean().optional(),
  })
  .transform(
    ({ string_value, int_value, double_value, bool_value }) =>
      string_value ?? int_value ?? double_value ?? bool_value,
  );
const properties = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform(value =>
    Object.fromEntries(
      Object.entries(value ?? {}).flatMap(([name, raw]) => {
        const parsed = property.safeParse(raw);
        return parsed.success && parsed.data !== undefined
          ? [[name, String(parsed.data)]]
          : [];
      }),
    ),
  );

const resource = {
  id: z.string().min(1),
  name: z.string().min(1),
  externalId: text,
  description: text,
  customProperties: properties,
  createTimeSinceEpoch: instant,
  lastUpdateTimeSinceEpoch: instant,
  state,
};

export const listPage = z.object({
  items: z
    .array(z.unknown())
    .nullish()
    .transform(value => value ?? []),
  nextPageToken: text,
});

export const registeredModel = z.object({
  ...resource,
  readme: text,
  language: z.array(z.string()).nullish().catch(null),
  tasks: z.array(z.string()).nullish().catch(null),
  provider: text,
  license: text,
  licenseLink: text,
  libraryName: text,
  owner: text,
});
export type KubeflowModel = z.infer<typeof registeredModel>;

export const modelVersion = z.object({
  ...resource,
  registeredModelId: z.string().min(1),
  author: text,
});
export type KubeflowVersion = z.infer<typeof modelVersion>;

/** Model, document, dataset, metric and parameter share one list, told apart by `artifactType`. */
export const artifact = z.object({
  ...resource,
  id: text,
  name: text,
  artifactType: text,
  uri: text,
  modelFormatName: text,
  modelFormatVersion: text,
  digest: text,
  value: z.union([z.number(), z.string()]).nullish(),
  timestamp: instant,
  experimentRunId: text,
});
export type KubeflowArtifact = z.infer<typeof artifact>;
