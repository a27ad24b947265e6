import type { Config } from '@backstage/config';
import { z } from 'zod';

const NO_CONTROL_CHARACTERS = /^[^\r\n\0]*$/;

const headerValue = z
  .string()
  .regex(NO_CONTROL_CHARACTERS, 'must be one line of text');

const sourceSchema = z
  .object({
    name: z.string().min(1, 'must not be empty').max(63),
    url: z.url({
      protocol: /^https?$/,
      error: 'must be an absolute http or https URL',
    }),
    clusters: z.array(z.string().min(1)).optional(),
    clusterLabel: z
      .string()
      .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'must be a name of a label')
      .optional(),
    auth: z
      .discriminatedUnion('type', [
        z.object({ type: z.literal('bearer'), token: headerValue.min(1) }),
        z.object({
          type: z.literal('basic'),
          username: headerValue.min(1),
          password: z.string(),
        }),
      ])
      .optional(),
    headers: z.record(z.string(), headerValue).optional(),
    caFile: z.string().min(1).optional(),
    skipTLSVerify: z.boolean().optional(),
    timeoutSeconds: z.number().positive().max(120).optional(),
  })
  .strict();

/** A metrics source of `inference.prometheus`. */
export interface PrometheusSource {
  readonly name: string;
  /** Without trailing slash; may carry a path such as `/prometheus`. */
  readonly url: string;
  /** Clusters whose pods it scrapes; null for all. */
  readonly clusters: readonly string[] | null;
  /** Label that tells the cluster of a series, where several are scraped. Default: `cluster`. */
  readonly clusterLabel?: string;
  readonly auth:
    | { readonly type: 'bearer'; readonly token: string }
    | {
        readonly type: 'basic';
        readonly username: string;
        readonly password: string;
      }
    | null;
  readonly headers: { readonly [name: string]: string };
  readonly caFile: string | null;
  readonly skipTLSVerify: boolean;
  readonly timeoutMs: number;
}

/** One entry of `inference.prometheus`, readable or not. */
export type PrometheusEntry =
  | { readonly status: 'valid'; readonly source: PrometheusSource }
  | {
      readonly status: 'misconfigured';
      readonly name: string;
      readonly message: string;
      readonly fix: string;
    };

const FIX =
  'Write {name, url: https://host[/path]} and, where needed, auth: {type: bearer, token} or {type: basic, username, password}, headers, caFile, clusters, timeoutSeconds.';

/** The URL as it may be shown: no user, password or query. Null when it is none. */
export function displayUrl(url: string): string | null {
  if (!URL.canParse(url)) {
    return null;
  }
  const parsed = new URL(url);
  return `${parsed.origin}${parsed.pathname}`.replace(/\/+$/, '');
}

function toSource(parsed: z.infer<typeof sourceSchema>): PrometheusSource {
  const url = new URL(parsed.url);
  const credentials =
    url.username === ''
      ? null
      : {
          type: 'basic' as const,
          username: decodeURIComponent(url.username),
          password: decodeURIComponent(url.password),
        };
  return {
    name: parsed.name,
    url: `${url.origin}${url.pathname}`.replace(/\/+$/, ''),
    clusters: parsed.clusters ?? null,
    ...(parsed.clusterLabel === undefined
      ? {}
      : { clusterLabel: parsed.clusterLabel }),
    auth: parsed.auth ?? credentials,
    headers: parsed.headers ?? {},
    caFile: parsed.caFile ?? null,
    skipTLSVerify: parsed.skipTLSVerify ?? false,
    timeoutMs: (parsed.timeoutSeconds ?? 10) * 1000,
  };
}

function nameOf(raw: unknown, index: number): string {
  const name =
    typeof raw === 'object' && raw !== null && 'name' in raw
      ? raw.name
      : undefined;
  return typeof name === 'string' && name.trim() !== ''
    ? name
    : `inference.prometheus[${index}]`;
}

function readEntry(raw: unknown, index: number): PrometheusEntry {
  const key = `inference.prometheus[${index}]`;
  const parsed = sourceSchema.safeParse(raw);
  if (parsed.success) {
    return { status: 'valid', source: toSource(parsed.data) };
  }
  const problems = parsed.error.issues.map(issue => {
    const path = [key, ...issue.path.map(String)].join('.');
    return `${path}: ${issue.message}`;
  });
  return {
    status: 'misconfigured',
    name: nameOf(raw, index),
    message: problems.join('; '),
    fix: FIX,
  };
}

/** Reads `inference.prometheus`. A wrong entry becomes a message that names its key; the others work. */
export function readPrometheusSources(config: Config): PrometheusEntry[] {
  const list: unknown = config.getOptional('inference.prometheus');
  if (list === undefined) {
    return [];
  }
  if (!Array.isArray(list)) {
    return [
      {
        status: 'misconfigured',
        name: 'inference.prometheus',
        message: 'inference.prometheus must be a list',
        fix: FIX,
      },
    ];
  }
  const names = new Set<string>();
  return list.map((entry, index): PrometheusEntry => {
    const read = readEntry(entry, index);
    const name = read.status === 'valid' ? read.source.name : read.name;
    if (names.has(name)) {
      return {
        status: 'misconfigured',
        name: `inference.prometheus[${index}]`,
        message: `inference.prometheus[${index}].name: "${name}" is used twice`,
        fix: 'Give every entry a name of its own.',
      };
    }
    names.add(name);
    return read;
  });
}
