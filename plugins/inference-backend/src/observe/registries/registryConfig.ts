import { z } from 'zod';

const oneLine = z
  .string()
  .regex(/^[^\r\n\0]*$/, 'must be one line of text')
  .min(1, 'must not be empty');

const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'must be an absolute http or https URL',
});

const patterns = z.array(oneLine.max(300)).min(1, 'must not be empty');

const common = {
  name: z
    .string()
    .regex(
      /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
      'must be 1 to 63 letters, digits, "-", "_" or "."',
    ),
  auth: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('bearer'), token: oneLine }).strict(),
      z
        .object({
          type: z.literal('basic'),
          username: oneLine,
          password: z.string(),
        })
        .strict(),
    ])
    .optional(),
  headers: z.record(z.string().regex(/^[\w-]+$/), oneLine).optional(),
  caFile: z.string().min(1, 'must not be empty').optional(),
  skipTLSVerify: z.boolean().optional(),
  timeoutSeconds: z.number().positive().max(120).optional(),
  requestsPerSecond: z.number().positive().max(1000).optional(),
  maxAnswerMegabytes: z.number().positive().max(256).optional(),
  verifyEveryHours: z.number().positive().max(8760).optional(),
  namespace: z
    .string()
    .regex(
      /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
      'must be a DNS label: lower-case letters, digits and "-"',
    )
    .optional(),
  owner: oneLine.optional(),
  include: patterns.optional(),
  exclude: patterns.optional(),
  // Read by Backstage's own reader.
  schedule: z.unknown().optional(),
};

/** One entry of `inference.registries` as it is written. */
export const registrySchema = z.discriminatedUnion('type', [
  z.object({ ...common, type: z.literal('mlflow'), url: httpUrl }).strict(),
  z.object({ ...common, type: z.literal('kubeflow'), url: httpUrl }).strict(),
  z
    .object({
      ...common,
      type: z.literal('hugging-face'),
      url: httpUrl.optional(),
      models: z
        .array(
          z
            .string()
            .regex(
              /^[\w.-]+(\/[\w.-]+)?(@[\w./-]+)?$/,
              'must be <organization>/<name>, with @<branch or tag> where it is not main',
            ),
        )
        .optional(),
      organizations: z
        .array(z.string().regex(/^[\w.-]+$/, 'must be the name of an account'))
        .optional(),
    })
    .strict(),
  z
    .object({
      ...common,
      type: z.literal('oci'),
      url: httpUrl,
      repositories: z
        .array(
          z
            .string()
            .regex(
              /^[a-z0-9]+([._/-]+[a-z0-9]+)*$/,
              'must be a repository such as models/qwen3',
            ),
        )
        .optional(),
    })
    .strict(),
]);

type Written = z.infer<typeof registrySchema>;
/** An entry of any type. */
export type AnyWrittenRegistry = Written;
/** Settings that one type of registry has beside the common ones. */
export type WrittenRegistry<Type extends Written['type']> = Extract<
  Written,
  { type: Type }
>;

/** How to reach a registry. */
export interface RegistryConnection {
  /** For messages: `inference.registries (<name>)`. */
  readonly key: string;
  /** Without trailing slash, user, password or query. */
  readonly url: string;
  readonly auth: NonNullable<Written['auth']> | null;
  readonly headers: { readonly [name: string]: string };
  readonly caFile: string | null;
  readonly skipTLSVerify: boolean;
  readonly timeoutMs: number;
  readonly requestsPerSecond: number;
  /** An answer above that is refused. */
  readonly maxAnswerBytes: number;
}

/** What all types of registries have in common. */
export interface RegistrySettings {
  readonly name: string;
  readonly connection: RegistryConnection;
  /** Namespace of the models that are imported. */
  readonly namespace: string;
  /** Entity ref of who owns models whose owner the source does not tell; null for nobody. */
  readonly owner: string | null;
  /** Everything is read again after that time, whatever the source says has changed. */
  readonly verifyEveryMs: number;
  /** True for names at the source that are to be imported. */
  isIncluded(name: string): boolean;
}
