import { z } from 'zod';

const AUTH_PROVIDER = 'kubernetes.io/auth-provider';

/** What is read of an entry of `kubernetes.clusterLocatorMethods[].clusters`; its other keys are none of ours. */
const pluginClusterSchema = z.looseObject({
  name: z.string().optional(),
  title: z.string().optional(),
  url: z.string().optional(),
  authProvider: z.string().optional(),
  serviceAccountToken: z.string().optional(),
  authMetadata: z.record(z.string(), z.string()).optional(),
  caData: z.string().optional(),
  caFile: z.string().optional(),
  skipTLSVerify: z.boolean().optional(),
});

const methodsSchema = z.array(
  z.looseObject({
    type: z.string(),
    clusters: z.array(z.unknown()).optional(),
  }),
);

/** Where a pod finds the token of its service account; Backstage's Kubernetes plugin falls back on it too. */
const POD_TOKEN_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** An entry in the terms of `inference.clusters`, or why it cannot be one. */
export type TranslatedEntry =
  | { readonly key: string; readonly value: unknown }
  | {
      readonly key: string;
      readonly cluster: string | null;
      readonly message: string;
      readonly fix: string;
    };

const SUPPORTED =
  'list the cluster under inference.clusters with serviceAccountToken, kubeconfig or inCluster';

function translateCluster(value: unknown, key: string): TranslatedEntry {
  const parsed = pluginClusterSchema.safeParse(value);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? '';
    return {
      key,
      cluster: null,
      message: `${
        field === '' ? key : `${key}.${field}`
      } is not of the expected type.`,
      fix: `Correct it, or ${SUPPORTED}.`,
    };
  }
  const entry = parsed.data;
  const provider = entry.authMetadata?.[AUTH_PROVIDER] ?? entry.authProvider;
  const common = {
    name: entry.name,
    title: entry.title,
    url: entry.url,
    caData: entry.caData,
    caFile: entry.caFile,
    skipTLSVerify: entry.skipTLSVerify,
  };
  switch (provider) {
    case 'serviceAccount': {
      const token =
        entry.serviceAccountToken ?? entry.authMetadata?.serviceAccountToken;
      const credential = token
        ? { serviceAccountToken: token }
        : { serviceAccountTokenFile: POD_TOKEN_FILE };
      return { key, value: { ...common, ...credential } };
    }
    case 'localKubectlProxy':
      return { key, value: common };
    case undefined:
      return {
        key,
        cluster: entry.name ?? null,
        message: `${key}.authProvider is missing.`,
        fix: `Set it to serviceAccount, or ${SUPPORTED}.`,
      };
    default:
      return {
        key,
        cluster: entry.name ?? null,
        message: `${key}.authProvider is ${provider}, with which clusters cannot be watched.`,
        fix: `Use serviceAccount with serviceAccountToken, or ${SUPPORTED}.`,
      };
  }
}

/**
 * Translates the clusters that Backstage's own Kubernetes plugin has in its configuration, so that nobody configures a cluster twice.
 * @param value - `kubernetes.clusterLocatorMethods`
 */
export function kubernetesPluginClusters(value: unknown): TranslatedEntry[] {
  const root = 'kubernetes.clusterLocatorMethods';
  const methods = methodsSchema.safeParse(value);
  if (!methods.success) {
    return [
      {
        key: root,
        cluster: null,
        message: `${root} is not a list of methods with a type.`,
        fix: `Correct it, or ${SUPPORTED}.`,
      },
    ];
  }
  return methods.data.flatMap((method, m): TranslatedEntry[] => {
    const key = `${root}[${m}]`;
    switch (method.type) {
      case 'config':
        return (method.clusters ?? []).map((cluster, c) =>
          translateCluster(cluster, `${key}.clusters[${c}]`),
        );
      case 'localKubectlProxy':
        return [
          { key, value: { name: 'local', url: 'http://localhost:8001' } },
        ];
      default:
        return [
          {
            key,
            cluster: null,
            message: `${key}.type is ${method.type}; clusters are read from entries of type config only.`,
            fix: `To observe its clusters, ${SUPPORTED}.`,
          },
        ];
    }
  });
}
