import { z } from 'zod';
import type { DataSourceIssue } from '@inference-portal/plugin-inference-common';
import type {
  ClusterAccess,
  ClusterConfig,
  ClusterProblem,
} from './ClusterConfig';
import { complaintsOf, type Complaint } from './complaintsOf';

const text = z.string().trim().min(1);

/** Keys of one entry of `inference.clusters`. Strict, so that a misspelt key is told and not ignored. */
export const clusterEntrySchema = z.strictObject({
  name: text,
  title: text.optional(),
  labels: z.record(z.string(), z.string()).default({}),
  paused: z.boolean().default(false),
  url: text.optional(),
  serviceAccountToken: text.optional(),
  serviceAccountTokenFile: text.optional(),
  caData: text.optional(),
  caFile: text.optional(),
  skipTLSVerify: z.boolean().default(false),
  kubeconfig: text.optional(),
  context: text.optional(),
  inCluster: z.boolean().default(false),
});

/** One entry after its types were checked. */
export type ClusterEntry = z.infer<typeof clusterEntrySchema>;

type AccessResult =
  | { readonly ok: true; readonly access: ClusterAccess }
  | { readonly ok: false; readonly problem: Wrong };
interface Wrong {
  readonly field: string;
  readonly message: string;
  readonly fix: string;
}

const WAYS = ['url', 'kubeconfig', 'inCluster'] as const;
const URL_ONLY = [
  'serviceAccountToken',
  'serviceAccountTokenFile',
  'caData',
  'caFile',
] as const;

function wrong(field: string, message: string, fix: string): AccessResult {
  return { ok: false, problem: { field, message, fix } };
}

/** Answers base64 of PEM, or null when the value is neither PEM nor base64 of PEM. */
function pemInBase64(value: string): string | null {
  if (value.includes('-----BEGIN')) {
    return Buffer.from(value).toString('base64');
  }
  const decoded = Buffer.from(value, 'base64').toString('latin1');
  return decoded.includes('-----BEGIN') ? value : null;
}

function urlAccess(entry: ClusterEntry, address: string): AccessResult {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return wrong(
      'url',
      'is not a URL',
      'Write the address of the API server, such as https://203.0.113.7:6443.',
    );
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return wrong(
      'url',
      `has the protocol ${url.protocol}`,
      'Use https:// (or http:// for a local proxy such as kubectl proxy).',
    );
  }
  if (url.username !== '' || url.password !== '') {
    return wrong(
      'url',
      'contains a user name or password',
      'Take them out of the URL and use serviceAccountToken or serviceAccountTokenFile.',
    );
  }
  if (entry.serviceAccountToken && entry.serviceAccountTokenFile) {
    return wrong(
      'serviceAccountTokenFile',
      'stands beside serviceAccountToken',
      'Keep one of the two; the file is read again when it is rotated.',
    );
  }
  if (entry.serviceAccountToken && /\s/.test(entry.serviceAccountToken)) {
    return wrong(
      'serviceAccountToken',
      'contains white space',
      'Copy the token as one line.',
    );
  }
  if (entry.caData && entry.caFile) {
    return wrong('caFile', 'stands beside caData', 'Keep one of the two.');
  }
  const caData = entry.caData ? pemInBase64(entry.caData) : null;
  if (entry.caData && caData === null) {
    return wrong(
      'caData',
      'is not a PEM certificate in base64',
      "Copy certificate-authority-data from the cluster's kubeconfig, or use caFile.",
    );
  }
  url.hash = '';
  url.search = '';
  return {
    ok: true,
    access: {
      kind: 'url',
      url: url.toString().replace(/\/+$/, ''),
      credential: credentialOf(entry),
      caData,
      caFile: entry.caFile ?? null,
      skipTlsVerify: entry.skipTLSVerify,
    },
  };
}

function credentialOf(
  entry: ClusterEntry,
): Extract<ClusterAccess, { kind: 'url' }>['credential'] {
  if (entry.serviceAccountToken) {
    return { kind: 'token', token: entry.serviceAccountToken };
  }
  if (entry.serviceAccountTokenFile) {
    return { kind: 'token-file', path: entry.serviceAccountTokenFile };
  }
  return { kind: 'none' };
}

function accessOf(entry: ClusterEntry): AccessResult {
  const ways = WAYS.filter(
    key => entry[key] !== undefined && entry[key] !== false,
  );
  if (ways.length !== 1) {
    return wrong(
      ways[1] ?? 'url',
      ways.length === 0
        ? 'is missing, and so are kubeconfig and inCluster'
        : `stands beside ${ways[0]}`,
      'Give exactly one way in: url (with serviceAccountToken or serviceAccountTokenFile), kubeconfig (with context), or inCluster: true.',
    );
  }
  if (entry.url !== undefined) {
    return entry.context === undefined
      ? urlAccess(entry, entry.url)
      : wrong('context', 'needs kubeconfig', 'Remove it, or use kubeconfig.');
  }
  const stray = URL_ONLY.find(key => entry[key] !== undefined);
  if (stray !== undefined || entry.skipTLSVerify) {
    return wrong(
      stray ?? 'skipTLSVerify',
      `has no effect with ${ways[0]}`,
      `Remove it, or use url in place of ${ways[0]}.`,
    );
  }
  if (entry.kubeconfig !== undefined) {
    const context = entry.context ?? null;
    return {
      ok: true,
      access: { kind: 'kubeconfig', path: entry.kubeconfig, context },
    };
  }
  return entry.context === undefined
    ? { ok: true, access: { kind: 'in-cluster' } }
    : wrong('context', 'needs kubeconfig', 'Remove it, or use kubeconfig.');
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}

function warningsOf(key: string, access: ClusterAccess): DataSourceIssue[] {
  if (access.kind !== 'url') {
    return [];
  }
  if (access.skipTlsVerify) {
    return [
      {
        code: 'tls',
        message: `${key}.skipTLSVerify is true: whoever sits between can read the token and change what is shown.`,
        fix: 'Give caData or caFile and remove skipTLSVerify.',
      },
    ];
  }
  if (access.url.startsWith('http:') && !isLoopback(access.url)) {
    return [
      {
        code: 'tls',
        message: `${key}.url is plain http: what is read and the token travel unencrypted.`,
        fix: 'Use the https:// address of the API server.',
      },
    ];
  }
  return [];
}

/** Name that an entry gives itself, so that even a wrong entry is shown under it. */
function nameOf(value: unknown): string | null {
  const named = z.looseObject({ name: text }).safeParse(value);
  return named.success ? named.data.name : null;
}

/** Reads one entry; `key` is where it stands, such as `inference.clusters[0]`. */
export function readClusterEntry(
  value: unknown,
  key: string,
): { readonly cluster: ClusterConfig } | { readonly problem: ClusterProblem } {
  const refuse = (complaints: readonly Complaint[]) => ({
    problem: {
      name: nameOf(value) ?? key,
      configKey: key,
      code: 'config' as const,
      message: complaints.map(({ message }) => message).join(' '),
      fix: complaints.map(({ fix }) => fix).join(' '),
    },
  });
  const parsed = clusterEntrySchema.safeParse(value);
  if (!parsed.success) {
    const known = Object.keys(clusterEntrySchema.shape);
    return refuse(complaintsOf(parsed.error, { key, known }));
  }
  const entry = parsed.data;
  const result = accessOf(entry);
  if (!result.ok) {
    const { field, message, fix } = result.problem;
    return refuse([{ message: `${key}.${field} ${message}.`, fix }]);
  }
  return {
    cluster: {
      name: entry.name,
      title: entry.title ?? null,
      labels: entry.labels,
      paused: entry.paused,
      access: result.access,
      configKey: key,
      warnings: warningsOf(key, result.access),
    },
  };
}
